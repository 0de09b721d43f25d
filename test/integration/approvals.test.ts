import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { localOwner } from "../../src/access/local-owner.ts";
import { createClient } from "../../src/client/client.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { approve, type Colleague, colleague, questionOf, withApprovers } from "../helpers/approvals.ts";
import type { TestWorkspace } from "../helpers/given.ts";

const dayMs = 86_400_000;
const ownWords = { subject: "A question of my own", body: "Hello Kim,\n\nhow long does your month-end take?" };
const clinic = { industry: "Hospital & Health Care" };

let world: TestApp;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

describe("a quorum", () => {
  let home: TestWorkspace;
  let [lena, lars, pia]: Colleague[] = [];
  beforeAll(async () => {
    home = await world.workspace("Quorum");
    [lena, lars, pia] = [
      await colleague(world, home, "Lena Law"),
      await colleague(world, home, "Lars Law"),
      await colleague(world, home, "Pia Plain"),
    ];
    await home.admin.approvers.set({ group: "legal", memberIds: [lena.id, lars.id] });
    const { organisation } = await home.admin.policy.get({});
    await home.admin.policy.activate({
      reason: "as the test needs it",
      organisation: withApprovers(organisation, "approve.new-messaging", '@approvers("legal") @quorum("2")'),
    });
  });
  const people = () => {
    if (lena === undefined || lars === undefined || pia === undefined) throw new Error("nobody was invited");
    return { lena, lars, pia };
  };
  const propose = async (email: string) =>
    home.agent.actions.propose({ contactId: await home.contact({ email }), draft: ownWords });

  test("of two is two different people of the group; then it is decided again and goes out", async () => {
    const { lena, lars } = people();
    const answer = await propose("kim@northwind.co.uk");
    const first = await approve(lena.client, answer);
    expect(first).toMatchObject({ state: "pending", action: { state: "awaiting_approval" } });
    expect(first.waitsFor).toMatchObject([{ policy: "approve.new-messaging", quorum: 2, given: 1, isMet: false }]);
    await expect(approve(lena.client, answer)).rejects.toThrow(/already.*Lars Law could/);
    await world.drain();
    expect(world.sink.to("kim@northwind.co.uk")).toEqual([]);
    expect(await approve(lars.client, answer)).toMatchObject({ state: "granted", action: { outcome: "allow" } });
    await world.drain();
    expect(world.sink.to("kim@northwind.co.uk")).toHaveLength(1);
    const { items } = await home.admin.approvals.list({ state: "granted" });
    const done = items.find((one) => one.actionId === answer.id);
    expect(done?.grants.map(({ by }) => by.name)).toEqual(["Lena Law", "Lars Law"]);
  });

  test("is not met by others: whoever is in none of the groups is told who could", async () => {
    const { pia } = people();
    const answer = await propose("kim@fabrikam.co.uk");
    const refused = await approve(pia.client, answer).catch((error: unknown) => error);
    expect(refused).toMatchObject({ document: { code: "not_permitted" } });
    expect(String(refused)).toMatch(/`legal`.*(Lena Law, Lars Law|Lars Law, Lena Law) could/);
    expect((await questionOf(pia.client, answer)).answer).toMatchObject({ may: false });
    expect((await questionOf(people().lena.client, answer)).answer).toEqual({ may: true, says: null });
  });

  test("is met by two who answer at the same moment, once", async () => {
    const { lena, lars } = people();
    for (const round of ["a", "b", "c", "d", "e"]) {
      const answer = await propose(`kim@together-${round}.co.uk`);
      const states = await Promise.all([approve(lena.client, answer), approve(lars.client, answer)]);
      expect(states.map(({ state }) => state).sort()).toEqual(["granted", "pending"]);
      await world.drain();
      expect(world.sink.to(`kim@together-${round}.co.uk`)).toHaveLength(1);
    }
  });

  test("does not count somebody who has left the group since", async () => {
    const { lena, lars, pia } = people();
    const answer = await propose("kim@tailspin.co.uk");
    await approve(lena.client, answer);
    await home.admin.approvers.set({ group: "legal", memberIds: [lars.id, pia.id] });
    expect((await approve(lars.client, answer)).waitsFor).toMatchObject([{ given: 1, isMet: false }]);
    expect(await approve(pia.client, answer)).toMatchObject({ state: "granted" });
    await home.admin.approvers.set({ group: "legal", memberIds: [lena.id, lars.id] });
  });

  test("is shown with who answers for what; a role is no group, and nobody is put in one who cannot decide", async () => {
    const { items } = await home.admin.approvers.list({});
    expect(items.find((one) => one.name === "legal")).toMatchObject({
      kind: "group",
      policies: [{ policy: "approve.new-messaging", quorum: 2 }],
    });
    expect(items.find((one) => one.name === "approver")?.people.map(({ name }) => name)).toContain("Pia Plain");
    const viewer = await colleague(world, home, "Vi Viewer", "viewer");
    await expect(home.admin.approvers.set({ group: "legal", memberIds: [viewer.id] })).rejects.toMatchObject({
      document: { code: "invalid_input" },
    });
    await expect(home.admin.approvers.set({ group: "admin", memberIds: [] })).rejects.toThrow(/is a role/);
    await expect(people().lena.client.approvers.set({ group: "legal", memberIds: [] })).rejects.toMatchObject({
      document: { code: "not_permitted" },
    });
    await world.drain();
    expect((await home.admin.audit.list({ type: "policy.approvers_set" })).items.length).toBeGreaterThan(0);
  });
});

