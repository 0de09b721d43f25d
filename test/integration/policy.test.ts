import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditActor } from "../../src/audit/contract.ts";
import { dayMs, type Env, hourMs, type Instant, systemEnv } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { type Database, openDatabase, type Tx } from "../../src/kernel/sql.ts";
import { createVault } from "../../src/kernel/vault.ts";
import { activateOrganisation } from "../../src/policy/activate-policy.ts";
import { activateBundle, type BundleShelf, createBundleShelf, ensureBundle } from "../../src/policy/bundles.ts";
import { capFacts, releaseCaps, reserveCaps, spendCaps } from "../../src/policy/caps.ts";
import { clearFacts } from "../../src/policy/core/canary.ts";
import { windowOf } from "../../src/policy/core/caps.ts";
import { decide } from "../../src/policy/core/decide.ts";
import { never } from "../../src/policy/core/facts.ts";
import type { PersonKeys, SuppressDeps } from "../../src/policy/deps.ts";
import { type CedarEngine, createEngine } from "../../src/policy/engine.ts";
import { blockedContacts, decisionCounts } from "../../src/policy/facts-for.ts";
import { type CapSubject, gateEpochs, lockSubjects } from "../../src/policy/gates.ts";
import { hold } from "../../src/policy/hold.ts";
import { gatesOver, type Recipient } from "../../src/policy/keys.ts";
import { liftByHand } from "../../src/policy/lift-suppression.ts";
import { onActivity } from "../../src/policy/on-activity.ts";
import { onIdentity } from "../../src/policy/on-identity.ts";
import { policyFacts } from "../../src/policy/policy-facts.ts";
import { decisionsOf, insertDecisions } from "../../src/policy/record.ts";
import { shippedPolicies } from "../../src/policy/shipped.ts";
import { type SuppressEntry, suppress, suppressedNow } from "../../src/policy/suppress.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

const actor: AuditActor = { kind: "user", id: "usr_test" };
const people = new Map<Id<"con">, PersonKeys>();
let held: TestDatabase;
let many: Database;
let env: Env;
let now: Instant;
let deps: SuppressDeps;
let engine: CedarEngine;
let shelf: BundleShelf;

beforeAll(async () => {
  now = Date.UTC(2026, 2, 4, 10);
  env = { ...systemEnv(), now: () => now };
  held = await testDatabase({ env });
  many = await openDatabase({ env, target: held.target, connectionsMax: 16 });
  const vault = createVault(Buffer.alloc(32, 3), (count) => env.randomBytes(count));
  deps = {
    env,
    vault,
    personKeys: async (_tx, ids) =>
      new Map(ids.flatMap((id) => (people.has(id) ? [[id, people.get(id) as PersonKeys]] : []))),
  };
  engine = createEngine();
  shelf = createBundleShelf(engine, shippedPolicies());
});

afterAll(async () => {
  await many?.close();
  await held?.close();
});

function person(...addresses: string[]): Recipient & { readonly contactId: Id<"con">; readonly address: string } {
  const contactId = newId(env, "con");
  people.set(contactId, { addresses, phones: [], accountId: null });
  return { contactId, accountId: null, addresses, address: addresses[0] ?? "" };
}

function entry(who: Recipient, more: Partial<SuppressEntry> = {}): SuppressEntry {
  return {
    contactId: who.contactId,
    keys: [],
    wholePerson: true,
    reason: "do_not_contact",
    basis: "test",
    source: null,
    actor,
    ...more,
  };
}

