import { afterAll, beforeAll, expect, test } from "vitest";
import type { BulkChange } from "../../src/identity/bulk/contract.ts";
import { previewBulk } from "../../src/identity/bulk/preview.ts";
import { getBulk, listBulk } from "../../src/identity/bulk/read-bulk.ts";
import { runBulk, undoBulk } from "../../src/identity/bulk/run.ts";
import { updateContact } from "../../src/identity/claims/edit.ts";
import { rankContact } from "../../src/identity/claims/rank-operations.ts";
import { getContact } from "../../src/identity/read-contacts.ts";
import { saveView } from "../../src/identity/view/views.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { goldenRows, hear, timedDatabase } from "../helpers/claims-world.ts";
import type { TestDatabase } from "../helpers/database.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

let held: TestDatabase & { readonly clock: { now: number } };
beforeAll(async () => {
  held = await timedDatabase();
});
afterAll(() => held.close());

const crm = { name: "crm", kind: "crm" } as const;
const reason = "spring cleaning";

/** People of one country, each at an account of their own, with titles in turn. */
async function people(world: IdentityWorld, count: number): Promise<readonly Id<"con">[]> {
  const titles = ["CFO", "CTO", "Head of Sales"];
  return await hear(
    world,
    crm,
    Array.from({ length: count }, (_, at) => ({
      id: `p${at}`,
      fields: {
        firstName: "Kim",
        lastName: `Lee${at}`,
        email: `kim.lee@company${at}.example`,
        companyName: `Company ${at}`,
        country: "DE",
        title: titles[at % titles.length] ?? "",
        segments: at % 2 === 0 ? "a;b" : "b",
      },
    })),
  );
}

const inGermany = { contacts: { country: "DE" } } as const;

async function change(world: IdentityWorld, asked: BulkChange) {
  const preview = await previewBulk(world.deps, { ...inGermany, change: asked }, world.caller);
  const input = { ...inGermany, change: asked, digest: preview.digest, reason };
  return { preview, run: await runBulk(world.deps, input, world.caller) };
}

async function fieldOf(world: IdentityWorld, contactId: Id<"con">, name: string): Promise<string | null> {
  const contact = await getContact(world.deps, { contactId }, world.caller);
  return contact.fields.find((field) => field.name === name)?.value ?? null;
}

test("a run does what its preview showed, over every page, and an undo restores every row as it was", async () => {
  const world = await identityWorld(held);
  const [first, second] = await people(world, 12);
  if (first === undefined || second === undefined) throw new Error("nobody");
  await updateContact(world.deps, { contactId: first, fields: { department: "Finance" } }, world.caller);
  const changes: readonly BulkChange[] = [
    { kind: "set", field: "title", value: "CFO" },
    { kind: "clear", field: "country" },
    { kind: "add", field: "segments", values: ["a", "z"] },
    { kind: "remove", field: "segments", values: ["b"] },
    { kind: "revert", field: "department" },
    { kind: "clear", field: "email" },
  ];
  for (const one of changes) {
    held.clock.now += 60_000;
    const before = await goldenRows(world);
    const { preview, run } = await change(world, one);
    expect(run).toMatchObject({ state: "done", items: 12, counts: { changed: preview.changed, same: preview.same } });
    expect(preview.items).toBe(12);
    expect(await goldenRows(world)).not.toBe(before);
    const field = "field" in one ? one.field : "";
    for (const shown of preview.sample) expect(await fieldOf(world, shown.id as Id<"con">, field)).toBe(shown.after);
    held.clock.now += 60_000;
    expect(await undoBulk(world.deps, { bulkId: run.id, reason }, world.caller)).toMatchObject({
      state: "undone",
      counts: { undone: preview.changed, same: preview.same, kept: 0 },
    });
    expect(await goldenRows(world), JSON.stringify(one)).toBe(before);
    await expect(undoBulk(world.deps, { bulkId: run.id, reason }, world.caller)).rejects.toThrow("already");
  }
  const listed = await listBulk(world.deps, { limit: 4 }, world.caller);
  expect(listed.items).toHaveLength(4);
  expect(listed.items[0]?.change).toEqual(changes.at(-1));
  expect(listed.next).not.toBeNull();
});

