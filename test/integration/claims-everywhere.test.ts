import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { casesFor } from "../helpers/policy-cases.ts";

/** Declared fields and people's words, through the public interface, wherever they count. */

let world: TestApp;
let home: TestWorkspace;
let gold: Id<"con">;
let plain: Id<"con">;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  await home.admin.fields.declare({ object: "contact", name: "tier", type: "choice", options: ["Gold", "Tin"] });
  await home.admin.fields.declare({ object: "account", name: "seats", type: "number" });
  gold = await home.contact({ email: "kim@northwind.co.uk", company: "Northwind", country: "GB" });
  plain = await home.contact({ email: "lee@fabrikam.co.uk", company: "Fabrikam", country: "GB" });
  await home.admin.contacts.update({ contactId: gold, fields: { "custom.tier": "gold" } });
  const { accountId } = await home.admin.contacts.get({ contactId: gold });
  if (accountId === null) throw new Error("the contact has no account");
  await home.admin.accounts.update({ accountId, fields: { "custom.seats": 1200 } });
});
afterAll(() => world.close());

test("a profile scores by declared fields, follows an edit at once, and refuses a field that nobody declared", async () => {
  const { definition } = await home.admin.icp.get({});
  const criteria = [
    {
      id: "gold",
      label: "Gold",
      weight: 50,
      when: { op: "in" as const, field: "contact.custom.tier" as const, values: ["Gold"] },
    },
    {
      id: "big",
      label: "Big",
      weight: 50,
      when: { op: "between" as const, field: "account.custom.seats" as const, min: 1000 },
    },
  ];
  await home.admin.icp.publish({ definition: { ...definition, criteria, disqualifiers: [] } });
  await world.drain();
  expect((await home.admin.scores.get({ contactId: gold })).fit).toBe(100);
  expect((await home.admin.scores.get({ contactId: plain })).fit).toBe(0);
  await home.admin.contacts.update({ contactId: plain, fields: { "custom.tier": "Gold" } });
  expect((await home.admin.scores.get({ contactId: plain })).fit).toBe(50);
  await home.admin.contacts.revert({ contactId: plain, fields: ["custom.tier"] });
  expect((await home.admin.scores.get({ contactId: plain })).fit).toBe(0);
  const when = { op: "exists" as const, field: "contact.custom.shoe_size" as const };
  const unknown = [{ id: "shoes", label: "Shoes", weight: 1, when }];
  await expect(home.admin.icp.publish({ definition: { ...definition, criteria: unknown } })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("not declared"),
  });
});

test("a template says a declared field, and a contact without it cannot be written to with it", async () => {
  const { id } = await home.admin.templates.create({
    name: "tiered",
    subject: "For {{ contact.custom.tier }} members",
    body: "Hello {{ contact.firstName }}, {{ account.custom.seats }} seats.\n\n{{ sender.name }}",
  });
  await home.admin.templates.approve({ templateId: id });
  const draft = { templateId: id, slots: {} };
  const answer = await home.propose(gold, { draft });
  expect(answer.decision.outcome).toBe("allow");
  await world.drain();
  const mail = world.sink.taken.find((one) => one.to === "kim@northwind.co.uk")?.raw.toString("utf8");
  expect(mail).toContain("For Gold members");
  expect(mail).toContain("1200 seats");
  const refused = await home.propose(plain, { draft });
  expect(refused.decision.outcome).toBe("deny");
  expect(JSON.stringify(refused.decision)).toContain("MISSING_FIELDS");
});

test("a policy reads a declared field of the contact and of the account", async () => {
  const contactId = await home.contact({ email: "max@tailspin.co.uk", company: "Tailspin", country: "GB" });
  const base = readFileSync("policies/default.cedar", "utf8");
  const organisation = `${base}
@id("custom.tin") @effect("deny") @code("TIN")
@says("members of tier Tin are not written to")
forbid (principal, action in Fairlead::Action::"touch", resource)
when { context.contact.custom.contains("tier=Tin") || context.account.custom.contains("seats=7") };
`;
  const tried = casesFor({ code: "TIN", hit: { contact: { custom: ["tier=Tin"] } } });
  await home.admin.policy.activate({ organisation, tests: [tried], reason: "tiers" });
  const codes = () => home.admin.policy.check({ contactId });
  expect(JSON.stringify(await codes())).not.toContain('"TIN"');
  await home.admin.contacts.update({ contactId, fields: { "custom.tier": "Tin" } });
  expect(JSON.stringify(await codes())).toContain('"TIN"');
  await home.admin.contacts.update({ contactId, fields: { "custom.tier": null } });
  expect(JSON.stringify(await codes())).not.toContain('"TIN"');
  const { accountId } = await home.admin.contacts.get({ contactId });
  await home.admin.accounts.update({ accountId: accountId as Id<"acc">, fields: { "custom.seats": 7 } });
  expect(JSON.stringify(await codes())).toContain('"TIN"');
});

