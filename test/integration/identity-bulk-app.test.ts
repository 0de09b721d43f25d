import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
  await home.import(
    ["ann", "bob", "cid"].map((name) => ({
      email: `${name}@acme-${name}.com`,
      first: name,
      last: "Example",
      title: "CFO",
      company: `Acme ${name}`,
      country: "United Kingdom",
    })),
  );
}, 120_000);
afterAll(() => world.close());

const contacts = { country: "GB" };

test("a whole result is suppressed for good: the preview says so, and an undo in bulk is refused", async () => {
  const ann = await home.contactOf("ann@acme-ann.com");
  await home.admin.suppressions.create({ contactId: ann, reason: "do_not_contact" });
  const change = { kind: "suppress", basis: "do_not_contact" } as const;
  const preview = await home.admin.bulk.preview({ contacts, change });
  expect(preview).toMatchObject({ items: 3, changed: 2, same: 1, failed: 0, undoable: false });
  expect(preview.note).toContain("suppressions.lift");
  const run = await home.admin.bulk.run({ contacts, change, digest: preview.digest, reason: "they asked us to stop" });
  expect(run).toMatchObject({ state: "done", counts: { changed: 2, same: 1 } });
  for (const email of ["bob@acme-bob.com", "cid@acme-cid.com"]) {
    const answer = await home.propose(await home.contactOf(email));
    expect(answer.decision.outcome).toBe("deny");
  }
  await expect(home.admin.bulk.undo({ bulkId: run.id, reason: "a slip" })).rejects.toThrow("lift");
});

test("what is changed in bulk is scored anew, and the record names ids and digests, never the value", async () => {
  const change = { kind: "set", field: "title", value: "Chief Secret Officer" } as const;
  const { digest } = await home.admin.bulk.preview({ contacts, change });
  const run = await home.admin.bulk.run({ contacts, change, digest, reason: "new titles" });
  await home.admin.bulk.undo({ bulkId: run.id, reason: "old titles" });
  const rows = await world.db.read(
    home.id,
    (tx) => tx.sql<{ body: string }[]>`
      select body from audit_entry where workspace_id = ${tx.workspaceId} and body like ${`%${run.id}%`} order by id`,
  );
  const types = rows.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  expect(types).toEqual([
    "contact.bulk_started",
    "contact.bulk_changed",
    "contact.bulk_undone",
    "contact.bulk_restored",
  ]);
  expect(rows.map(({ body }) => body).join()).not.toContain("Secret");
});
