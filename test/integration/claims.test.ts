import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { revertContact, updateAccount, updateContact } from "../../src/identity/claims/edit.ts";
import { contactHistory } from "../../src/identity/claims/history.ts";
import { rankAccount, rankContact } from "../../src/identity/claims/rank-operations.ts";
import { addressesOf, contactFactsFor } from "../../src/identity/facts-for.ts";
import { getAccount } from "../../src/identity/read-accounts.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import { dayMs, isoFromInstant } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { goldenRows, hear, timedDatabase } from "../helpers/claims-world.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let db: Awaited<ReturnType<typeof timedDatabase>>;
beforeAll(async () => {
  db = await timedDatabase();
});
afterAll(() => db.close());

const crm = { name: "CRM", kind: "crm" } as const;
const vendor = { name: "Vendor", kind: "enrichment" } as const;
const list = { name: "Fair", kind: "list" } as const;
const jane = {
  firstName: "Jane",
  lastName: "Doe",
  email: "jane@acme.com",
  title: "CFO",
  companyName: "Acme",
  website: "acme.com",
  country: "DE",
};

async function given(): Promise<{ readonly w: IdentityWorld; readonly contactId: Id<"con"> }> {
  const w = await identityWorld(db);
  const [contactId] = await hear(w, crm, [{ id: "1", fields: jane }]);
  if (contactId === undefined) throw new Error("nobody was imported");
  db.clock.now += dayMs;
  return { w, contactId };
}
const page = (w: IdentityWorld, contactId: Id<"con">, asOf?: number) =>
  getContact(w.deps, { contactId, ...(asOf === undefined ? {} : { asOf: isoFromInstant(asOf) }) }, w.caller);
const field = async (w: IdentityWorld, contactId: Id<"con">, name: string, asOf?: number) =>
  (await page(w, contactId, asOf)).fields.find((one) => one.name === name);
const edit = (w: IdentityWorld, contactId: Id<"con">, fields: Parameters<typeof updateContact>[1]["fields"]) =>
  updateContact(w.deps, { contactId, fields }, w.caller);

