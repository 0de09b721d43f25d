import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";

/** A person's data are erased everywhere, the log still verifies, and whoever comes back stays left alone. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

/** Somebody who left traces in every block, under words that nobody else has. */
async function knownEverywhere(name: string) {
  // The company is no person: its name and domain stay.
  const email = `${name}@harbour-${name[0]}.co.uk`;
  const person = {
    id: `${name}-row`,
    email,
    first: name,
    last: `Von${name}`,
    title: `Chief of ${name}`,
    phone: "+442079460123",
  };
  const contactId = await home.contact(person);
  await home.import([{ ...person, id: `${name}-other` }], "Another list");
  await home.admin.contacts.update({ contactId, fields: { city: `${name}ville` }, reason: `${name} said so herself` });
  await home.agent.context.get({ contactId });
  expect((await home.propose(contactId)).decision.reasons).toEqual([]);
  const draft = { subject: `About ${name}`, body: `Hello ${name}, a word about your month-end close?` };
  await home.agent.actions.propose({ contactId, draft });
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error("nothing was sent");
  await world.receive(reply(mail, `Sounds good, call me, yours ${name}`));
  await world.drain();
  return { contactId, email, person };
}

/** Every row of every table in which a text stands, in whatever case. */
async function rowsWith(text: string): Promise<readonly string[]> {
  const tables = await world.db.root<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await world.db.root.unsafe(
      `select t::text as row from ${name} t where strpos(lower(t::text), $1) > 0 or strpos(lower(t::text), $2) > 0`,
      [text, Buffer.from(text).toString("hex")],
    );
    found.push(...rows.map(({ row }) => `${name}: ${String(row).slice(0, 300)}`));
  }
  return found;
}

test("after an erasure nothing of the person is in any table, and the log verifies", async () => {
  const { contactId, person } = await knownEverywhere("quixandra");
  expect((await rowsWith("quixandra")).length).toBeGreaterThan(10);
  const trial = await home.admin.contacts.erase({ contactId, basis: "request", dryRun: true });
  expect(trial).toMatchObject({ contactId, dryRun: true, records: 3 });
  expect((await home.admin.contacts.get({ contactId })).name).toContain("uixandra");
  const done = await home.admin.contacts.erase({ contactId, basis: "request", reference: "DSR-17" });
  expect(done).toEqual({ ...trial, dryRun: false });
  expect(done.disclosures).toBeGreaterThan(3);
  expect(await rowsWith("quixandra")).toEqual([]);
  expect(await rowsWith(person.phone.slice(1))).toEqual([]);
  await world.drain();
  expect((await home.admin.audit.verify({})).ok).toBe(true);
});

test("every id still answers, what happened is still counted, and the case file tells the story without the person", async () => {
  const { contactId } = await knownEverywhere("brontwick");
  const before = await home.admin.contacts.get({ contactId });
  const { contactIds } = await home.admin.contacts.erase({ contactId, basis: "request" });
  expect(contactIds.length).toBe(3);
  for (const id of contactIds) expect((await home.admin.contacts.get({ contactId: id })).id).toBe(before.id);
  const after = await home.admin.contacts.get({ contactId });
  expect(after).toMatchObject({ id: before.id, name: "", email: null });
  expect(after.fields.filter((field) => field.value !== null)).toEqual([]);
  const events = (await home.admin.activities.list({ contactId })).items.map((event) => event.kind);
  expect(events).toEqual(expect.arrayContaining(["email_sent", "email_replied"]));
  const actions = (await home.admin.actions.list({ contactId })).items;
  expect(actions.length).toBe(2);
  for (const { id } of actions) {
    expect((await home.admin.actions.get({ actionId: id })).outcome).toMatch(/allow|needs_approval/);
    await home.admin.audit.case({ subjectId: id });
  }
  expect((await home.admin.search.find({ q: "brontwick" })).items).toEqual([]);
  await expect(home.admin.contacts.erase({ contactId, basis: "request" })).rejects.toMatchObject({
    document: { code: "conflict" },
  });
});

test("whoever comes back in a list after an erasure is another contact and is left alone, at every address", async () => {
  const { contactId, person } = await knownEverywhere("tervandel");
  await home.admin.contacts.erase({ contactId, basis: "request" });
  await home.import([person], "Test list");
  const again = await home.contactOf(person.email);
  expect(again).not.toBe(contactId);
  const proposals = [await home.propose(again), await home.propose(contactId)];
  expect(proposals.map((one) => one.decision.outcome)).toEqual(["deny", "deny"]);
  expect(proposals[0]?.decision.reasons.map((reason) => reason.code)).toContain("DNC");
});

test("mail that still comes in from an erased person is recorded and stops, and its words are kept sealed by nobody", async () => {
  const { contactId, email } = await knownEverywhere("ostrelund");
  const [mail] = world.sink.to(email);
  await home.admin.contacts.erase({ contactId, basis: "request" });
  if (mail === undefined) throw new Error("nothing was sent");
  await world.receive(reply(mail, "One more thing: please delete all you have about me"));
  await world.drain();
  const { items } = await home.admin.activities.list({ contactId });
  expect(items.filter((event) => event.kind === "email_replied").length).toBe(2);
  const [row] = await world.db.root<
    { n: number }[]
  >`select count(*)::int as n from audit_disclosure where contact_id = ${contactId}`;
  expect(row?.n).toBe(0);
});

test("taking back the import that brought or changed the person brings nothing back", async () => {
  const person = { id: "undone-row", email: "undone@harbour-u.co.uk", first: "Undelina", last: "Marsk" };
  const contactId = await home.contact(person);
  const changed = await home.import([{ ...person, title: "Chief of Undelina" }], "Test list");
  await home.admin.contacts.erase({ contactId, basis: "request" });
  const undone = await home.admin.imports.undo({ importId: changed.id, reason: "the list was bought" });
  expect(undone.state).toBe("undone");
  expect(await rowsWith("undelina")).toEqual([]);
});

test("nobody is erased while a message to them is on its way: what comes of it would be written down afterwards", async () => {
  const { contactId, email } = await knownEverywhere("wendelmar");
  const setState = (state: string) =>
    world.db.root`update action set state = ${state} where contact_id = ${contactId} and message_id is not null`;
  await setState("attempting");
  await expect(home.admin.contacts.erase({ contactId, basis: "request" })).rejects.toMatchObject({
    document: { code: "conflict", retryAfterMs: 60_000 },
  });
  expect((await home.admin.contacts.get({ contactId })).email).toBe(email);
  await setState("sent");
  await home.admin.contacts.erase({ contactId, basis: "request" });
  expect(await rowsWith("wendelmar")).toEqual([]);
});

test("only an admin erases", async () => {
  const contactId = await home.contact({ email: "kept@merrowby.co.uk" });
  for (const client of [home.agent, home.approver])
    await expect(client.contacts.erase({ contactId: contactId as Id<"con">, basis: "request" })).rejects.toMatchObject({
      document: { code: "not_permitted" },
    });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