describe("whoever stands behind a proposal does not approve it", () => {
  let home: TestWorkspace;
  beforeAll(async () => {
    home = await world.workspace("Behind");
  });

  test("the person who made the agent, or a key of it, is told who could; anybody else may", async () => {
    const maker = await colleague(world, home, "Mara Maker", "admin");
    const { id: agentId } = await maker.client.agents.create({ name: "Own agent" });
    const keyed = await colleague(world, home, "Kit Keys", "admin");
    const { secret } = await keyed.client.keys.create({ name: "for it", holderId: agentId });
    const agent = createClient({ url: world.url, token: secret });
    const contactId = await home.contact({ email: "kim@adatum.co.uk" });
    const answer = await agent.actions.propose({ contactId, draft: ownWords });
    for (const { client } of [maker, keyed]) {
      const refused = await approve(client, answer).catch((error: unknown) => error);
      expect(refused).toMatchObject({ document: { code: "not_permitted" } });
      expect(String(refused)).toMatch(/made the agent.*Pat Approver.* could/);
    }
    expect(await approve(home.approver, answer)).toMatchObject({ state: "granted" });
  });

  test("a key that they made for somebody else is their hand too; a session of that person is not", async () => {
    const maker = await colleague(world, home, "Mo Maker", "admin");
    const { id: agentId } = await maker.client.agents.create({ name: "Second agent" });
    const other = await colleague(world, home, "Olga Other");
    const { secret } = await maker.client.keys.create({ name: "hers", holderId: other.id });
    const agent = createClient({ url: world.url, token: await home.key(agentId) });
    const contactId = await home.contact({ email: "kim@lamna.co.uk" });
    const answer = await agent.actions.propose({ contactId, draft: ownWords });
    const hand = createClient({ url: world.url, token: secret });
    await expect(approve(hand, answer)).rejects.toMatchObject({ document: { code: "not_permitted" } });
    expect(await approve(other.client, answer)).toMatchObject({ state: "granted" });
  });

  test("the owner of the data folder does not, for what was proposed with a key that they made", async () => {
    const answer = await home.propose(await home.contact({ email: "kim@clinic.co.uk", ...clinic }));
    const { id: approvalId, shownDigest } = await questionOf(home.approver, answer);
    const owner = localOwner(home.id, "req_1");
    await expect(world.app.invoker.call("approvals.grant", { approvalId, shownDigest }, owner)).rejects.toThrow(
      /made a key of theirs/,
    );
    expect(await approve(home.approver, answer)).toMatchObject({ state: "granted" });
  });
});

