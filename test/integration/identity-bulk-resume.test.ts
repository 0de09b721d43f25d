import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { previewBulk } from "../../src/identity/bulk/preview.ts";
import { getBulk } from "../../src/identity/bulk/read-bulk.ts";
import { runBulk, undoBulk } from "../../src/identity/bulk/run.ts";
import { workOnHere } from "../../src/identity/bulk/work-on.ts";
import type { BulkChild } from "../helpers/bulk-child.ts";
import { goldenRows, hear } from "../helpers/claims-world.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";

const childFile = fileURLToPath(new URL("../helpers/bulk-child.ts", import.meta.url));
const count = 2_000;

let held: TestDatabase;
beforeAll(async () => {
  held = await testDatabase();
});
afterAll(() => held.close());

/** Has another process go on, and kills it when it has done a chunk and not all. */
async function killedBetween(world: IdentityWorld, bulkId: `blk_${string}`, state: "running" | "undoing") {
  const told: BulkChild = { target: held.target, workspaceId: world.workspaceId, bulkId };
  const child = spawn(process.execPath, [childFile, JSON.stringify(told)], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const isWaiting = async (): Promise<boolean> => {
    const now = await getBulk(world.deps, { bulkId, outcome: "failed", limit: 1 }, world.caller);
    return now.state === state && (state === "running" ? now.counts.changed : now.counts.undone) === 0;
  };
  while (child.exitCode === null && (await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 3));
  child.kill("SIGKILL");
  await ended;
  // What a worker does when it finds the process of a lease gone.
  await held.database.root`update job set lease_until = now() where workspace_id = ${world.workspaceId} and state = 1`;
  return await getBulk(world.deps, { bulkId, outcome: "failed", limit: 1 }, world.caller);
}

test("thousands are changed and taken back by a worker that is killed in between, each once", async () => {
  const world = await identityWorld(held);
  await hear(
    world,
    { name: "crm", kind: "crm" },
    Array.from({ length: count }, (_, at) => ({
      id: `p${at}`,
      fields: { firstName: "Kim", lastName: `Lee ${at}`, email: `kim@firm${at}.example`, country: "DE", title: "CFO" },
    })),
  );
  const before = await goldenRows(world);
  const asked = { contacts: { country: "DE" }, change: { kind: "set", field: "title", value: "COO" } } as const;
  const preview = await previewBulk(world.deps, asked, world.caller);
  expect(preview).toMatchObject({ items: count, changed: count });
  const reason = "a new title for all";
  const run = await runBulk(world.deps, { ...asked, digest: preview.digest, reason }, world.caller);
  expect(run).toMatchObject({ state: "running", counts: { waiting: count } });
  const half = await killedBetween(world, run.id, "running");
  expect(half.state).toBe("running");
  expect(half.counts.changed).toBeGreaterThan(0);
  expect(half.counts.waiting).toBeGreaterThan(0);
  await workOnHere(world.deps, world.workspaceId, run.id, "test next");
  const done = await getBulk(world.deps, { bulkId: run.id, outcome: "failed", limit: 1 }, world.caller);
  expect(done).toMatchObject({ state: "done", counts: { changed: count, waiting: 0, failed: 0 } });
  const [words] = await held.database.root<{ words: number; distinct: number }[]>`
    select count(*)::int as words, count(distinct o.record_id)::int as distinct from observation o
      join source_record r on r.workspace_id = o.workspace_id and r.id = o.record_id
      join source s on s.workspace_id = r.workspace_id and s.id = r.source_id and s.name = 'people'
     where o.workspace_id = ${world.workspaceId}`;
  expect(words).toEqual({ words: count, distinct: count });
  await undoBulk(world.deps, { bulkId: run.id, reason }, world.caller);
  expect((await killedBetween(world, run.id, "undoing")).state).toBe("undoing");
  await workOnHere(world.deps, world.workspaceId, run.id, "test last");
  const undone = await getBulk(world.deps, { bulkId: run.id, outcome: "kept", limit: 1 }, world.caller);
  expect(undone).toMatchObject({ state: "undone", counts: { undone: count, kept: 0 } });
  expect(await goldenRows(world)).toBe(before);
}, 240_000);
