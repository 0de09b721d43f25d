import { afterAll, beforeAll, expect, test } from "vitest";
import { updateContact } from "../../src/identity/claims/edit.ts";
import { addressesOf, contactFactsFor } from "../../src/identity/facts-for.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import { projectContacts } from "../../src/identity/settle-contacts.ts";
import { lockIdentity } from "../../src/identity/store/records.ts";
import { type Id, uuidFromId } from "../../src/kernel/ids.ts";
import { goldenRows, hear, timedDatabase } from "../helpers/claims-world.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

/** Failure mode: somebody corrects a contact by hand, and a moment later a machine writes the wrong value back. */

let db: Awaited<ReturnType<typeof timedDatabase>>;
let w: IdentityWorld;
let contactId: Id<"con">;
const vendor = { name: "Apollo", kind: "enrichment" } as const;
const crm = { name: "HubSpot", kind: "crm" } as const;
const wrong = {
  firstName: "Jane",
  lastName: "Doe",
  email: "jane@acme.com",
  emailStatus: "verified",
  title: "Chief Financial Officer",
  country: "FR",
};
beforeAll(async () => {
  db = await timedDatabase();
  w = await identityWorld(db);
  const [id] = await hear(w, crm, [{ id: "1", fields: { ...wrong, city: "Lyon" } }]);
  contactId = id as Id<"con">;
  await updateContact(
    w.deps,
    { contactId, fields: { email: "jane.doe@acme.com", title: "Treasurer", country: "DE", city: null } },
    w.caller,
  );
});
afterAll(() => db.close());

const page = () => getContact(w.deps, { contactId }, w.caller);
const fixed = { email: "jane.doe@acme.com", title: "Treasurer", country: "DE" };

test("enrichment overwrote a manual fix: 63 ms later, verified, and still the person's word counts", async () => {
  db.clock.now += 63;
  await hear(w, vendor, [{ id: "v1", fields: { ...wrong, city: "Lyon", phone: "+33123456789" } }]);
  const now = await page();
  expect(now).toMatchObject(fixed);
  // What the person said nothing about is filled; what the person cleared stays clear.
  expect(now.fields.find((one) => one.name === "phone")?.value).toBe("+33123456789");
  expect(now.fields.find((one) => one.name === "city")).toMatchObject({
    value: null,
    why: "edited by a person",
    others: [{ value: "Lyon" }, { value: "Lyon" }],
  });
});

test("the sync of the CRM overwrote a manual fix: however often and from whatever record it comes back", async () => {
  for (const round of [1, 2, 3]) {
    db.clock.now += 60_000;
    await hear(w, crm, [{ id: "1", fields: { ...wrong, department: `Finance ${round}` } }]);
    await hear(w, crm, [{ id: `other ${round}`, fields: wrong }]);
    expect(await page()).toMatchObject(fixed);
  }
});

test("the contradiction is asked about and not swallowed: a new value of a machine is a question for a person", async () => {
  db.clock.now += 60_000;
  await hear(w, vendor, [{ id: "v1", fields: { ...wrong, country: "IT" } }]);
  const subjects = await w.deps.db.read(
    w.workspaceId,
    (tx) => tx.sql<{ subject: string }[]>`
      select subject from review_item where workspace_id = ${tx.workspaceId} and kind = 'claim_conflict' and state = 'open'`,
  );
  expect(subjects.some(({ subject }) => /^claim:[^:]+:country:/.test(subject))).toBe(true);
  const now = await page();
  expect(now).toMatchObject({ ...fixed, openReviews: 1, ready: false });
  expect(now.missingFields).toContain("openReview");
});

test("mail goes to the corrected address, and every address that was ever said stays a key of suppression", async () => {
  await w.deps.db.read(w.workspaceId, async (tx) => {
    expect((await contactFactsFor(tx, [contactId])).get(contactId)?.email).toBe(fixed.email);
    const { addresses = [] } = (await addressesOf(tx, [contactId])).get(contactId) ?? {};
    expect([...addresses].sort()).toEqual(["jane.doe@acme.com", "jane@acme.com"]);
  });
});

test("golden row edited in place: there is no such edit, the row can be made again from what was said", async () => {
  const before = await goldenRows(w);
  await w.deps.db.write(w.workspaceId, async (tx) => {
    await lockIdentity(tx);
    // Whoever writes to the row by hand writes into the sand: the next projection knows only what was said.
    await tx.sql`
      update contact set golden = golden || '{"title": "Hacked"}', name = 'Hacked', email = 'x@attacker.example'
       where workspace_id = ${tx.workspaceId} and id = ${uuidFromId(contactId)}`;
    await projectContacts(tx, [uuidFromId(contactId)]);
  });
  expect(await goldenRows(w)).toBe(before);
  const { fields } = await page();
  const people = fields.filter((one) => one.source.kind === "user");
  expect(people.map((one) => one.name)).toEqual(["city", "country", "email", "title"]);
});