describe("caps", () => {
  test("16 connections that race for a cap of 3 never pass it, and leave no place unused", async () => {
    const workspace = await held.workspace();
    const subjects = Array.from({ length: 12 }, (_, n): CapSubject => ({ kind: "contact", key: `con${n}` }));
    const attempt = (subject: CapSubject) =>
      many.write(workspace, async (tx) => {
        await lockSubjects(tx, { gates: [{ kind: "workspace", key: "all" }], caps: [subject] }, "share");
        const book = await capFacts(tx, [subject], tx.now, []);
        if (book.window(subject).d7 >= 3) return;
        await reserveCaps(tx, [{ ...subject, actionId: newId(env, "act") }]);
      });
    await Promise.all(subjects.flatMap((subject) => Array.from({ length: 16 }, () => attempt(subject))));
    const book = await many.read(workspace, (tx) => capFacts(tx, subjects, tx.now, []));
    expect(subjects.map((subject) => book.window(subject).d7)).toEqual(subjects.map(() => 3));
  });

  test("the count in SQL equals the count in the core, for used, reserved, expired and released places", async () => {
    const workspace = await held.workspace();
    const subject: CapSubject = { kind: "domain", key: "acme.com" };
    const start = now;
    const ages = [0, 1, 20 * hourMs, 25 * hourMs, 6 * dayMs, 8 * dayMs, 29 * dayMs, 31 * dayMs];
    const entries = await held.database.write(workspace, async (tx) => {
      await lockSubjects(tx, { gates: [], caps: [subject] }, "share");
      return insertLedger(tx, subject, start, ages);
    });
    const book = await held.database.read(workspace, (tx) => capFacts(tx, [subject], start, []));
    expect(book.window(subject)).toEqual(windowOf(entries, start));
    expect(book.window(subject).d30).toBeGreaterThan(3);
    const own = entries.slice(0, 2).map(({ actionId }) => actionId as Id<"act">);
    const without = await held.database.read(workspace, (tx) => capFacts(tx, [subject], start, own));
    expect(without.window(subject)).toEqual(windowOf(entries, start, own));
  });

  test("a batch sees what it allowed itself", async () => {
    const workspace = await held.workspace();
    const subject: CapSubject = { kind: "contact", key: "con-batch" };
    const book = await held.database.read(workspace, (tx) => capFacts(tx, [subject], tx.now, []));
    expect(book.newestAt(subject)).toBe(never);
    const twice = book.with([subject], now).with([subject], now);
    expect(twice.window(subject)).toMatchObject({
      d1: 2,
      d7: 2,
      d30: 2,
      d7DropsAt: new Date(now + 7 * dayMs).toISOString(),
    });
    expect(book.window(subject).d1).toBe(0);
  });

  test("a place that was reserved can be spent or given back, and expires by itself", async () => {
    const workspace = await held.workspace();
    const subject: CapSubject = { kind: "mailbox", key: "mbx" };
    const [spent, returned, forgotten] = [newId(env, "act"), newId(env, "act"), newId(env, "act")];
    await held.database.write(workspace, async (tx) => {
      await lockSubjects(tx, { gates: [], caps: [subject] }, "share");
      await reserveCaps(
        tx,
        [spent, returned, forgotten].map((actionId) => ({ ...subject, actionId })),
      );
      await spendCaps(tx, [spent]);
      await releaseCaps(tx, [returned]);
    });
    const count = async (at: Instant) =>
      (await held.database.read(workspace, (tx) => capFacts(tx, [subject], at, []))).window(subject).d1;
    expect(await count(now)).toBe(2);
    expect(await count(now + hourMs)).toBe(1);
  });
});

async function insertLedger(tx: Tx, subject: CapSubject, at: Instant, ages: readonly number[]) {
  const states = ["used", "reserved", "released"] as const;
  const rows = ages.flatMap((age) =>
    states.flatMap((state) =>
      [at - 1, at + 1].map((expiresAt) => ({ actionId: newId(env, "act"), at: at - age, state, expiresAt })),
    ),
  );
  for (const row of rows) {
    await tx.sql`insert into cap_ledger (workspace_id, kind, key, action_id, at, state, expires_at)
      values (${tx.workspaceId}, ${subject.kind}, ${subject.key}, ${row.actionId}, ${row.at}, ${row.state}, ${row.expiresAt})`;
  }
  return rows;
}

