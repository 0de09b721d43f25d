import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

/** Failure mode: the record that merely arrived last, or that nobody knows, overwrites the one that people work with. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const reason = "one person, two lists";

test("a name or a shared desk number never merges by itself, and strangers' names are not written over anybody's", async () => {
  const phone = "+442079460018";
  await home.import([
    { id: "1", first: "Ruth", last: "Osei", email: "ruth@harbourmill.co.uk", phone },
    { id: "2", first: "Ben", last: "Carver", email: "ben@harbourmill.co.uk", phone },
    { id: "3", first: "Ruth", last: "Osei", email: "r.osei@fernway.co.uk" },
  ]);
  const { items } = await home.admin.contacts.list({ q: "osei" });
  expect(items.map((one) => one.email).sort()).toEqual(["r.osei@fernway.co.uk", "ruth@harbourmill.co.uk"]);
  expect((await home.admin.contacts.list({ q: "carver" })).items[0]?.name).toBe("Ben Carver");
});

test("whichever of two is named first, the older id stays and the same values win", async () => {
  const outcomes = [];
  for (const [at, swapped] of [false, true].entries()) {
    const of = (which: string) => `ida@${which}${at}.co.uk`;
    const older = await home.contact({ id: `o${at}`, first: "Ida", last: "Winter", email: of("older"), title: "CFO" });
    const later = await home.contact({
      id: `l${at}`,
      first: "Ida",
      last: "Winter",
      email: of("later"),
      title: "Chief",
    });
    const [contactId, otherId] = swapped ? [later, older] : [older, later];
    const made = await home.admin.contacts.merge({ contactId, otherId, reason });
    expect(made.merged).toEqual([{ survivor: older, absorbed: [later] }]);
    const page = await home.admin.contacts.get({ contactId: later });
    outcomes.push({ title: page.title, email: page.email?.replace(/\d/, ""), name: page.name });
  }
  expect(outcomes[0]).toEqual(outcomes[1]);
});

test("a value of a trusted source is not overwritten by a list that arrives or merges later", async () => {
  await home.import(
    [{ id: "t1", first: "Noa", last: "Levin", email: "noa@trusted.co.uk", title: "Finance Director" }],
    "CRM",
  );
  const known = await home.contactOf("noa@trusted.co.uk");
  await home.import(
    [{ id: "t2", first: "Noa", last: "Levin", email: "noa@private.co.uk", title: "intern" }],
    "Bought list",
  );
  const other = await home.contactOf("noa@private.co.uk");
  await home.admin.contacts.update({ contactId: known, fields: { title: "Finance Director" }, reason: "asked her" });
  await home.admin.contacts.merge({ contactId: other, otherId: known, reason });
  const page = await home.admin.contacts.get({ contactId: other });
  expect([page.id, page.title]).toEqual([known, "Finance Director"]);
  const title = page.fields.find((field) => field.name === "title");
  expect(title?.others.map((one) => one.value)).toContain("intern");
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
