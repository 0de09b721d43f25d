import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setRelation } from "../../src/identity/accounts/set-relation.ts";
import { contactFactsFor } from "../../src/identity/facts-for.ts";
import { mergeAccounts, mergeContacts } from "../../src/identity/merge/merge.ts";
import { unmergeAccounts, unmergeContacts } from "../../src/identity/merge/unmerge.ts";
import { getAccount } from "../../src/identity/read-accounts.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { sourceSays } from "../helpers/identity-records.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

afterAll(() => db.close());

const world = () => identityWorld(db);
const jane = { firstName: "Jane", lastName: "Doe", linkedin: "https://www.linkedin.com/in/jane-doe-77" };
const atAcme = { ...jane, companyName: "Acme", website: "acme.com", email: "jane@acme.com", title: "Head of Finance" };
const atGlobex = { ...jane, companyName: "Globex", website: "globex.com", email: "jane@globex.com", title: "CFO" };

async function contactOf(w: IdentityWorld, contactId: Id<"con"> | undefined) {
  if (contactId === undefined) throw new Error("there is no such contact");
  return await getContact(w.deps, { contactId }, w.caller);
}

const jobChanges = (w: IdentityWorld) => w.events.filter((event) => event.type === "contact.job_changed");

describe("work history", () => {
  test("a record whose account changes closes one relationship, opens another, and is told once", async () => {
    const w = await world();
    const first = await sourceSays(w, { contacts: [{ id: "1", fields: atAcme, at: "2026-01-10T00:00:00Z" }] });
    const second = await sourceSays(w, { contacts: [{ id: "1", fields: atGlobex, at: "2026-03-10T00:00:00Z" }] });
    const id = second.contacts.get("1");
    expect(id).toBe(first.contacts.get("1"));
    const page = await contactOf(w, id);
    expect(page.relationships).toMatchObject([
      { account: "Globex", current: true, title: "CFO", seniority: "c_suite", jobFunction: "finance", to: null },
      { account: "Acme", current: false, title: "Head of Finance", seniority: "head", to: "2026-03-10T00:00:00.000Z" },
    ]);
    expect(jobChanges(w)).toMatchObject([
      { contactId: id, toAccountId: page.accountId, title: "CFO", at: Date.parse("2026-03-10T00:00:00Z") },
    ]);
    await sourceSays(w, {
      contacts: [{ id: "1", fields: { ...atGlobex, phone: "+442071838750" }, at: "2026-04-01T00:00:00Z" }],
    });
    expect(jobChanges(w)).toHaveLength(1);
    const facts = await w.deps.db.read(w.workspaceId, async (tx) =>
      (await contactFactsFor(tx, id === undefined ? [] : [id])).get(id ?? "con_"),
    );
    expect(facts).toMatchObject({
      jobChangedAt: Date.parse("2026-03-10T00:00:00Z"),
      jobFunction: "finance",
      seniority: "c_suite",
    });
  });

  test("an account shows who is there and who was", async () => {
    const w = await world();
    await sourceSays(w, { contacts: [{ id: "1", fields: atAcme, at: "2026-01-10T00:00:00Z" }] });
    const { contacts } = await sourceSays(w, { contacts: [{ id: "1", fields: atGlobex, at: "2026-03-10T00:00:00Z" }] });
    const page = await contactOf(w, contacts.get("1"));
    const [, past] = page.relationships;
    const acme = await getAccount(w.deps, { accountId: past?.accountId as Id<"acc"> }, w.caller);
    expect(acme).toMatchObject({
      people: [],
      formerPeople: [{ name: "Jane Doe", title: "Head of Finance", current: false }],
    });
    const globex = await getAccount(w.deps, { accountId: page.accountId as Id<"acc"> }, w.caller);
    expect(globex).toMatchObject({ people: [{ name: "Jane Doe" }], formerPeople: [] });
  });

  test("the order in which dated sources arrive does not matter", async () => {
    const says = [
      { name: "crm", contacts: [{ id: "1", fields: atAcme, at: "2026-01-10T00:00:00Z" }] },
      { name: "list", kind: "list", contacts: [{ id: "9", fields: atGlobex, at: "2026-03-10T00:00:00Z" }] },
    ] as const;
    const histories = [];
    const titles: (string | null)[] = [];
    for (const order of [says, [...says].reverse()]) {
      const w = await world();
      let last: Id<"con"> | undefined;
      for (const one of order) last = [...(await sourceSays(w, one)).contacts.values()][0];
      histories.push((await contactOf(w, last)).relationships.map(({ account, from, to }) => [account, from, to]));
      expect(jobChanges(w)).toHaveLength(1);
      // The trusted source's title is one of the job before: it is no title of now.
      titles.push((await contactOf(w, last)).title);
    }
    expect(histories[0]).toEqual(histories[1]);
    expect(histories[0]?.map(([account]) => account)).toEqual(["Globex", "Acme"]);
    expect(titles).toEqual(["CFO", "CFO"]);
  });

  test("a merge tells of a change, an unmerge takes it back, and to merge again tells nothing new", async () => {
    const w = await world();
    const { linkedin: _one, ...acme } = atAcme;
    const { linkedin: _two, ...globex } = { ...atGlobex, firstName: "Jane", lastName: "Doe-Miller" };
    const first = await sourceSays(w, { contacts: [{ id: "1", fields: acme, at: "2026-01-10T00:00:00Z" }] });
    const second = await sourceSays(w, { contacts: [{ id: "2", fields: globex, at: "2026-03-10T00:00:00Z" }] });
    const [left, right] = [first.contacts.get("1"), second.contacts.get("2")];
    if (left === undefined || right === undefined) throw new Error("there are no two");
    expect(left).not.toBe(right);
    const merge = () =>
      mergeContacts(w.deps, { contactId: left, otherId: right, reason: "the same person", dryRun: false }, w.caller);
    const merged = await merge();
    expect((await contactOf(w, left)).relationships).toHaveLength(2);
    expect(jobChanges(w)).toHaveLength(1);
    const absorbed = merged.merged[0]?.absorbed[0] ?? right;
    await unmergeContacts(
      w.deps,
      { contactId: left, absorbedId: absorbed, reason: "two after all", dryRun: false },
      w.caller,
    );
    expect((await contactOf(w, left)).relationships).toMatchObject([{ account: "Acme", current: true }]);
    expect((await contactOf(w, right)).relationships).toMatchObject([{ account: "Globex", current: true }]);
    await merge();
    expect((await contactOf(w, left)).relationships).toHaveLength(2);
    expect(jobChanges(w)).toHaveLength(1);
  });

  test("when two accounts become one nobody changed jobs between them, and a past one follows a split", async () => {
    const w = await world();
    await sourceSays(w, { contacts: [{ id: "1", fields: atAcme, at: "2026-01-10T00:00:00Z" }] });
    const { contacts } = await sourceSays(w, { contacts: [{ id: "1", fields: atGlobex, at: "2026-03-10T00:00:00Z" }] });
    const id = contacts.get("1");
    const before = (await contactOf(w, id)).relationships;
    const [accountId, otherId] = before.map((one) => one.accountId);
    if (accountId === undefined || otherId === undefined) throw new Error("there are no two accounts");
    const merged = await mergeAccounts(w.deps, { accountId, otherId, reason: "one group", dryRun: false }, w.caller);
    expect((await contactOf(w, id)).relationships).toMatchObject([{ current: true, from: "2026-01-10T00:00:00.000Z" }]);
    const [turn] = merged.merged;
    const absorbedId = turn?.absorbed[0];
    if (turn === undefined || absorbedId === undefined) throw new Error("no account was absorbed");
    await unmergeAccounts(
      w.deps,
      { accountId: turn.survivor, absorbedId, reason: "two after all", dryRun: false },
      w.caller,
    );
    expect((await contactOf(w, id)).relationships).toEqual(before);
  });
});

describe("what an account is to us", () => {
  test("a person's word counts before every record, lifts a wrong `customer` too, and is on record", async () => {
    const w = await world();
    const fields = { name: "Acme", domain: "acme.com", relation: "customer" };
    const { accounts } = await sourceSays(w, { accounts: [{ id: "a", fields }] });
    const accountId = accounts.get("a") as Id<"acc">;
    const lifted = await setRelation(w.deps, { accountId, relation: "none", reason: "a trial, long over" }, w.caller);
    expect(lifted).toMatchObject({ relation: "none", before: "customer" });
    await sourceSays(w, { accounts: [{ id: "a", fields: { ...fields, industry: "Software" } }] });
    expect(await getAccount(w.deps, { accountId }, w.caller)).toMatchObject({ relation: "none", industry: "Software" });
    expect(w.events).toContainEqual({ type: "account.edited", accountId });
  });
});