describe("suppression", () => {
  test("covers every address of the person, an alias spelling, and a new contact with the same address", async () => {
    const workspace = await held.workspace();
    const ann = person("ann@acme.com", "ann.private@gmail.com");
    await held.database.write(workspace, (tx) => suppress(deps, tx, [entry(ann)]));
    const again: Recipient = {
      contactId: newId(env, "con"),
      accountId: null,
      addresses: ["Ann.Private+x@googlemail.com"],
      address: "Ann.Private+x@googlemail.com",
    };
    const other = person("bob@acme.com");
    const facts = await held.database.read(workspace, (tx) => policyFacts(deps, tx, [ann, again, other]));
    expect(facts.map(({ suppression }) => suppression.doNotContact)).toEqual([true, true, false]);
  });

  test("is idempotent, holds no address, and keeps several reasons apart", async () => {
    const workspace = await held.workspace();
    const ann = person("ann@idem.com");
    const first = await held.database.write(workspace, (tx) => suppress(deps, tx, [entry(ann), entry(ann)]));
    const second = await held.database.write(workspace, (tx) =>
      suppress(deps, tx, [entry(ann), entry(ann, { reason: "complaint" })]),
    );
    expect([first.length, second.length]).toEqual([2, 2]);
    const rows = await held.database.root`select * from suppression where workspace_id = ${workspace}`;
    expect(JSON.stringify(rows)).not.toContain("ann@");
    const leaves = await held.database.root<
      { body: string }[]
    >`select body from audit_entry where workspace_id = ${workspace}`;
    expect(leaves).toHaveLength(2);
    expect(leaves.map(({ body }) => body).join()).not.toContain("ann@");
  });

  test("an opt-out binds outreach only; do-not-contact, complaint and a dead mailbox bind everything", async () => {
    const workspace = await held.workspace();
    const cases = (["unsubscribed", "do_not_contact", "complaint", "hard_bounce"] as const).map((reason) => ({
      reason,
      who: person(`${reason.replaceAll("_", "")}@scope.com`),
    }));
    const answers = await held.database.write(workspace, async (tx) => {
      await suppress(
        deps,
        tx,
        cases.map(({ who, reason }) =>
          entry(who, { reason, wholePerson: false, keys: [{ scope: "address", value: who.address }] }),
        ),
      );
      const over = (who: Recipient, purpose: "outreach" | "transactional") =>
        suppressedNow(deps, tx, { ...who, purpose });
      return Promise.all(
        cases.map(async ({ who }) => [
          (await over(who, "outreach"))?.reason,
          (await over(who, "transactional"))?.reason,
        ]),
      );
    });
    expect(answers).toEqual([
      ["unsubscribed", undefined],
      ["do_not_contact", "do_not_contact"],
      ["complaint", "complaint"],
      ["hard_bounce", "hard_bounce"],
    ]);
  });

  test("a dead mailbox does not forbid the person's other one", async () => {
    const workspace = await held.workspace();
    const ann = person("ann@old.com", "ann@new.com");
    const reached = await held.database.write(workspace, async (tx) => {
      await suppress(deps, tx, [
        entry(ann, { reason: "hard_bounce", wholePerson: false, keys: [{ scope: "address", value: "ann@old.com" }] }),
      ]);
      return policyFacts(deps, tx, [ann, { ...ann, address: "ann@new.com" }]);
    });
    expect(reached.map(({ suppression }) => suppression.hardBounced)).toEqual([true, false]);
  });

  test("lifting needs the whole group, once, and a lifted one can be suppressed again", async () => {
    const workspace = await held.workspace();
    const ann = person("ann@lift.com");
    const caller: Caller = {
      workspaceId: workspace,
      principal: { kind: "person", id: "usr_x", name: "X" },
      scopes: new Set(),
      requestId: "r",
    };
    const [id] = await held.database.write(workspace, (tx) => suppress(deps, tx, [entry(ann)]));
    if (id === undefined) throw new Error("nothing was suppressed");
    const lift = () =>
      liftByHand({ ...deps, db: held.database }, { suppressionId: id, reason: "asked us back" }, caller);
    const marked = async () =>
      (await held.database.read(workspace, (tx) => policyFacts(deps, tx, [ann])))[0]?.suppression.doNotContact;
    expect((await lift()).lifted).toHaveLength(2);
    expect(await marked()).toBe(false);
    await expect(lift()).rejects.toMatchObject({ code: "conflict" });
    await held.database.write(workspace, (tx) => suppress(deps, tx, [entry(ann)]));
    expect(await marked()).toBe(true);
  });

  test("a suppression and an attempt that race: one that commits first always stops the send, and both sides win", async () => {
    const workspace = await held.workspace();
    const tally = { sent: 0, stopped: 0, late: 0 };
    const race = async (n: number): Promise<void> => {
      const who = person(`racer${n}@race.com`);
      const gates = await many.write(workspace, async (tx) =>
        lockSubjects(tx, { gates: gatesOver(deps, tx, who, {}), caps: [] }, "share"),
      );
      const marks: { suppressed?: number; attempted?: number } = {};
      const order = { next: 0 };
      const stop = many.write(workspace, async (tx) => {
        if (n % 2 === 0) await env.sleep(n % 7);
        await suppress(deps, tx, [entry(who)]);
        tx.afterCommit(() => {
          marks.suppressed = order.next++;
        });
      });
      const send = many.write(workspace, async (tx) => {
        const mine = gatesOver(deps, tx, who, {});
        const held = await lockSubjects(tx, { gates: mine, caps: [] }, "share");
        const isOld = held.some(
          ({ kind, key, epoch }) => gates.find((one) => one.kind === kind && one.key === key)?.epoch !== epoch,
        );
        const covering = await suppressedNow(deps, tx, { ...who, purpose: "outreach" });
        // Whatever the second wall sees, the epochs have seen too.
        if ((covering !== null) !== isOld) tally.late += 1;
        return covering === null;
      });
      const [, sent] = await Promise.all([stop, send]);
      if (sent) tally.sent += 1;
      else tally.stopped += 1;
    };
    for (let round = 0; round < 12; round += 1)
      await Promise.all(Array.from({ length: 8 }, (_, n) => race(round * 8 + n)));
    expect(tally.late).toBe(0);
    expect(tally.sent).toBeGreaterThan(5);
    expect(tally.stopped).toBeGreaterThan(5);
  });

  test("an attempt that waits behind an uncommitted suppression is stopped by it", async () => {
    const workspace = await held.workspace();
    const who = person("waits@race.com");
    let locked: () => void = () => undefined;
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const stop = many.write(workspace, async (tx) => {
      await suppress(deps, tx, [entry(who)]);
      locked();
      await env.sleep(150);
    });
    await isLocked;
    const covering = await many.write(workspace, async (tx) => {
      await lockSubjects(tx, { gates: gatesOver(deps, tx, who, {}), caps: [] }, "share");
      return suppressedNow(deps, tx, { ...who, purpose: "outreach" });
    });
    await stop;
    expect(covering?.reason).toBe("do_not_contact");
  });

  test("who outreach is forbidden to is known for a whole list, with the code that a decision gives", async () => {
    const workspace = await held.workspace();
    const who = [person("a@codes.com"), person("b@codes.com"), person("c@codes.com"), person("d@codes.com")];
    const [dnc, gone, waits] = who as [Recipient, Recipient, Recipient];
    const blocked = await held.database.write(workspace, async (tx) => {
      await suppress(deps, tx, [entry(dnc), entry(gone, { reason: "unsubscribed" })]);
      const contactId = waits.contactId as Id<"con">;
      await hold(deps, tx, [{ contactId, kind: "manual", until: now + dayMs, source: null, actor }]);
      return blockedContacts(
        deps,
        tx,
        who.map((one) => one.contactId),
      );
    });
    expect([...blocked.values()]).toEqual(["DNC", "UNSUBSCRIBED", "HELD"]);
  });

  test("one workspace's list says nothing in another", async () => {
    const [one, two] = [await held.workspace(), await held.workspace()];
    const ann = person("ann@walls.com");
    await held.database.write(one, (tx) => suppress(deps, tx, [entry(ann)]));
    const facts = await held.database.read(two, (tx) => policyFacts(deps, tx, [ann]));
    expect(facts[0]?.suppression.doNotContact).toBe(false);
  });
});

