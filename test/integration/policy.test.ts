import { describe, expect, test } from "vitest";
import { dayMs, hourMs, type Instant } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import type { Tx } from "../../src/kernel/sql.ts";
import { activateOrganisation } from "../../src/policy/activate-policy.ts";
import { activateBundle, createBundleShelf, ensureBundle } from "../../src/policy/bundles.ts";
import { capFacts, releaseCaps, reserveCaps, spendCaps } from "../../src/policy/caps.ts";
import { compileBundle } from "../../src/policy/core/bundle.ts";
import { clearFacts } from "../../src/policy/core/canary.ts";
import { windowOf } from "../../src/policy/core/caps.ts";
import { decide } from "../../src/policy/core/decide.ts";
import { never } from "../../src/policy/core/facts.ts";
import { createEngine } from "../../src/policy/engine.ts";
import { decisionCounts } from "../../src/policy/facts-for.ts";
import { type CapSubject, gateEpochs, lockSubjects } from "../../src/policy/gates.ts";
import { decisionsOf, insertDecisions } from "../../src/policy/record.ts";
import { shippedPolicies } from "../../src/policy/shipped.ts";
import { casesFor } from "../helpers/policy-cases.ts";
import { actor, env, memberOf, now, policyWorld } from "../helpers/policy-world.ts";

const world = policyWorld();
const engine = createEngine();
const shelf = createBundleShelf(engine, shippedPolicies());
/** What an activation leaves out, as the contract fills it in. */
const none = { team: "", modes: {}, tests: [] };
/** `org.mine` says what the core says: a pause. */
const triedMine = {
  name: "mine.yaml",
  text: JSON.stringify({
    cases: [
      { given: { workspace: { paused: true } }, expect: "deny", codes: ["MINE", "WORKSPACE_PAUSED"] },
      { expect: "allow" },
    ],
  }),
};

