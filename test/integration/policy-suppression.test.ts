import { describe, expect, test } from "vitest";
import { dayMs } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import { blockedContacts } from "../../src/policy/facts-for.ts";
import { lockSubjects } from "../../src/policy/gates.ts";
import { hold } from "../../src/policy/hold.ts";
import { gatesOver, type Recipient } from "../../src/policy/keys.ts";
import { liftByHand } from "../../src/policy/lift-suppression.ts";
import { policyFacts } from "../../src/policy/policy-facts.ts";
import { suppress, suppressedNow } from "../../src/policy/suppress.ts";
import { actor, entry, env, memberOf, now, policyWorld } from "../helpers/policy-world.ts";

const world = policyWorld();

describe("suppression", () => {
  test("covers every address of the person, an alias spelling, and a new contact with the same address", async () => {
    const { held, deps, person } = world.get();
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
    const { held, deps, person } = world.get();
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
    const { held, deps, person } = world.get();
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
    const { held, deps, person } = world.get();
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
    const { held, deps, person } = world.get();
    const workspace = await held.workspace();
    const ann = person("ann@lift.com");
    const caller = memberOf(workspace);
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
    const { held, many, deps, person } = world.get();
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
    const { held, many, deps, person } = world.get();
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
    const { held, deps, person } = world.get();
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
    const { held, deps, person } = world.get();
    const [one, two] = [await held.workspace(), await held.workspace()];
    const ann = person("ann@walls.com");
    await held.database.write(one, (tx) => suppress(deps, tx, [entry(ann)]));
    const facts = await held.database.read(two, (tx) => policyFacts(deps, tx, [ann]));
    expect(facts[0]?.suppression.doNotContact).toBe(false);
  });
});