describe("reactions", () => {
  const seen = (who: Recipient) => ({
    contactId: who.contactId,
    accountId: null,
    address: who.address,
    messageId: null,
    actionId: null,
    inboundId: newId(env, "inb"),
    cause: newId(env, "aud"),
    at: now,
  });

  test("a reply holds everybody it may be from until it is classified; an auto-reply holds to its date", async () => {
    const workspace = await held.workspace();
    const [ann, bob, eve] = [person("ann@r.com"), person("bob@r.com"), person("eve@r.com")];
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        {
          ...seen(ann),
          type: "inbound.recorded",
          what: "reply",
          contactIds: [ann.contactId, bob.contactId],
          auto: false,
          holdUntil: null,
        },
        {
          ...seen(eve),
          type: "inbound.recorded",
          what: "auto_reply",
          contactIds: [eve.contactId],
          auto: true,
          holdUntil: now + 5 * dayMs,
        },
      ]),
    );
    const read = () => held.database.read(workspace, (tx) => policyFacts(deps, tx, [ann, bob, eve]));
    expect((await read()).map((facts) => facts.hold.unclassifiedReply)).toEqual([true, true, false]);
    expect((await read())[2]?.hold.until).toBe(new Date(now + 5 * dayMs).toISOString());
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        {
          ...seen(ann),
          type: "reply.classified",
          class: "positive",
          kind: "interested",
          stage: "rules",
          resumeAt: null,
          meetingAt: null,
          referral: [],
          byPerson: false,
        },
        {
          ...seen(bob),
          type: "reply.classified",
          class: null,
          kind: null,
          stage: "rules",
          resumeAt: null,
          meetingAt: null,
          referral: [],
          byPerson: false,
        },
      ]),
    );
    expect((await read()).map((facts) => facts.hold.unclassifiedReply)).toEqual([false, true, false]);
  });

  test("a trusted complaint suppresses the person and the company's domain, never a mail provider's", async () => {
    const workspace = await held.workspace();
    const [ann, kim] = [person("ann@corp.com"), person("kim@gmail.com")];
    const [colleague, stranger] = [person("colleague@corp.com"), person("stranger@gmail.com")];
    const forged = person("forged@else.com");
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        { ...seen(ann), type: "complaint.seen", trusted: true },
        { ...seen(kim), type: "complaint.seen", trusted: true },
        { ...seen(forged), type: "complaint.seen", trusted: false },
      ]),
    );
    const facts = await held.database.read(workspace, (tx) =>
      policyFacts(deps, tx, [ann, kim, colleague, stranger, forged]),
    );
    expect(facts.map(({ suppression }) => [suppression.complained, suppression.domainSuppressed])).toEqual([
      [true, true],
      [true, false],
      [false, true],
      [false, false],
      [false, false],
    ]);
    expect(facts[2]?.accountComplaints).toBe(1);
    expect(facts[4]?.hold.open).toBe(true);
  });

  test("a bounce suppresses only when it is permanent and trusted; anything in doubt waits", async () => {
    const workspace = await held.workspace();
    const who = [person("dead@b.com"), person("full@b.com"), person("forged@b.com")];
    const [dead, full, forged] = who as [Recipient, Recipient, Recipient];
    await held.database.write(workspace, (tx) =>
      onActivity(deps, tx, [
        { ...seen(dead), type: "bounce.seen", permanence: "permanent", reason: "unknown_user", trusted: true },
        { ...seen(full), type: "bounce.seen", permanence: "temporary", reason: "mailbox_full", trusted: true },
        { ...seen(forged), type: "bounce.seen", permanence: "permanent", reason: "unknown_user", trusted: false },
      ]),
    );
    const facts = await held.database.read(workspace, (tx) => policyFacts(deps, tx, who));
    expect(facts.map(({ suppression, hold: wait }) => [suppression.hardBounced, wait.until !== never])).toEqual([
      [true, false],
      [false, true],
      [false, true],
    ]);
  });

  test("a merge takes the union of protection, and a split keeps it on every side", async () => {
    const workspace = await held.workspace();
    const [one, two, half] = [person("one@m.com"), person("two@m.com"), person("half@m.com")];
    await held.database.write(workspace, async (tx) => {
      await suppress(deps, tx, [entry(two, { reason: "unsubscribed" })]);
      await hold(deps, tx, [{ contactId: two.contactId, kind: "manual", until: null, source: null, actor }]);
      await onIdentity(deps, tx, [{ type: "contact.merged", survivor: one.contactId, absorbed: [two.contactId] }]);
      await onIdentity(deps, tx, [{ type: "contact.split", from: one.contactId, into: [half.contactId] }]);
    });
    const facts = await held.database.read(workspace, (tx) => policyFacts(deps, tx, [one, half]));
    expect(facts.map(({ suppression, hold: wait }) => [suppression.unsubscribed, wait.open])).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  test("what an import forbids is in force at once: a do-not-call binds the number and not the mail", async () => {
    const workspace = await held.workspace();
    const [ann, bob] = [person("ann@i.com"), person("bob@i.com")];
    await held.database.write(workspace, (tx) =>
      onIdentity(deps, tx, [
        {
          type: "optout.imported",
          contactId: ann.contactId,
          addresses: ["ann@i.com"],
          domains: ["i.com"],
          phones: [],
          basis: "do_not_contact",
        },
        {
          type: "optout.imported",
          contactId: bob.contactId,
          addresses: ["bob@i.com"],
          domains: [],
          phones: ["+15551234567"],
          basis: "do_not_call",
        },
      ]),
    );
    const facts = await held.database.read(workspace, (tx) =>
      policyFacts(deps, tx, [ann, bob, { ...bob, phone: "+1 555 123 4567" }]),
    );
    expect(facts.map(({ suppression }) => suppression.doNotContact)).toEqual([true, false, true]);
    expect(facts[1]?.suppression.domainSuppressed).toBe(false);
  });
});

