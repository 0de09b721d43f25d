import { afterAll, beforeAll, expect, test } from "vitest";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { identityWorld, importCsv } from "../helpers/identity-world.ts";
import { peopleSay, projectionOf, recordsIn } from "../helpers/merges.ts";
import { sized } from "../helpers/size.ts";

/** Failure mode: a merge cannot be undone, or only with a product that is sold for nothing else. */

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const head = "Id,First Name,Last Name,Email";

test("hundreds that were wrongly merged into one are all given back, one after the other or at once", async () => {
  const w = await identityWorld(db);
  const say = peopleSay(w);
  const count = sized(30, 260);
  const rows = Array.from({ length: count }, (_none, at) => `${at},Ada,Quist,ada${at}@firm${at}.co.uk`);
  await importCsv(w, [head, ...rows].join("\n"));
  const records = await recordsIn(w);
  const ids = Array.from({ length: count }, (_none, at) => records.get(String(at))?.contactId as Id<"con">);
  const [first, ...others] = ids as [Id<"con">, ...Id<"con">[]];
  const before = await projectionOf(w);
  const words: Id<"ast">[] = [];
  for (const other of others) words.push(...((await say.merge(first, other)).assertions as Id<"ast">[]));
  expect(new Set([...(await recordsIn(w)).values()].map((one) => one.contactId)).size).toBe(1);
  const last = others.at(-1) as Id<"con">;
  const apart = await say.unmerge(first, last);
  expect((await getContact(w.deps, { contactId: last }, w.caller)).id).toBe(last);
  expect(apart.split[0]?.into).toEqual([last]);
  await say.revoke([...words, ...(apart.assertions as Id<"ast">[])]);
  expect(await projectionOf(w)).toBe(before);
  for (const contactId of ids) expect((await getContact(w.deps, { contactId }, w.caller)).id).toBe(contactId);
});

test("one shared mailbox that joined many is taken apart in one step", async () => {
  const w = await identityWorld(db);
  const say = peopleSay(w);
  const rows = Array.from({ length: 40 }, (_none, at) => `${at},,,desk@harbour.co.uk`);
  await importCsv(w, [head, ...rows].join("\n"));
  const records = [...(await recordsIn(w)).values()];
  expect(new Set(records.map((one) => one.contactId)).size).toBe(1);
  const before = await projectionOf(w);
  const [keep, ...rest] = records;
  const items = rest.map((one) => ({ contactId: one.contactId, recordIds: [one.recordId] }));
  const done = await say.detachMany(items);
  expect(new Set([...(await recordsIn(w)).values()].map((one) => one.contactId)).size).toBe(40);
  expect((await getContact(w.deps, { contactId: keep?.contactId as Id<"con"> }, w.caller)).records).toBe(1);
  await say.revoke(done.assertions as Id<"ast">[]);
  expect(await projectionOf(w)).toBe(before);
});
