import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";

/** Failure mode: somebody who wished to be left alone is written to, because their record was merged, split or made anew. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

const reason = "looked like one person";
const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((one) => one.code);

async function expectRefused(contactIds: readonly Id<"con">[], code: string): Promise<void> {
  for (const contactId of contactIds) {
    const answer = await home.propose(contactId);
    expect([answer.decision.outcome, codes(answer)]).toEqual(["deny", expect.arrayContaining([code])]);
  }
}

async function pair(name: string) {
  const of = (which: string) => ({
    id: `${name}-${which}`,
    first: "Ola",
    last: `Of ${name}`,
    email: `ola@${name}-${which}.co.uk`,
  });
  const [marked, clean] = [of("marked"), of("clean")];
  return { marked: await home.contact(marked), clean: await home.contact(clean), people: { marked, clean } };
}

test.each(["suppressed first", "clean first"])(
  "%s: merged, unmerged and imported again, both sides are left alone",
  async (order) => {
    const { marked, clean, people } = await pair(order.replace(" ", "-"));
    await home.agent.suppressions.create({ contactId: marked });
    expect((await home.propose(clean)).decision.outcome).toBe("allow");
    const [contactId, otherId] = order === "clean first" ? [clean, marked] : [marked, clean];
    const preview = await home.admin.contacts.merge({ contactId, otherId, reason, dryRun: true });
    expect(preview.effects.flatMap((one) => one.suppressionsGained)).toContain("do_not_contact");
    const made = await home.admin.contacts.merge({ contactId, otherId, reason });
    await expectRefused([marked, clean], "DNC");
    await home.admin.contacts.unmerge({ contactId, absorbedId: made.merged[0]?.absorbed[0] as Id<"con">, reason });
    await expectRefused([marked, clean], "DNC");
    await home.import([people.marked, people.clean], "Test list");
    await expectRefused([marked, clean], "DNC");
    // Made anew from another list, under another id.
    await home.import([{ ...people.clean, id: "anew", first: "Olaf" }], "Yet another list");
    await expectRefused([clean], "DNC");
  },
);

test("erased, and made anew from any list: merged, split or alone, the person is left alone at every address", async () => {
  const { marked, clean, people } = await pair("erased");
  await home.agent.suppressions.create({ contactId: marked, reason: "unsubscribed" });
  await home.admin.contacts.merge({ contactId: clean, otherId: marked, reason });
  await home.admin.contacts.erase({ contactId: marked, basis: "request" });
  await expectRefused([marked, clean], "DNC");
  await home.import([people.marked, { ...people.clean, id: "from elsewhere" }], "Test list");
  const again = await Promise.all([people.marked.email, people.clean.email].map((email) => home.contactOf(email)));
  expect(again).not.toContain(marked);
  expect(again).not.toContain(clean);
  await expectRefused(again, "DNC");
});

test("a wish that was kept by address alone reaches every side as well, and undoing the merge does not lift it", async () => {
  const address = "ola@by-address-marked.co.uk";
  await home.admin.suppressions.create({ address, reason: "complaint" });
  const { marked, clean } = await pair("by-address");
  const made = await home.admin.contacts.merge({ contactId: clean, otherId: marked, reason });
  await expectRefused([marked, clean], "COMPLAINT");
  await home.admin.assertions.revoke({ assertionIds: made.assertions as Id<"ast">[], reason });
  await expectRefused([marked, clean], "COMPLAINT");
});

test("what was queued or waits for approval on either side stops with the merge, and says so before", async () => {
  const { marked, clean } = await pair("queued");
  const answers = [await home.enroll(marked), await home.enroll(clean)];
  const preview = await home.admin.contacts.merge({ contactId: marked, otherId: clean, reason, dryRun: true });
  expect(preview.effects.map((one) => one.enrollmentsStopped)).toEqual([1, 1]);
  for (const answer of answers) expect((await home.action(answer)).state).not.toBe("cancelled");
  const made = await home.admin.contacts.merge({ contactId: marked, otherId: clean, reason });
  expect(made.effects).toEqual(preview.effects);
  await world.drain();
  for (const answer of answers) expect(await home.action(answer)).toMatchObject({ state: "cancelled", attempts: [] });
});

test("a question to a person about either side is void after the merge: its answer sends nothing", async () => {
  const { marked, clean, people } = await pair("asked");
  const { contextId } = await home.agent.context.get({ contactId: clean });
  const draft = { subject: "Own words", body: "Hello Ola, a word about your month-end close?" };
  const asked = await home.agent.actions.propose({ contactId: clean, contextId, draft });
  expect(asked.decision.outcome).toBe("needs_approval");
  await home.admin.contacts.merge({ contactId: marked, otherId: clean, reason });
  const { items } = await home.approver.approvals.list({});
  const open = items.find((one) => one.id === asked.approvalId);
  expect(open).toBeUndefined();
  const answer = { approvalId: asked.approvalId as Id<"apr">, shownDigest: "0".repeat(64) };
  await expect(home.approver.approvals.grant(answer)).rejects.toMatchObject({ document: { code: "conflict" } });
  await world.drain();
  expect((await home.action(asked)).state).toBe("cancelled");
  expect(world.sink.to(people.clean.email)).toEqual([]);
});

test("a company that must not be written to stays so through a merge and a split of accounts", async () => {
  const { marked, clean } = await pair("company");
  const accountOf = async (contactId: Id<"con">) =>
    (await home.admin.contacts.get({ contactId })).accountId as Id<"acc">;
  const [accountId, otherId] = [await accountOf(marked), await accountOf(clean)];
  await home.admin.suppressions.create({ accountId, reason: "do_not_contact" });
  await home.admin.accounts.merge({ accountId: otherId, otherId: accountId, reason });
  await expectRefused([marked, clean], "DOMAIN_SUPPRESSED");
  const survivor = (await home.admin.accounts.get({ accountId })).id;
  await home.admin.accounts.unmerge({
    accountId: survivor,
    absorbedId: survivor === accountId ? otherId : accountId,
    reason,
  });
  await expectRefused([marked, clean], "DOMAIN_SUPPRESSED");
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