describe("a grant is bound", () => {
  let home: TestWorkspace;
  beforeAll(async () => {
    home = await world.workspace("Bound");
  });
  const propose = async (email: string) =>
    home.agent.actions.propose({ contactId: await home.contact({ email }), draft: ownWords });
  /** Puts policies in force that differ in one sentence. */
  const otherPolicies = async (words: string): Promise<void> => {
    const { organisation } = await home.admin.policy.get({});
    await home.admin.policy.activate({
      reason: "as the test needs it",
      organisation: organisation.replace(/two days lie[^"]*/, `two days lie ${words}`),
    });
  };

  test("to the policies that asked: after others are in force the answer asks anew", async () => {
    const answer = await propose("kim@first.co.uk");
    const asked = await questionOf(home.approver, answer);
    await otherPolicies("between any two touches");
    expect(await questionOf(home.approver, answer)).toMatchObject({ id: asked.id, isOutdated: true });
    const voided = await home.approver.approvals.grant({ approvalId: asked.id, shownDigest: asked.shownDigest });
    expect(voided).toMatchObject({ state: "void", action: { state: "awaiting_approval" } });
    const anew = await questionOf(home.approver, answer);
    expect(anew).toMatchObject({ isOutdated: false, shownDigest: asked.shownDigest });
    expect(anew.id).not.toBe(asked.id);
    expect(await approve(home.approver, answer)).toMatchObject({ state: "granted" });
    await otherPolicies("between touches to one contact");
    await world.drain();
    expect(world.sink.to("kim@first.co.uk")).toEqual([]);
    expect((await home.action(answer)).state).toBe("awaiting_approval");
  });

  test("to one send: it is used up and recorded so, and the same words again need their own", async () => {
    const answer = await propose("kim@once.co.uk");
    await approve(home.approver, answer);
    const before = await home.admin.approvals.list({ state: "granted", limit: 500 });
    expect(before.items.find((one) => one.actionId === answer.id)?.spentAt).toBeNull();
    await world.drain();
    expect(world.sink.to("kim@once.co.uk")).toHaveLength(1);
    const after = await home.admin.approvals.list({ state: "granted", limit: 500 });
    expect(after.items.find((one) => one.actionId === answer.id)?.spentAt).not.toBeNull();
    const { items } = await home.admin.audit.list({ actionId: answer.id, type: "approval.spent" });
    expect(items).toHaveLength(1);
    await world.advance(3 * dayMs);
    await world.nextWorkday();
    expect(await propose("kim@once.co.uk")).toMatchObject({ state: "awaiting_approval" });
  });

  test("to its week: what was granted and not sent in time is asked about again", async () => {
    const answer = await propose("kim@weekly.co.uk");
    await home.admin.mailboxes.pause({ mailboxId: home.mailboxId, reason: "not now" });
    await approve(home.approver, answer);
    await world.drain();
    await world.advance(8 * dayMs);
    await world.nextWorkday();
    await home.admin.mailboxes.resume({ mailboxId: home.mailboxId, reason: "go on" });
    await world.drain();
    expect(world.sink.to("kim@weekly.co.uk")).toEqual([]);
    expect(await home.action(answer)).toMatchObject({ state: "awaiting_approval", outcome: "needs_approval" });
    expect((await questionOf(home.approver, answer)).grants).toEqual([]);
  });

  test("against expiry: whatever comes first, nothing goes out after the week", async () => {
    for (const round of ["a", "b", "c"]) {
      const answer = await propose(`kim@late-${round}.co.uk`);
      const late = world.advance(7 * dayMs).then(() => world.work());
      const [granted] = await Promise.allSettled([approve(home.approver, answer), late]);
      await world.nextWorkday();
      await world.drain();
      expect(world.sink.to(`kim@late-${round}.co.uk`), granted.status).toEqual([]);
    }
  });

  test("against a suppression: whatever comes first, the suppression wins", async () => {
    for (const round of ["a", "b", "c", "d", "e"]) {
      const email = `kim@stopped-${round}.co.uk`;
      const answer = await propose(email);
      const contactId = await home.contactOf(email);
      const { id: approvalId, shownDigest } = await questionOf(home.approver, answer);
      await Promise.allSettled([
        home.approver.approvals.grant({ approvalId, shownDigest }),
        home.admin.suppressions.create({ contactId }),
      ]);
      await world.drain();
      expect(world.sink.to(email)).toEqual([]);
      expect((await home.action(answer)).state).toMatch(/cancelled|denied/);
    }
  });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
