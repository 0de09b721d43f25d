import { afterAll, beforeAll, expect, test } from "vitest";
import { updateContact } from "../../src/identity/claims/edit.ts";
import { rankContact } from "../../src/identity/claims/rank-operations.ts";
import { revokeAssertions } from "../../src/identity/merge/assertions.ts";
import { mergeContacts } from "../../src/identity/merge/merge.ts";
import { unmergeContacts } from "../../src/identity/merge/unmerge.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import { dayMs } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { goldenRows, hear, timedDatabase } from "../helpers/claims-world.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

/** What people said of claims goes with the records that they said it of, through merges and back. */

let db: Awaited<ReturnType<typeof timedDatabase>>;
beforeAll(async () => {
  db = await timedDatabase();
});
afterAll(() => db.close());

const crm = { name: "CRM", kind: "crm" } as const;
const reason = "one person, two records";

async function twoOfOne(): Promise<{ readonly w: IdentityWorld; readonly left: Id<"con">; readonly right: Id<"con"> }> {
  const w = await identityWorld(db);
  const name = { firstName: "Jane", lastName: "Doe" };
  const [left] = await hear(w, crm, [
    { id: "1", fields: { ...name, email: "jane@acme.com", title: "CFO", city: "Rome" } },
  ]);
  db.clock.now += dayMs;
  const [right] = await hear(w, crm, [
    { id: "2", fields: { ...name, email: "jd@home.de", title: "Chair", city: "Bonn", country: "DE" } },
  ]);
  if (left === undefined || right === undefined || left === right) throw new Error("two contacts were expected");
  db.clock.now += dayMs;
  return { w, left, right };
}

const page = (w: IdentityWorld, contactId: Id<"con">) => getContact(w.deps, { contactId }, w.caller);

test("edits, pins and wrong values of both sides count for the one, and a revoked merge restores both to the byte", async () => {
  const { w, left, right } = await twoOfOne();
  await updateContact(
    w.deps,
    { contactId: left, fields: { department: "Finance", phone: "+49 30 1234567" } },
    w.caller,
  );
  await rankContact.pin(w.deps, { contactId: left, field: "title" }, w.caller);
  await rankContact.deprecate(w.deps, { contactId: right, field: "city", value: "Bonn" }, w.caller);
  await updateContact(w.deps, { contactId: right, fields: { country: null } }, w.caller);
  const before = await goldenRows(w);
  const merged = await mergeContacts(w.deps, { contactId: left, otherId: right, reason, dryRun: false }, w.caller);
  const one = await page(w, left);
  expect(one).toMatchObject({ title: "CFO", records: 4 });
  expect(one.fields.find((field) => field.name === "title")?.why).toBe("pinned");
  expect(one.fields.find((field) => field.name === "country")).toMatchObject({
    value: null,
    others: [{ value: "DE" }],
  });
  // The newer record says Bonn, and somebody called that wrong.
  expect(one.fields.find((field) => field.name === "city")).toMatchObject({ value: "Rome" });
  expect(one.fields.find((field) => field.name === "department")?.value).toBe("Finance");
  expect((await page(w, right)).id).toBe(left);
  await revokeAssertions(w.deps, { assertionIds: merged.assertions, reason, dryRun: false }, w.caller);
  expect(await goldenRows(w)).toBe(before);
});

test("what is said of the merged contact stays with the one that it was said of when the two part again", async () => {
  const { w, left, right } = await twoOfOne();
  await mergeContacts(w.deps, { contactId: left, otherId: right, reason, dryRun: false }, w.caller);
  await updateContact(w.deps, { contactId: right, fields: { title: "Treasurer" } }, w.caller);
  expect((await page(w, right)).title).toBe("Treasurer");
  await unmergeContacts(w.deps, { contactId: left, absorbedId: right, reason, dryRun: false }, w.caller);
  expect((await page(w, left)).title).toBe("Treasurer");
  expect((await page(w, right)).title).toBe("Chair");
});

test("two people's words about one field: the newer counts, and neither is lost", async () => {
  const { w, left, right } = await twoOfOne();
  await updateContact(w.deps, { contactId: right, fields: { title: "Older word" } }, w.caller);
  db.clock.now += dayMs;
  await updateContact(w.deps, { contactId: left, fields: { title: "Newer word" } }, w.caller);
  await mergeContacts(w.deps, { contactId: left, otherId: right, reason, dryRun: false }, w.caller);
  const title = (await page(w, left)).fields.find((field) => field.name === "title");
  expect(title).toMatchObject({ value: "Newer word", why: "newer" });
  expect(title?.others.map((other) => other.value)).toContain("Older word");
});
