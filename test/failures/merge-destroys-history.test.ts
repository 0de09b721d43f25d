import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";

/** Failure mode: a merge deletes or orphans what happened with the one that was merged away. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

const reason = "the same person at two companies";

/** Two records of one person that nothing but a person's word joins. */
async function pair(name: string) {
  const of = (which: string) => ({
    id: `${name}-${which}`,
    first: "Ana",
    last: `Of ${name}`,
    email: `ana@${name}-${which}.co.uk`,
  });
  const [older, later] = [of("old"), of("new")];
  const [kept, gone] = [await home.contact(older), await home.contact(later)];
  return { kept, gone, older: older.email, later: later.email };
}

async function touch(contactId: Id<"con">, email: string) {
  expect((await home.propose(contactId)).decision.outcome).toBe("allow");
  await world.drain();
  const mail = world.sink.to(email).at(-1);
  if (mail === undefined) throw new Error("nothing was sent");
  return mail;
}

const sentTo = async (contactId: Id<"con">): Promise<readonly (string | null)[]> =>
  (await home.admin.activities.list({ contactId, kind: "email_sent" })).items.map((one) => one.address).sort();

test("what was sent to each is the history of the one, under either id, and each has its own again after an unmerge", async () => {
  const { kept, gone, older, later } = await pair("history");
  await touch(kept, older);
  await touch(gone, later);
  await home.admin.contacts.merge({ contactId: kept, otherId: gone, reason });
  for (const id of [kept, gone]) expect(await sentTo(id)).toEqual([later, older]);
  await home.admin.contacts.unmerge({ contactId: kept, absorbedId: gone, reason });
  expect(await sentTo(kept)).toEqual([older]);
  expect(await sentTo(gone)).toEqual([later]);
});

test("what was sent while they were one goes to whose address it went to, and so does the answer", async () => {
  const { kept, gone, older, later } = await pair("together");
  await home.admin.contacts.merge({ contactId: kept, otherId: gone, reason });
  const contact = await home.admin.contacts.get({ contactId: kept });
  const address = contact.email ?? "";
  const mail = await touch(kept, address);
  await home.admin.contacts.unmerge({ contactId: kept, absorbedId: gone, reason });
  const owner = address === older ? kept : gone;
  const other = address === older ? gone : kept;
  expect([older, later]).toContain(address);
  expect(await sentTo(owner)).toEqual([address]);
  expect(await sentTo(other)).toEqual([]);
  await world.receive(reply(mail, "Tell me more about it."));
  const replied = async (contactId: Id<"con">) =>
    (await home.admin.activities.list({ contactId, kind: "email_replied" })).items.length;
  expect([await replied(owner), await replied(other)]).toEqual([1, 0]);
});

test("meetings, work history with its titles and every record of the absorbed one are still there", async () => {
  const { kept, gone } = await pair("relations");
  const before = await home.admin.contacts.get({ contactId: gone });
  await home.admin.activities.record({
    kind: "meeting_booked",
    contactId: gone,
    occurredAt: new Date(await world.now()).toISOString(),
  });
  await home.admin.contacts.merge({ contactId: kept, otherId: gone, reason });
  const merged = await home.admin.contacts.get({ contactId: gone });
  expect(merged.id).toBe(kept);
  expect(merged.absorbed).toEqual([gone]);
  const jobs = merged.relationships.map(({ account, title }) => ({ account, title }));
  for (const { account, title } of before.relationships) expect(jobs).toContainEqual({ account, title });
  expect(merged.records).toBe(2);
  const booked = (await home.admin.activities.list({ contactId: kept, kind: "meeting_booked" })).items;
  expect(booked.map((one) => one.contactId)).toEqual([gone]);
});

test("the log says who merged whom by which word, and the split as well", async () => {
  const { kept, gone } = await pair("logged");
  const made = await home.admin.contacts.merge({ contactId: kept, otherId: gone, reason });
  await home.admin.contacts.unmerge({ contactId: kept, absorbedId: gone, reason });
  const logged = async () => (await home.admin.audit.list({ contactId: kept })).items.map((one) => one.record.type);
  await expect.poll(logged).toEqual(expect.arrayContaining(["contact.asserted", "contact.merged", "contact.split"]));
  expect(made.assertions).toHaveLength(1);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
