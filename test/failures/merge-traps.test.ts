import { afterAll, beforeAll, expect, test } from "vitest";
import { getContact } from "../../src/identity/read-contacts.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { identityWorld, importCsv } from "../helpers/identity-world.ts";
import { peopleSay, projectionOf, recordsIn } from "../helpers/merges.ts";

/** Traps that others fell into when they merged people, each by its name in the study of identity. */

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const head = "Id,First Name,Last Name,Email,Job Title";
const ofRecord = async (w: Awaited<ReturnType<typeof identityWorld>>, id: string): Promise<Id<"con">> =>
  (await recordsIn(w)).get(id)?.contactId as Id<"con">;

test("trap 11, a unique address per contact: two people share one, and it moves from one to another, without a deadlock", async () => {
  const w = await identityWorld(db);
  await importCsv(w, `${head}\na,Anna,Berg,team@berg-haus.de,\nb,Otto,Kraft,team@berg-haus.de,\n`);
  expect(await ofRecord(w, "a")).not.toBe(await ofRecord(w, "b"));
  const read = async (id: string) => (await getContact(w.deps, { contactId: await ofRecord(w, id) }, w.caller)).email;
  expect([await read("a"), await read("b")]).toEqual(["team@berg-haus.de", "team@berg-haus.de"]);
  // The address goes from one to the other in two imports at once, each naming both.
  const there = `${head}\na,Anna,Berg,anna@berg-haus.de,\nb,Otto,Kraft,swap@berg-haus.de,\n`;
  const back = `${head}\nb,Otto,Kraft,anna@berg-haus.de,\na,Anna,Berg,swap@berg-haus.de,\n`;
  await Promise.all([importCsv(w, there), importCsv(w, back)]);
  expect([await read("a"), await read("b")].sort()).toEqual(["anna@berg-haus.de", "swap@berg-haus.de"]);
});

test("trap 14, a golden row edited in place: what is derived can be derived again, and says the same", async () => {
  const w = await identityWorld(db);
  const say = peopleSay(w);
  await importCsv(w, `${head}\na,Jane,Doe,jane@acme.com,CFO\nb,Jane,Doe,jd@doe-haus.de,Finance lead\n`);
  const [a, b] = [await ofRecord(w, "a"), await ofRecord(w, "b")];
  const made = await say.merge(a, b);
  const before = await projectionOf(w);
  await w.deps.db.root`update contact set name = 'Somebody Else', golden = '{}' where workspace_id = ${w.workspaceId}`;
  await say.revoke(made.assertions as Id<"ast">[]);
  await say.merge(a, b);
  expect(await projectionOf(w)).toBe(before);
});

test("trap 16, re-merge after unmerge: no import brings back what a person took apart", async () => {
  const w = await identityWorld(db);
  const say = peopleSay(w);
  const file = `${head}\na,Jane,Doe,jane@acme.com,CFO\nb,Jane,Doe,jd@doe-haus.de,\n`;
  await importCsv(w, file);
  const [a, b] = [await ofRecord(w, "a"), await ofRecord(w, "b")];
  const joined = file.replace("jd@doe-haus.de", "jane@acme.com");
  await importCsv(w, joined);
  expect(await ofRecord(w, "b")).toBe(a);
  await say.unmerge(a, b);
  for (const again of [joined, file, joined, joined.replaceAll("Jane", "Janey")]) {
    await importCsv(w, again);
    expect([await ofRecord(w, "a"), await ofRecord(w, "b")]).toEqual([a, b]);
  }
  // Another list that knows both by the shared address is no way around it either.
  await importCsv(w, `${head}\nx,Jane,Doe,jane@acme.com,CFO\n`, { sourceName: "Another list" });
  expect(await ofRecord(w, "b")).toBe(b);
  expect(await ofRecord(w, "a")).toBe(a);
});