describe("a person's edit", () => {
  test("outlives every sync and import, and taking it back restores the golden record to the byte", async () => {
    const { w, contactId } = await given();
    const before = await goldenRows(w);
    const { fields } = await edit(w, contactId, { title: "Chief Financial Officer", country: null });
    expect(fields).toMatchObject([
      { name: "country", value: null, why: "edited by a person" },
      { name: "title", value: "Chief Financial Officer", source: { name: "people", kind: "user" } },
    ]);
    db.clock.now += dayMs;
    const changed = { ...jane, title: "Treasurer", country: "FR" };
    await hear(w, crm, [{ id: "1", fields: changed }]);
    expect(await page(w, contactId)).toMatchObject({ title: "Chief Financial Officer", records: 2 });
    await hear(w, crm, [{ id: "1", fields: jane }]);
    await revertContact(w.deps, { contactId, fields: ["title", "country"] }, w.caller);
    const after = JSON.parse(await goldenRows(w)) as { id: string; golden: unknown }[];
    expect(after.map((row) => row.golden)).toEqual(
      (JSON.parse(before) as { golden: unknown }[]).map((row) => row.golden),
    );
  });

  test("taken back at once leaves the golden record byte for byte as it was", async () => {
    const { w, contactId } = await given();
    const before = await goldenRows(w);
    await edit(w, contactId, { title: "CEO", phone: "+49 30 1234567", lastName: null });
    expect(await goldenRows(w)).not.toBe(before);
    await revertContact(w.deps, { contactId, fields: ["title", "phone", "lastName"] }, w.caller);
    expect(await goldenRows(w)).toBe(before);
  });

  test("is refused with every fault at its place, and nothing is written", async () => {
    const { w, contactId } = await given();
    const before = await goldenRows(w);
    const refused = edit(w, contactId, { email: "jane@", jobTitle: "CEO", title: "CEO" });
    await expect(refused).rejects.toMatchObject({
      code: "invalid_input",
      errors: [{ path: "/fields/email" }, { path: "/fields/jobTitle" }],
    });
    expect(await goldenRows(w)).toBe(before);
  });

  test("of two edits each value keeps its own day", async () => {
    const { w, contactId } = await given();
    await edit(w, contactId, { title: "CEO" });
    const first = db.clock.now;
    db.clock.now += dayMs;
    await edit(w, contactId, { city: "Rome" });
    expect(await field(w, contactId, "title")).toMatchObject({ observedAt: isoFromInstant(first) });
    const { items } = await contactHistory(w.deps, { contactId, limit: 50 }, w.caller);
    const edits = items.filter((claim) => claim.source.kind === "user");
    expect(edits.map((claim) => claim.field)).toEqual(["city", "title"]);
  });

  test("of the address reaches facts and the keys that suppression follows; the old address stays a key", async () => {
    const { w, contactId } = await given();
    await edit(w, contactId, { email: "j.doe@acme.com" });
    await w.deps.db.read(w.workspaceId, async (tx) => {
      expect((await contactFactsFor(tx, [contactId])).get(contactId)?.email).toBe("j.doe@acme.com");
      const { addresses = [] } = (await addressesOf(tx, [contactId])).get(contactId) ?? {};
      expect([...addresses].sort()).toEqual(["j.doe@acme.com", "jane@acme.com"]);
    });
    expect(w.events).toContainEqual({ type: "contact.edited", contactId });
  });

  test("of the company ties the contact to another account, and says nothing about that account itself", async () => {
    const { w, contactId } = await given();
    const [other] = await hear(w, crm, [
      {
        id: "9",
        fields: {
          firstName: "Kim",
          lastName: "Lee",
          email: "kim@globex.com",
          companyName: "Globex SE",
          website: "globex.com",
        },
      },
    ]);
    const globex = (await page(w, other as Id<"con">)).accountId;
    await edit(w, contactId, { companyName: "globex", website: "globex.com" });
    const now = await page(w, contactId);
    expect(now.accountId).toBe(globex);
    const account = await getAccount(w.deps, { accountId: globex as Id<"acc"> }, w.caller);
    expect(account.name).toBe("Globex SE");
  });
});