describe("caps", () => {
  test("16 connections that race for a cap of 3 never pass it, and leave no place unused", async () => {
    const { held, many } = world.get();
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
    const { held } = world.get();
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
    const { held } = world.get();
    const workspace = await held.workspace();
    const subject: CapSubject = { kind: "contact", key: "con-batch" };
    const book = await held.database.read(workspace, (tx) => capFacts(tx, [subject], tx.now, []));
    expect(book.newestAt(subject)).toBe(never);
    book.count([subject], now);
    book.count([subject], now);
    expect(book.window(subject)).toMatchObject({
      d1: 2,
      d7: 2,
      d30: 2,
      d7DropsAt: new Date(now + 7 * dayMs).toISOString(),
    });
    expect(book.newestAt(subject)).toBe(new Date(now).toISOString());
    expect(book.window({ ...subject, key: "con-other" }).d1).toBe(0);
  });

  test("a place that was reserved can be spent or given back, and expires by itself", async () => {
    const { held } = world.get();
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

function reason(code: string) {
  return { rule: code, code, effect: "deny" as const, says: code, values: {} };
}

describe("bundles", () => {
  test("without a bundle nothing is allowed; the shipped one serves; a change bumps the workspace gate", async () => {
    const { held, deps } = world.get();
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
    const caller = memberOf(workspace);
    const organisation = `${shippedPolicies().organisation}
      @id("org.friday") @effect("deny") @code("FRIDAY") @says("never") forbid (principal, action, resource) when { context.scores.fit < 90 };`;
    const activate = { ...deps, db: held.database, env, shelf, shipped: shippedPolicies() };
    const friday = casesFor({ code: "FRIDAY", hit: {}, pass: { scores: { fit: 90 } } });
    await activateOrganisation(activate, { ...none, organisation, tests: [friday], reason: "a test" }, caller);
    expect((await outcome()).reasons.map(({ code }) => code)).toEqual(["FRIDAY"]);
    const [after] = await held.database.read(workspace, (tx) => gateEpochs(tx, [{ kind: "workspace", key: "all" }]));
    expect(after?.epoch).toBe((before?.epoch ?? 0) + 1);
    const killer = `@id("org.killer") @effect("deny") @code("K") @says("k") forbid (principal, action, resource) when { ${"(".repeat(140)}true${")".repeat(140)} };`;
    await expect(
      activateOrganisation(activate, { ...none, organisation: killer, reason: "a test" }, caller),
    ).rejects.toMatchObject({ code: "invalid_input" });
    expect((await outcome()).reasons.map(({ code }) => code)).toEqual(["FRIDAY"]);
  });

  test("a bundle with another core is not served", async () => {
    const { held, deps } = world.get();
    const workspace = await held.workspace();
    const weaker = { ...shippedPolicies(), core: '@id("core.open") permit (principal, action, resource);' };
    const loose = createBundleShelf(engine, weaker);
    const source = {
      ...weaker,
      organisation:
        '@id("org.none") @effect("deny") @code("N") @says("n") forbid (principal, action, resource) when { context.suppression.doNotContact };',
    };
    await held.database.write(workspace, async (tx) => {
      const bundle = compileBundle(engine.language, source);
      if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
      await activateBundle(deps, tx, bundle, actor, { kind: "activate", reason: "a test" });
    });
    const [strict, own] = await held.database.read(
      workspace,
      async (tx) => [await shelf.active(tx), await loose.active(tx)] as const,
    );
    expect(strict).toMatchObject({ state: "stale" });
    expect(own).toMatchObject({ state: "stale" });
  });

  test("after an upgrade the new core comes with the organisation's own policies", async () => {
    const { held, deps } = world.get();
    const workspace = await held.workspace();
    const now = shippedPolicies();
    const before = {
      core: `${now.core}\n@id("core.old") @effect("deny") @code("OLD") @says("old") forbid (principal, action, resource) when { context.workspace.paused };`,
      organisation: now.organisation,
    };
    const old = createBundleShelf(engine, before);
    const first = await held.database.write(workspace, (tx) =>
      ensureBundle({ ...deps, shelf: old, shipped: before }, tx),
    );
    const caller = memberOf(workspace);
    const organisation = `${now.organisation}\n@id("org.mine") @effect("deny") @code("MINE") @says("mine") forbid (principal, action, resource) when { context.scores.fit < 5 };`;
    await activateOrganisation(
      { ...deps, db: held.database, env, shelf: old, shipped: before },
      { ...none, organisation, tests: [casesFor({ code: "MINE", hit: { scores: { fit: 4 } } })], reason: "a test" },
      caller,
    );
    expect((await held.database.read(workspace, (tx) => shelf.active(tx))).state).toBe("stale");
    const upgraded = await held.database.write(workspace, (tx) => ensureBundle({ ...deps, shelf, shipped: now }, tx));
    expect(upgraded).not.toBe(first);
    const active = await held.database.read(workspace, (tx) => shelf.active(tx));
    const ids = active.state === "ready" ? active.bundle.policies.map(({ id }) => id) : [];
    expect([ids.includes("org.mine"), ids.includes("core.old")]).toEqual([true, false]);
  });

  test("policies that do not go with a new core stop their workspace and nobody else, until they are mended", async () => {
    const { held, deps } = world.get();
    const workspace = await held.workspace();
    const now = shippedPolicies();
    const mine =
      '@id("org.mine") @effect("deny") @code("MINE") @says("mine") forbid (principal, action, resource) when { context.workspace.paused };';
    await held.database.write(workspace, (tx) => ensureBundle({ ...deps, shelf, shipped: now }, tx));
    const caller = memberOf(workspace);
    const organisation = `${now.organisation}\n${mine}`;
    await activateOrganisation(
      { ...deps, db: held.database, env, shelf, shipped: now },
      { ...none, organisation, tests: [triedMine], reason: "a test" },
      caller,
    );
    const later = { ...now, core: `${now.core}\n${mine}` };
    const newer = createBundleShelf(engine, later);
    await held.database.write(workspace, (tx) => ensureBundle({ ...deps, shelf: newer, shipped: later }, tx));
    const active = () => held.database.read(workspace, (tx) => newer.active(tx));
    expect(await active()).toMatchObject({ state: "stale" });
    const verdict = decide(engine, await active(), { action: "send_email", facts: clearFacts("send_email") });
    expect(verdict).toMatchObject({ outcome: "deny", reasons: [{ code: "BUNDLE_STALE" }] });
    await activateOrganisation(
      { ...deps, db: held.database, env, shelf: newer, shipped: later },
      { ...none, organisation: now.organisation, reason: "mended" },
      caller,
    );
    expect((await active()).state).toBe("ready");
  });

  test("a decision is stored with its facts and reads back the same", async () => {
    const { held } = world.get();
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
