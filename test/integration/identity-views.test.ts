import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteView, listViews, saveView } from "../../src/identity/view/views.ts";
import type { Caller } from "../../src/kernel/operation.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let held: TestDatabase;
let world: IdentityWorld;
beforeAll(async () => {
  held = await testDatabase();
  world = await identityWorld(held);
});
afterAll(() => held.close());

const person = (name: string, role = "operator"): Caller => ({
  ...world.caller,
  principal: { kind: "person", id: `usr_${name}`, name, role },
});
const namesFor = async (caller: Caller) => (await listViews(world.deps, {}, caller)).items.map((view) => view.name);

test("a view is its saver's until they share it; the same name replaces it and keeps its id", async () => {
  const [ann, bob] = [person("ann"), person("bob")];
  const first = await saveView(world.deps, { name: "Partners", shared: false, contacts: { relation: "partner" } }, ann);
  expect(first).toMatchObject({ object: "contacts", isMine: true, isShared: false, filter: { relation: "partner" } });
  expect(await namesFor(ann)).toEqual(["Partners"]);
  expect(await namesFor(bob)).toEqual([]);
  const again = { name: "Partners", shared: true, contacts: { relation: "partner", country: "DE" } } as const;
  expect(await saveView(world.deps, again, ann)).toMatchObject({ id: first.id, filter: { country: "DE" } });
  const [seen] = (await listViews(world.deps, { object: "contacts" }, bob)).items;
  expect(seen).toMatchObject({ id: first.id, isMine: false, isShared: true });
  expect((await listViews(world.deps, { object: "accounts" }, bob)).items).toEqual([]);
  // Bob may have one of the same name beside it.
  await saveView(world.deps, { name: "Partners", shared: false, accounts: { relation: "partner" } }, bob);
  expect(await namesFor(bob)).toEqual(["Partners", "Partners"]);
});

test("only its saver deletes a view, and an admin one that is shared; another workspace sees none", async () => {
  const [cid, dan, root] = [person("cid"), person("dan"), person("root", "admin")];
  const own = await saveView(world.deps, { name: "Mine", shared: false, contacts: {} }, cid);
  const open = await saveView(world.deps, { name: "Ours", shared: true, contacts: {} }, cid);
  for (const viewId of [own.id, open.id])
    await expect(deleteView(world.deps, { viewId }, dan)).rejects.toThrow("views.list");
  await expect(deleteView(world.deps, { viewId: own.id }, root)).rejects.toThrow("views.list");
  expect(await deleteView(world.deps, { viewId: open.id }, root)).toMatchObject({ name: "Ours" });
  expect(await deleteView(world.deps, { viewId: own.id }, cid)).toMatchObject({ name: "Mine" });
  const elsewhere = await identityWorld(held);
  expect((await listViews(elsewhere.deps, {}, { ...person("cid"), workspaceId: elsewhere.workspaceId })).items).toEqual(
    [],
  );
});

test("a view is of contacts or of accounts, and holds a filter that its list takes", async () => {
  const eve = person("eve");
  await expect(saveView(world.deps, { name: "None", shared: false }, eve)).rejects.toThrow("one of");
  const both = { name: "Both", shared: false, contacts: {}, accounts: {} };
  await expect(saveView(world.deps, both, eve)).rejects.toThrow("one of");
  const unreadable = { name: "Bad", shared: false, contacts: { where: ["no such field = 1"] } };
  await expect(saveView(world.deps, unreadable, eve)).rejects.toThrow("condition");
  expect(await namesFor(eve)).not.toContain("Bad");
});
