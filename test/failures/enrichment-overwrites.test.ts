import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

/** Failure mode: somebody corrects a value by hand, and a moment later a machine puts its own back. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const answers = [
  "email,title,phone,linkedin,confidence",
  "dana@northwind.co.uk,Junior Assistant,+442079460958,https://www.linkedin.com/in/dana-scully,100",
].join("\n");

test("enrichment never overwrites what a person typed, however sure it is, however often it runs", async () => {
  const row = {
    id: "1",
    first: "Dana",
    last: "Scully",
    email: "dana@northwind.co.uk",
    title: "",
    company: "Northwind",
  };
  await home.import([row], "CRM");
  const [contact] = (await home.admin.contacts.list({ q: "dana scully" })).items;
  const contactId = contact?.id ?? "con_";
  await home.admin.contacts.update({ contactId, fields: { title: "Special Agent" }, reason: "she told me" });

  const provider = await home.admin.enrichment.createProvider({
    name: "Vendor",
    fields: ["title", "phone", "linkedin"],
    file: { filename: "vendor.csv", content: answers },
    price: { hit: 1 },
    caps: { day: 100, run: 100 },
  });
  // What a person typed is no gap, also when it is old.
  await world.advance(400 * 86_400_000);
  const plan = { providerId: provider.id, contactIds: [contactId], staleAfterDays: 30 };
  expect(await home.admin.enrichment.run({ ...plan, dryRun: true })).toMatchObject({
    asks: 1,
    wants: { phone: 1, linkedin: 1 },
    costAtMost: 1,
  });
  for (let round = 0; round < 2; round += 1) {
    const run = await home.admin.enrichment.run(plan);
    await world.drain();
    expect(await home.admin.enrichment.get({ runId: run.id ?? "run_" })).toMatchObject({ state: "done", failed: 0 });
  }

  const seen = await home.admin.contacts.get({ contactId });
  const field = (name: string) => seen.fields.find((one) => one.name === name);
  expect(seen.title).toBe("Special Agent");
  expect(field("title")).toMatchObject({ source: { kind: "user" } });
  expect(field("title")?.others.map((one) => one.value)).not.toContain("Junior Assistant");
  expect(field("phone")).toMatchObject({ value: "+442079460958", source: { name: "Vendor", kind: "enrichment" } });
  expect(field("linkedin")?.source.name).toBe("Vendor");
  // A gap that a person fills afterwards is theirs from then on, and the difference is shown, not hidden.
  await home.admin.contacts.update({ contactId, fields: { phone: "+44 20 7946 0001" }, reason: "her card" });
  const after = (await home.admin.contacts.get({ contactId })).fields.find((one) => one.name === "phone");
  expect(after).toMatchObject({ value: "+442079460001", source: { kind: "user" } });
  expect(after?.others).toMatchObject([{ value: "+442079460958", source: { name: "Vendor" } }]);
  expect(world.failures).toEqual([]);
});

test("an agent may have gaps filled with a key that people gave it for that, within the same caps, and change no provider", async () => {
  const row = { id: "2", first: "Fox", last: "Mulder", email: "fox@northwind.co.uk", title: "", company: "Northwind" };
  await home.import([row], "CRM");
  const [contact] = (await home.admin.contacts.list({ q: "fox mulder" })).items;
  const [provider] = (await home.agent.enrichment.listProviders({})).items;
  const ask = { providerId: provider?.id ?? "prv_", contactIds: [contact?.id ?? "con_"] };
  const run = await home.agent.enrichment.run(ask);
  await world.drain();
  expect(await home.agent.enrichment.get({ runId: run.id ?? "run_" })).toMatchObject({ state: "done", missed: 1 });
  const pause = { providerId: provider?.id ?? "prv_", reason: "I would rather not" } as const;
  await expect(home.agent.enrichment.pauseProvider(pause)).rejects.toThrow("enrichment:write");
});