describe("a rank", () => {
  test("a pinned claim holds when its record changes, and letting go restores the golden record to the byte", async () => {
    const { w, contactId } = await given();
    const before = await goldenRows(w);
    await rankContact.pin(w.deps, { contactId, field: "title" }, w.caller);
    await rankContact.unpin(w.deps, { contactId, field: "title" }, w.caller);
    expect(await goldenRows(w)).toBe(before);
    const { fields } = await rankContact.pin(w.deps, { contactId, field: "title", value: "cfo" }, w.caller);
    expect(fields).toMatchObject([{ value: "CFO", rank: "pinned", source: { name: "CRM" } }]);
    db.clock.now += dayMs;
    await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CEO" } }]);
    expect(await field(w, contactId, "title")).toMatchObject({
      value: "CFO",
      why: "pinned",
      others: [{ value: "CEO" }],
    });
    await rankContact.unpin(w.deps, { contactId, field: "title" }, w.caller);
    expect(await field(w, contactId, "title")).toMatchObject({ value: "CEO", rank: "normal" });
  });

  test("a pinned value that nobody stated is the person's own word; a later edit lets go of it", async () => {
    const { w, contactId } = await given();
    await rankContact.pin(w.deps, { contactId, field: "seniority", value: "C-level" }, w.caller);
    expect(await field(w, contactId, "seniority")).toMatchObject({ value: "C-level", rank: "pinned" });
    await edit(w, contactId, { seniority: "Director" });
    expect(await field(w, contactId, "seniority")).toMatchObject({ value: "Director", rank: "normal" });
  });

  test("a value that is called wrong never counts again, whoever says it, until that is taken back", async () => {
    const { w, contactId } = await given();
    await hear(w, list, [
      { id: "a", fields: { firstName: "Jane", lastName: "Doe", email: "jane@acme.com", title: "Clerk" } },
    ]);
    const before = await goldenRows(w);
    await rankContact.deprecate(w.deps, { contactId, field: "title", value: "CFO" }, w.caller);
    expect(await field(w, contactId, "title")).toMatchObject({
      value: "Clerk",
      why: "the other is known to be wrong",
      others: [{ value: "CFO", rank: "deprecated" }],
    });
    db.clock.now += dayMs;
    const said = { firstName: "Jane", lastName: "Doe", email: "jane@acme.com", title: "cfo" };
    await hear(w, vendor, [{ id: "v", fields: said }]);
    expect((await page(w, contactId)).title).toBe("Clerk");
    const { items } = await contactHistory(w.deps, { contactId, field: "title", limit: 50 }, w.caller);
    expect(items.map(({ value, rank, counts }) => [value, rank, counts])).toEqual([
      ["cfo", "deprecated", false],
      ["Clerk", "normal", true],
      ["CFO", "deprecated", false],
    ]);
    await rankContact.undeprecate(w.deps, { contactId, field: "title", value: "CFO" }, w.caller);
    expect((await page(w, contactId)).title).toBe("CFO");
    expect(before).toContain("CFO");
  });

  test("what is not said cannot be ranked, and is told so", async () => {
    const { w, contactId } = await given();
    const none = { contactId, field: "title", value: "Nobody says this" };
    await expect(rankContact.deprecate(w.deps, none, w.caller)).rejects.toMatchObject({ code: "conflict" });
    await expect(rankContact.unpin(w.deps, none, w.caller)).rejects.toMatchObject({ code: "conflict" });
    await expect(rankContact.undeprecate(w.deps, none, w.caller)).rejects.toMatchObject({ code: "conflict" });
  });

  test("an account is edited and ranked alike", async () => {
    const { w, contactId } = await given();
    const accountId = (await page(w, contactId)).accountId as Id<"acc">;
    const before = await goldenRows(w);
    await updateAccount(w.deps, { accountId, fields: { relation: "customer", name: "Acme Inc" } }, w.caller);
    expect((await page(w, contactId)).relation).toBe("customer");
    expect(w.events).toContainEqual({ type: "account.edited", accountId });
    await rankAccount.deprecate(w.deps, { accountId, field: "name", value: "Acme Inc" }, w.caller);
    expect((await getAccount(w.deps, { accountId }, w.caller)).name).toBe("Acme");
    await rankAccount.undeprecate(w.deps, { accountId, field: "name", value: "Acme Inc" }, w.caller);
    expect((await getAccount(w.deps, { accountId }, w.caller)).name).toBe("Acme Inc");
    expect(await goldenRows(w)).not.toBe(before);
  });
});

test("a contact can be read as its records said it on any day", async () => {
  const { w, contactId } = await given();
  const [first, second] = [db.clock.now, db.clock.now + dayMs];
  db.clock.now = second;
  await hear(w, crm, [{ id: "1", fields: { ...jane, title: "CEO" } }]);
  db.clock.now += dayMs;
  await edit(w, contactId, { title: "Chair" });
  await rankContact.deprecate(w.deps, { contactId, field: "lastName" }, w.caller);
  const read = async (at: number) => (await field(w, contactId, "title", at))?.value;
  expect(await read(first)).toBe("CFO");
  expect(await read(second)).toBe("CEO");
  expect(await read(db.clock.now)).toBe("Chair");
  expect((await field(w, contactId, "lastName", second))?.value).toBe("Doe");
  expect((await field(w, contactId, "lastName"))?.value).toBeNull();
  expect((await page(w, contactId, first - 30 * dayMs)).fields).toEqual([]);
});

test("a time in the future is not believed, so that one bad clock does not win for ever", async () => {
  const { w, contactId } = await given();
  await hear(w, crm, [
    { id: "2", fields: { ...jane, title: "Time traveller" }, observedAt: db.clock.now + 999 * dayMs },
  ]);
  const ahead = db.clock.now + 999 * dayMs;
  await hear(w, crm, [{ id: "4", fields: { ...jane, title: "Seer" }, details: { title: { observedAt: ahead } } }]);
  db.clock.now += dayMs;
  await hear(w, crm, [{ id: "3", fields: { ...jane, title: "Treasurer" } }]);
  expect((await page(w, contactId)).title).toBe("Treasurer");
});