function reason(code: string) {
  return { rule: code, code, effect: "deny" as const, says: code, values: {} };
}

describe("bundles", () => {
  test("without a bundle nothing is allowed; the shipped one serves; a change bumps the workspace gate", async () => {
    const workspace = await held.workspace();
    const facts = clearFacts("send_email");
    const outcome = () =>
      held.database.read(workspace, async (tx) =>
        decide(engine, await shelf.active(tx), { action: "send_email", facts }),
      );
    expect((await outcome()).reasons.map(({ code }) => code)).toEqual(["BUNDLE_STALE"]);
    await held.database.write(workspace, (tx) => ensureBundle({ ...deps, shelf, shipped: shippedPolicies() }, tx));
    expect((await outcome()).outcome).toBe("allow");
    const [before] = await held.database.read(workspace, (tx) => gateEpochs(tx, [{ kind: "workspace", key: "all" }]));
    const hash = await held.database.write(workspace, (tx) =>
      ensureBundle({ ...deps, shelf, shipped: shippedPolicies() }, tx),
    );
    expect(hash).toBe((await outcome()).bundleHash);
    const caller: Caller = {
      workspaceId: workspace,
      principal: { kind: "person", id: "usr_x", name: "X" },
      scopes: new Set(),
      requestId: "r",
    };
    const organisation = `${shippedPolicies().organisation}
      @id("org.friday") @effect("deny") @code("FRIDAY") @says("never") forbid (principal, action, resource) when { context.scores.fit < 90 };`;
    const activate = { ...deps, db: held.database, env, shelf, shipped: shippedPolicies() };
    await activateOrganisation(activate, { organisation, reason: "a test" }, caller);
    expect((await outcome()).reasons.map(({ code }) => code)).toEqual(["FRIDAY"]);
    const [after] = await held.database.read(workspace, (tx) => gateEpochs(tx, [{ kind: "workspace", key: "all" }]));
    expect(after?.epoch).toBe((before?.epoch ?? 0) + 1);
    const killer = `@id("org.killer") @effect("deny") @code("K") @says("k") forbid (principal, action, resource) when { ${"(".repeat(140)}true${")".repeat(140)} };`;
    await expect(
      activateOrganisation(activate, { organisation: killer, reason: "a test" }, caller),
    ).rejects.toMatchObject({ code: "invalid_input" });
    expect((await outcome()).reasons.map(({ code }) => code)).toEqual(["FRIDAY"]);
  });

  test("a bundle with another core is not served", async () => {
    const workspace = await held.workspace();
    const weaker = { ...shippedPolicies(), core: '@id("core.open") permit (principal, action, resource);' };
    const loose = createBundleShelf(engine, weaker);
    const source = {
      ...weaker,
      organisation:
        '@id("org.none") @effect("deny") @code("N") @says("n") forbid (principal, action, resource) when { context.suppression.doNotContact };',
    };
    await held.database.write(workspace, async (tx) => {
      const { compileBundle } = await import("../../src/policy/core/bundle.ts");
      const bundle = compileBundle(engine.language, source);
      if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
      await activateBundle(deps, tx, bundle, actor);
    });
    const [strict, own] = await held.database.read(
      workspace,
      async (tx) => [await shelf.active(tx), await loose.active(tx)] as const,
    );
    expect(strict).toMatchObject({ state: "stale" });
    expect(own).toMatchObject({ state: "stale" });
  });

  test("a decision is stored with its facts and reads back the same", async () => {
    const workspace = await held.workspace();
    const actionId = newId(env, "act");
    const facts = {
      ...clearFacts("send_email"),
      contact: { ...clearFacts("send_email").contact, id: newId(env, "con") },
    };
    const verdict = decide(
      engine,
      { state: "ready", bundle: shelf.compiled(shippedPolicies()) },
      { action: "send_email", facts },
    );
    await held.database.write(workspace, (tx) =>
      insertDecisions(tx, [
        { id: newId(env, "dec"), actionId, stage: "propose", verdict, facts, recordId: newId(env, "aud") },
      ]),
    );
    const [stored] = await held.database.read(workspace, (tx) => decisionsOf(tx, actionId));
    expect(stored?.verdict).toEqual(verdict);
    expect(stored?.facts).toEqual(facts);
    const denied = { ...verdict, outcome: "deny" as const, reasons: [reason("DNC"), reason("DNC"), reason("HELD")] };
    await held.database.write(workspace, (tx) =>
      insertDecisions(tx, [
        { id: newId(env, "dec"), actionId, stage: "wake", verdict: denied, facts, recordId: newId(env, "aud") },
      ]),
    );
    const counts = await held.database.read(workspace, (tx) => decisionCounts(tx, now - dayMs));
    expect(counts).toEqual([
      { outcome: "allow", reason: null, count: 1 },
      { outcome: "deny", reason: "DNC", count: 1 },
      { outcome: "deny", reason: "HELD", count: 1 },
    ]);
  });
});
