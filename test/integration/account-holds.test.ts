import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const dayMs = 86_400_000;

async function accountOf(contactId: Id<"con">): Promise<Id<"acc">> {
  const { accountId } = await home.admin.contacts.get({ contactId });
  if (accountId === null) throw new Error(`${contactId} is at no account`);
  return accountId as Id<"acc">;
}

async function codesOf(contactId: Id<"con">): Promise<readonly string[]> {
  const { reasons } = await home.admin.policy.check({ contactId });
  return reasons.map(({ code }) => code);
}

test("a hold of an account covers who is there, who joins later, and who is known by an address there", async () => {
  const kim = await home.contact({ email: "kim@whole.co.uk", company: "Whole Ltd" });
  const accountId = await accountOf(kim);
  const { items } = await home.admin.holds.create({ accountId, reason: "their lawyers are talking to ours" });
  expect(items).toMatchObject([
    {
      accountId,
      contactId: null,
      kind: "manual",
      until: null,
      reason: "their lawyers are talking to ours",
      placedBy: { kind: "user", id: home.adminId },
    },
  ]);
  expect(await codesOf(kim)).toContain("ACCOUNT_HELD");
  const later = await home.contact({ email: "joins@whole.co.uk", company: "Whole Ltd" });
  expect(await codesOf(later)).toContain("ACCOUNT_HELD");
  const known = { email: "lee@whole.co.uk", company: "Apart Ltd", website: "apart.co.uk" };
  const lee = await home.contact(known);
  expect(await accountOf(lee)).not.toBe(accountId);
  expect(await codesOf(lee)).toContain("ACCOUNT_HELD");
  const stranger = await home.contact({ email: "kim@other-company.co.uk" });
  expect(await codesOf(stranger)).not.toContain("ACCOUNT_HELD");
});

test("what was allowed before the hold is not sent, and after its end it is decided again", async () => {
  await world.nextWorkday();
  const kim = await home.contact({ email: "kim@queued.co.uk" });
  const queued = await home.propose(kim);
  expect(queued.state).toBe("queued");
  const accountId = await accountOf(kim);
  const [held] = (await home.admin.holds.create({ accountId, reason: "wait" })).items;
  await world.drain();
  expect(world.sink.to("kim@queued.co.uk")).toEqual([]);
  expect((await home.action(queued)).reasons.map(({ code }) => code)).toContain("ACCOUNT_HELD");
  if (held === undefined) throw new Error("nothing was held");
  await expect(home.agent.holds.release({ holdId: held.id, reason: "go on" })).rejects.toMatchObject({
    code: "not_permitted",
  });
  await home.admin.holds.release({ holdId: held.id, reason: "it is settled" });
  expect((await home.admin.holds.list({ accountId })).items).toEqual([]);
  await home.propose(kim);
  await world.drain();
  expect(world.sink.to("kim@queued.co.uk")).toHaveLength(1);
});

test("a dated hold defers to its date, and says the reason that a decision read", async () => {
  await world.nextWorkday();
  const kim = await home.contact({ email: "kim@dated.co.uk" });
  const until = new Date((await world.now()) + 9 * dayMs).toISOString();
  await home.admin.holds.create({ accountId: await accountOf(kim), until });
  const verdict = await home.admin.policy.check({ contactId: kim });
  expect(verdict).toMatchObject({ outcome: "defer", until });
  await world.advance(9 * dayMs + 1);
  expect(await codesOf(kim)).not.toContain("ACCOUNT_HELD");
  await home.admin.holds.create({ accountId: await accountOf(kim) });
  const { reasons } = await home.admin.policy.check({ contactId: kim });
  expect(reasons.find(({ code }) => code === "ACCOUNT_HELD")?.values).toMatchObject({ "hold.accountOpen": "manual" });
});

test("one call names either a contact or an account, and only one that there is", async () => {
  const kim = await home.contact({ email: "kim@either.co.uk" });
  const accountId = await accountOf(kim);
  await expect(home.admin.holds.create({ contactId: kim, accountId })).rejects.toMatchObject({ code: "invalid_input" });
  await expect(home.admin.holds.create({})).rejects.toMatchObject({ code: "invalid_input" });
  const nobody = `acc_${"0".repeat(26)}` as Id<"acc">;
  await expect(home.admin.holds.create({ accountId: nobody })).rejects.toMatchObject({ code: "not_found" });
});

test("accounts that become one keep the hold of each, and taken apart each keeps it", async () => {
  const one = await accountOf(await home.contact({ email: "kim@first-name.co.uk", company: "First Name" }));
  const other = await accountOf(await home.contact({ email: "kim@second-name.co.uk", company: "Second Name" }));
  await home.admin.holds.create({ accountId: other, reason: "under dispute" });
  const { merged } = await home.admin.accounts.merge({ accountId: one, otherId: other, reason: "one company" });
  expect(merged).toHaveLength(1);
  for (const email of ["kim@first-name.co.uk", "kim@second-name.co.uk"])
    expect(await codesOf(await home.contactOf(email)), email).toContain("ACCOUNT_HELD");
});