test("an agent reads what is known and cannot say what is", async () => {
  const { items } = await home.agent.contacts.history({ contactId: gold, field: "custom.tier" });
  expect(items).toMatchObject([{ value: "Gold", source: { name: "people" }, counts: true }]);
  const edit = home.agent.contacts.update({ contactId: gold, fields: { email: "me@attacker.example" } });
  await expect(edit).rejects.toMatchObject({ code: "not_permitted" });
});

test("every word of a person is on record: who, which fields and why, with no personal text in the clear", async () => {
  const contactId = await home.contact({ email: "ada@wideworld.co.uk", company: "Wide World", country: "GB" });
  await home.admin.contacts.update({ contactId, fields: { title: "Chief Sailor" }, reason: "she told me so" });
  await home.admin.contacts.deprecate({ contactId, field: "lastName", reason: "a typing error" });
  await world.drain();
  const listed = async () => (await home.admin.audit.list({ contactId, limit: 50 })).items;
  // Order is given to records after their commit.
  await expect
    .poll(async () => (await listed()).map(({ record }) => record.type))
    .toEqual(expect.arrayContaining(["contact.edited", "contact.deprecated"]));
  const items = await listed();
  const edited = items.find(({ record }) => record.type === "contact.edited")?.record;
  expect(edited).toMatchObject({ actor: { kind: "user", id: home.adminId }, data: { fields: ["title"] } });
  expect(JSON.stringify(items)).not.toMatch(/Sailor|told me|typing/);
});

test("a file brings values of declared fields, by heading or by mapping, and hands back what cannot be read", async () => {
  await home.admin.fields.declare({ object: "contact", name: "first_seen", label: "First seen", type: "date" });
  const content = [
    "Email,First Name,Last Name,Tier,First Seen,Score Band",
    "eva@relecloud.co.uk,Eva,Moss,gold,2026-01-31,tin",
    "oto@relecloud.co.uk,Oto,Mann,platinum,01/02/2026,",
  ].join("\n");
  const file = { filename: "tiers.csv", content, encoding: "text" as const, kind: "contacts" as const };
  const done = await home.admin.imports.create({ ...file, sourceName: "Tiers" });
  expect(done.mapping).toMatchObject({
    Tier: "custom.tier",
    "First Seen": "custom.first_seen",
    "Score Band": "ignore",
  });
  expect(done.counts).toMatchObject({ created: 2, warned: 1 });
  const { csv } = await home.admin.imports.rejects({ importId: done.id as Id<"imp"> });
  expect(csv).toContain("platinum");
  expect(csv).toContain("expected a date");
  const values = async (email: string) => {
    const { fields } = await home.admin.contacts.get({ contactId: await home.contactOf(email) });
    return Object.fromEntries(
      fields.filter((one) => one.name.startsWith("custom.")).map((one) => [one.name, one.value]),
    );
  };
  expect(await values("eva@relecloud.co.uk")).toEqual({ "custom.tier": "Gold", "custom.first_seen": "2026-01-31" });
  expect(await values("oto@relecloud.co.uk")).toEqual({});
  const mapping = { Email: "email", "Last Name": "lastName", Tier: "ignore", "Score Band": "custom.tier" };
  await home.admin.imports.create({ ...file, mapping, sourceName: "Bands" });
  const { items } = await home.admin.contacts.history({
    contactId: await home.contactOf("eva@relecloud.co.uk"),
    field: "custom.tier",
  });
  expect(items.map((claim) => [claim.source.name, claim.value])).toEqual(
    expect.arrayContaining([
      ["Tiers", "Gold"],
      ["Bands", "Tin"],
    ]),
  );
  await expect(
    home.admin.imports.create({ ...file, mapping: { ...mapping, Tier: "custom.nothing" } }),
  ).rejects.toMatchObject({ code: "invalid_input" });
});
