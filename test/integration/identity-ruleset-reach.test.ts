import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

/** What a ruleset splits and joins stays protected, and only people decide on one. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const reason = "phones are shared here";
const codesFor = async (contactId: Id<"con">): Promise<readonly string[]> =>
  (await home.propose(contactId)).decision.reasons.map((one) => one.code);

test("somebody who is suppressed is so on every side, when a ruleset splits them and when it goes back", async () => {
  const phone = "+49 30 1234567";
  const first = { id: "1", first: "Ana", last: "Ruiz", email: "ana@ruiz-eins.de", phone };
  await home.import([first, { ...first, id: "2", email: "ana@ruiz-zwei.de" }], "CRM");
  const one = await home.contactOf("ana@ruiz-eins.de");
  await home.agent.suppressions.create({ contactId: one });
  const draft = await home.admin.rulesets.propose({ parameters: { keys: ["em", "li", "nd", "nc"] }, reason });
  const [split] = draft.dryRun?.effects.splits.examples ?? [];
  const other = split?.into[0] as Id<"con">;
  expect(split).toMatchObject({ from: one, shares: ["ph"] });
  expect((await home.admin.contacts.get({ contactId: other })).id).toBe(one);
  const active = await home.admin.rulesets.activate({ rulesetId: draft.id, reason, confirm: true });
  expect(active.state).toBe("active");
  expect((await home.admin.contacts.get({ contactId: other })).id).toBe(other);
  for (const contactId of [one, other]) expect(await codesFor(contactId)).toContain("DNC");
  const { items } = await home.admin.rulesets.list({});
  const before = items.find((ruleset) => ruleset.state === "retired");
  await home.admin.rulesets.activate({ rulesetId: before?.id as Id<"rul">, reason });
  expect((await home.admin.contacts.get({ contactId: other })).id).toBe(one);
  expect(await codesFor(one)).toContain("DNC");
});

test("an agent reads the rules and decides on none", async () => {
  const { inForce, items } = await home.agent.rulesets.list({});
  expect(inForce.parameters.keys).toContain("ph");
  const [ruleset] = items;
  if (ruleset === undefined) throw new Error("nothing was proposed");
  expect((await home.agent.rulesets.get({ rulesetId: ruleset.id })).version).toBe(ruleset.version);
  const propose = home.agent.rulesets.propose({ parameters: { namesPerKeyMax: 3 }, reason });
  await expect(propose).rejects.toMatchObject({ code: "not_permitted" });
  const activate = home.agent.rulesets.activate({ rulesetId: ruleset.id, reason });
  await expect(activate).rejects.toMatchObject({ code: "not_permitted" });
});

test("activations and what followed from them are in the audit log, with the version", async () => {
  await world.drain();
  const { items: activated } = await home.admin.audit.list({ type: "ruleset.*" });
  expect(activated.map((one) => one.record.type).sort()).toEqual([
    "ruleset.activated",
    "ruleset.activated",
    "ruleset.proposed",
  ]);
  const { items: split } = await home.admin.audit.list({ type: "contact.split" });
  expect(split.map((one) => one.record.data?.["ruleset"])).toEqual([3]);
  expect(world.failures).toEqual([]);
});