test("what is so already is left alone, what is pinned or called wrong is refused by name and reason", async () => {
  const world = await identityWorld(held);
  const [first, second] = await people(world, 6);
  if (first === undefined || second === undefined) throw new Error("nobody");
  await rankContact.pin(world.deps, { contactId: second, field: "title", value: "CTO" }, world.caller);
  const { preview, run } = await change(world, { kind: "set", field: "title", value: "CFO" });
  expect(preview).toMatchObject({ items: 6, changed: 3, same: 2, failed: 1, undoable: true });
  expect(preview.reasons[0]?.says).toContain("pinned");
  expect(run.counts).toMatchObject({ changed: 3, same: 2, failed: 1, waiting: 0 });
  const named = await getBulk(world.deps, { bulkId: run.id, outcome: "failed", limit: 50 }, world.caller);
  expect(named.named).toEqual([{ id: second, says: preview.reasons[0]?.says }]);
  expect(world.events.filter((event) => event.type === "contact.edited")).toHaveLength(4);
});

test("a result that changed since the preview is refused, and so is another change under its digest", async () => {
  const world = await identityWorld(held);
  await people(world, 3);
  const asked = { kind: "set", field: "department", value: "Finance" } as const;
  const { digest } = await previewBulk(world.deps, { ...inGermany, change: asked }, world.caller);
  const other = { ...asked, value: "Sales" };
  await expect(runBulk(world.deps, { ...inGermany, change: other, digest, reason }, world.caller)).rejects.toThrow(
    "bulk.preview",
  );
  await hear(world, crm, [{ id: "new", fields: { lastName: "New", email: "new@fresh.example", country: "DE" } }]);
  const run = runBulk(world.deps, { ...inGermany, change: asked, digest, reason }, world.caller);
  await expect(run).rejects.toMatchObject({ code: "conflict" });
});

test("an undo leaves what a person said since, and keeps edits of other fields", async () => {
  const world = await identityWorld(held);
  const [first, second, third] = await people(world, 3);
  if (first === undefined || second === undefined || third === undefined) throw new Error("nobody");
  const titleBefore = await fieldOf(world, second, "title");
  held.clock.now += 60_000;
  const { run } = await change(world, { kind: "set", field: "title", value: "COO" });
  held.clock.now += 60_000;
  await updateContact(world.deps, { contactId: first, fields: { title: "CEO" } }, world.caller);
  await updateContact(world.deps, { contactId: second, fields: { department: "Board" } }, world.caller);
  const undone = await undoBulk(world.deps, { bulkId: run.id, reason }, world.caller);
  expect(undone.counts).toMatchObject({ undone: 2, kept: 1 });
  expect(await fieldOf(world, first, "title")).toBe("CEO");
  expect(await fieldOf(world, second, "title")).toBe(titleBefore);
  expect(await fieldOf(world, second, "department")).toBe("Board");
  const kept = await getBulk(world.deps, { bulkId: run.id, outcome: "kept", limit: 50 }, world.caller);
  expect(kept.named).toEqual([{ id: first, says: expect.stringContaining("since") }]);
});

test("accounts of a view get a relation in bulk and their old one back", async () => {
  const world = await identityWorld(held);
  await people(world, 4);
  const view = await saveView(world.deps, { name: "All", shared: false, accounts: { q: "Company" } }, world.caller);
  const asked = { viewId: view.id, change: { kind: "relation", relation: "partner" } } as const;
  const before = await goldenRows(world);
  const preview = await previewBulk(world.deps, asked, world.caller);
  expect(preview).toMatchObject({ object: "account", items: 4, changed: 4 });
  const run = await runBulk(world.deps, { ...asked, digest: preview.digest, reason }, world.caller);
  expect(run).toMatchObject({ state: "done", counts: { changed: 4 } });
  const again = await previewBulk(world.deps, asked, world.caller);
  expect(again).toMatchObject({ changed: 0, same: 4 });
  await undoBulk(world.deps, { bulkId: run.id, reason }, world.caller);
  expect(await goldenRows(world)).toBe(before);
});

test("what tells people apart, what is no list and what nobody knows is refused before anybody is weighed", async () => {
  const world = await identityWorld(held);
  const refused: readonly BulkChange[] = [
    { kind: "set", field: "email", value: "one@for.all.example" },
    { kind: "set", field: "companyName", value: "One for all" },
    { kind: "add", field: "title", values: ["x"] },
    { kind: "set", field: "no such field", value: "x" },
    { kind: "set", field: "country", value: "Atlantis" },
    { kind: "relation", relation: "partner" },
    { kind: "suppress", basis: "do_not_contact" },
  ];
  for (const asked of refused)
    await expect(previewBulk(world.deps, { ...inGermany, change: asked }, world.caller), asked.kind).rejects.toThrow();
});
