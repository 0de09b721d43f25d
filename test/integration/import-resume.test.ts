import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getImport } from "../../src/identity/import/read-imports.ts";
import { runImportHere } from "../../src/identity/import/run-import.ts";
import { chanceOf } from "../helpers/crm/chance.ts";
import { crmCsv, crmRows } from "../helpers/crm/generate.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import type { IdentityWorld } from "../helpers/identity-world.ts";
import type { ImportChild } from "../helpers/import-child.ts";
import { beginImport, importWorld, peopleTold, rowsTold, smallBounds, uploadOf } from "../helpers/import-world.ts";
import { isFullSize, sized } from "../helpers/size.ts";

const childFile = fileURLToPath(new URL("../helpers/import-child.ts", import.meta.url));
const phases = ["read", "accounts", "load", "resolve"] as const;

let db: TestDatabase;
let file: string;
let undisturbed: { readonly people: readonly string[]; readonly rows: readonly string[]; readonly counts: unknown };

beforeAll(async () => {
  db = await testDatabase();
  file = crmCsv(crmRows(7, sized(700, 3_000)));
  const world = await importWorld(db);
  const { id } = await beginImport(world, await uploadOf(world, file));
  await runImportHere(world.deps, world.workspaceId, id, "test 0 undisturbed");
  undisturbed = await outcome(world, id);
}, 240_000);

afterAll(() => db.close());

async function outcome(world: IdentityWorld, importId: `imp_${string}`): Promise<typeof undisturbed> {
  const { state, counts } = await getImport(world.deps, { importId }, world.caller);
  expect(state).toBe("done");
  return { people: await peopleTold(db, world), rows: await rowsTold(world, importId), counts };
}

/** Starts a process that does the import, and kills it a moment after it has reached a phase. */
async function killedIn(
  world: IdentityWorld,
  importId: `imp_${string}`,
  phase: string,
  afterMs: number,
): Promise<void> {
  const told: ImportChild = { target: db.target, workspaceId: world.workspaceId, importId, bounds: smallBounds };
  const child = spawn(process.execPath, [childFile, JSON.stringify(told)], { stdio: ["ignore", "ignore", "pipe"] });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  let isOver = false;
  const ended = new Promise<void>((resolve) =>
    child.once("close", () => {
      isOver = true;
      resolve();
    }),
  );
  while (!isOver) {
    const now = await getImport(world.deps, { importId }, world.caller);
    if (now.state !== "running" || phases.indexOf(now.progress.phase as "read") >= phases.indexOf(phase as "read"))
      break;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill("SIGKILL");
  await ended;
  expect(Buffer.concat(said).toString("utf8")).toBe("");
  // What a worker does when it finds the process of a lease gone.
  await db.database.root`update job set lease_until = now() where workspace_id = ${world.workspaceId} and state = 1`;
}

const seeds = Array.from({ length: sized(2, 10) }, (_none, at) => at + 1);

test.each(seeds)(
  "an import that is killed and taken up again comes to the same as one that is not (seed %i)",
  async (seed) => {
    const chance = chanceOf(seed);
    const world = await importWorld(db);
    const { id } = await beginImport(world, await uploadOf(world, file));
    const kills = 2;
    for (let kill = 0; kill < kills; kill += 1)
      await killedIn(world, id, phases[(seed + kill * 2) % phases.length] ?? "load", chance.below(120));
    await runImportHere(world.deps, world.workspaceId, id, "test 0 resumed");
    const resumed = await outcome(world, id);
    expect(resumed.counts).toEqual(undisturbed.counts);
    expect(resumed.rows).toEqual(undisturbed.rows);
    expect(resumed.people).toEqual(undisturbed.people);
  },
  240_000,
);

test("a hundred thousand rows come in, and again without writing anything", async (context) => {
  context.skip(!isFullSize, "full size only");
  const world = await importWorld(db);
  const { deps, workspaceId, caller } = {
    ...world,
    deps: { ...world.deps, importBounds: { blockRows: 5_000, settleRecords: 4_000 } },
  };
  const text = crmCsv(crmRows(99, 100_000));
  const run = async (): Promise<Awaited<ReturnType<typeof getImport>>> => {
    const { id } = await beginImport({ ...world, deps }, await uploadOf(world, text, 4_000_000));
    await runImportHere(deps, workspaceId, id, "test 0 large");
    return await getImport(deps, { importId: id }, caller);
  };
  const first = await run();
  expect(first).toMatchObject({ state: "done", counts: { rows: 100_000 } });
  const written = () => db.database.root`
    select (select count(*) from observation where workspace_id = ${workspaceId}) as said, (select max(updated_at) from contact where workspace_id = ${workspaceId}) as at`;
  const before = await written();
  expect((await run()).counts).toMatchObject({ created: 0, updated: 0, merged: 0, review: 0 });
  expect(await written()).toEqual(before);
}, 1_200_000);
