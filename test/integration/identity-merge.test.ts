import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getAccount, listAccounts } from "../../src/identity/read-accounts.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { type IdentityWorld, identityWorld, importCsv } from "../helpers/identity-world.ts";
import { peopleSay, projectionOf, recordsIn } from "../helpers/merges.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const head = "Id,First Name,Last Name,Email,LinkedIn,Company,Website";
const janes = [
  "a,Jane,Doe,jane@acme.com,,Acme,acme.com",
  "b,Jane,Doe,jane.doe@doe-haus.de,,,",
  "c,Jane,Doe,jd@third.co.uk,,Third,third.co.uk",
];

async function three(): Promise<{ w: IdentityWorld; say: ReturnType<typeof peopleSay>; ids: readonly Id<"con">[] }> {
  const w = await identityWorld(db);
  await importCsv(w, [head, ...janes].join("\n"));
  const records = await recordsIn(w);
  const ids = ["a", "b", "c"].map((id) => records.get(id)?.contactId as Id<"con">);
  expect(new Set(ids).size).toBe(3);
  return { w, say: peopleSay(w), ids };
}

const now = async (w: IdentityWorld, contactId: Id<"con">) => (await getContact(w.deps, { contactId }, w.caller)).id;

describe("merging contacts", () => {
  test("two are one, the older id survives, both answer, and revoking restores every byte", async () => {
    const { w, say, ids } = await three();
    const [a, b] = ids as [Id<"con">, Id<"con">];
    const before = await projectionOf(w);
    const made = await say.merge(b, a);
    expect(made.merged).toEqual([{ survivor: a, absorbed: [b] }]);
    expect(made.assertions).toHaveLength(1);
    expect([await now(w, a), await now(w, b)]).toEqual([a, a]);
    expect(w.events.at(-1)).toEqual({
      type: "contact.merged",
      survivor: a,
      absorbed: [b],
      assertionId: made.assertions[0],
    });
    await say.revoke(made.assertions as Id<"ast">[]);
    expect(await projectionOf(w)).toBe(before);
    expect(await now(w, b)).toBe(b);
  });

  test("a dry run says exactly what then happens, and does nothing", async () => {
    const { w, say, ids } = await three();
    const [a, b] = ids as [Id<"con">, Id<"con">];
    const before = await projectionOf(w);
    const heard = w.events.length;
    const preview = await say.merge(a, b, true);
    expect(await projectionOf(w)).toBe(before);
    expect((await say.said()).items).toEqual([]);
    const done = await say.merge(a, b);
    expect(preview).toEqual({ ...done, dryRun: true, assertions: [] });
    expect(done.changed.find((one) => one.id === b)).toMatchObject({ mergedInto: a, records: 0 });
    expect(w.events.length).toBeGreaterThan(heard);
  });

  test("merging again what was kept apart counts, and says which word it outweighs", async () => {
    const { w, say, ids } = await three();
    const [a, b] = ids as [Id<"con">, Id<"con">];
    await say.merge(a, b);
    const apart = await say.unmerge(a, b);
    const again = await say.merge(a, b);
    expect(again.outweighs.map((one) => one.id)).toEqual(apart.assertions);
    expect(await now(w, b)).toBe(a);
    await say.revoke(again.assertions as Id<"ast">[]);
    expect(await now(w, b)).toBe(b);
  });

  test("a third that is said to be somebody else is a conflict that names the word", async () => {
    const { w, say, ids } = await three();
    const [a, b, c] = ids as [Id<"con">, Id<"con">, Id<"con">];
    await say.merge(a, c);
    const apart = await say.unmerge(a, c);
    await say.merge(b, c);
    await expect(say.merge(a, b)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(apart.assertions[0] ?? "?"),
    });
    // Without that word the first merge counts again, and b is with c.
    await say.revoke(apart.assertions as Id<"ast">[]);
    expect([await now(w, b), await now(w, c)]).toEqual([a, a]);
  });

  test("one with itself, with nobody and with another workspace's contact are the caller's mistakes", async () => {
    const { say, ids } = await three();
    const { ids: others } = await three();
    const [a] = ids as [Id<"con">];
    await expect(say.merge(a, a)).rejects.toMatchObject({ code: "conflict" });
    await expect(say.merge(a, others[0] as Id<"con">)).rejects.toMatchObject({ code: "not_found" });
    await expect(say.unmerge(a, ids[1] as Id<"con">)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("taking apart", () => {
  const profile = "linkedin.com/in/jane-doe-shared";
  const shared = [`a,Jane,Doe,jane@acme.com,${profile},,`, `b,Jane,Doe,jane.doe@doe-haus.de,${profile},,`];

  test("an automatic merge is taken back, and the same file again does not bring it back", async () => {
    const { w, say, ids } = await three();
    const [a, b] = ids as [Id<"con">, Id<"con">];
    await importCsv(w, [head, ...shared].join("\n"));
    expect(await now(w, b)).toBe(a);
    const merged = await projectionOf(w);
    const apart = await say.unmerge(a, b);
    expect(apart.split).toEqual([{ from: a, into: [b] }]);
    const separate = await projectionOf(w);
    await importCsv(w, [head, ...shared].join("\n"));
    await importCsv(w, [head, ...shared.map((row) => row.replace("Jane,Doe", "Jane M,Doe"))].join("\n"));
    expect([await now(w, a), await now(w, b)]).toEqual([a, b]);
    await importCsv(w, [head, ...shared].join("\n"));
    expect(JSON.parse(await projectionOf(w))[0].map((row: { id: string }) => row.id)).toEqual(
      JSON.parse(separate)[0].map((row: { id: string }) => row.id),
    );
    await say.revoke(apart.assertions as Id<"ast">[]);
    expect(await now(w, b)).toBe(a);
    expect(JSON.parse(await projectionOf(w))[4]).toEqual(JSON.parse(merged)[4]);
  });

  test("a detached record leaves the rest together and gets the smallest of its own ids", async () => {
    const w = await identityWorld(db);
    const say = peopleSay(w);
    const rows = ["1", "2", "3", "4"].map((id) => `${id},Jane,Doe,jane@acme.com,,,`);
    await importCsv(w, [head, ...rows].join("\n"));
    const records = await recordsIn(w);
    const of = (id: string) => records.get(id) as { recordId: Id<"rec">; contactId: Id<"con"> };
    const whole = of("1").contactId;
    const before = await projectionOf(w);
    const done = await say.detach(whole, [of("2").recordId, of("3").recordId]);
    const after = await recordsIn(w);
    expect(after.get("2")?.contactId).toBe(after.get("3")?.contactId);
    expect(after.get("2")?.contactId.slice(4)).toBe(of("2").recordId.slice(4));
    expect(after.get("4")?.contactId).toBe(whole);
    await expect(say.detach(whole, [of("2").recordId])).rejects.toMatchObject({ code: "not_found" });
    await expect(say.detach(whole, [of("1").recordId, of("4").recordId])).rejects.toMatchObject({ code: "conflict" });
    await say.revoke(done.assertions as Id<"ast">[]);
    expect(await projectionOf(w)).toBe(before);
  });

  test("many contacts lose records in one step, and get them back in one", async () => {
    const w = await identityWorld(db);
    const say = peopleSay(w);
    const rows = Array.from({ length: 60 }, (_none, at) => `${at},Jane,Doe,jane${at % 20}@acme.com,,,`);
    await importCsv(w, [head, ...rows].join("\n"));
    const before = await projectionOf(w);
    const records = await recordsIn(w);
    const items = Array.from({ length: 20 }, (_none, at) => {
      const record = records.get(String(at + 40));
      return { contactId: record?.contactId as Id<"con">, recordIds: [record?.recordId as Id<"rec">] };
    });
    const done = await say.detachMany(items);
    expect(done.split).toHaveLength(20);
    expect(done.assertions).toHaveLength(20);
    expect(new Set([...(await recordsIn(w)).values()].map((one) => one.contactId)).size).toBe(40);
    await say.revoke(done.assertions as Id<"ast">[]);
    expect(await projectionOf(w)).toBe(before);
  });
});

describe("accounts", () => {
  test("are merged, unmerged and undone like contacts, and their people follow", async () => {
    const { w, say } = await three();
    const { items } = await listAccounts(w.deps, { limit: 50 }, w.caller);
    const [acme, third] = ["acme.com", "third.co.uk"].map((domain) => items.find((one) => one.domain === domain)?.id);
    if (acme === undefined || third === undefined) throw new Error("the accounts are not there");
    const before = await projectionOf(w);
    const made = await say.mergeAccounts(acme, third);
    const survivor = made.merged[0]?.survivor as Id<"acc">;
    const page = await getAccount(w.deps, { accountId: third }, w.caller);
    expect(page.id).toBe(survivor);
    expect(page.people).toHaveLength(2);
    expect(w.events.filter((event) => event.type === "account.merged")).toHaveLength(1);
    await say.revoke(made.assertions as Id<"ast">[]);
    expect(await projectionOf(w)).toBe(before);
    await say.mergeAccounts(acme, third);
    const absorbed = survivor === acme ? third : acme;
    await say.unmergeAccounts(survivor, absorbed);
    expect(await projectionOf(w)).toBe(before);
    expect(w.events.filter((event) => event.type === "account.split")).toHaveLength(2);
  });
});
