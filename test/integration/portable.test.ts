import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exportWorkspace } from "../../src/app/portable/export-workspace.ts";
import { loadWorkspace } from "../../src/app/portable/load-workspace.ts";
import { leftBehind, travelling } from "../../src/app/portable/plan.ts";
import type { Config } from "../../src/kernel/config.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { portableTables } from "../../src/kernel/portable.ts";
import { carriedKeysIn, createVault } from "../../src/kernel/vault.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { hubspot, identityWorld, importCsv } from "../helpers/identity-world.ts";
import { testVault } from "../helpers/people.ts";

const env = systemEnv();
const folder = mkdtempSync(join(tmpdir(), "fairlead-portable-"));
const randomBytes = (count: number): Uint8Array => env.randomBytes(count);
let here: TestDatabase;
let there: TestDatabase;
let workspaceId: Id<"wsp">;

beforeAll(async () => {
  [here, there] = [await testDatabase(), await testDatabase()];
  const world = await identityWorld(here);
  workspaceId = world.workspaceId;
  await importCsv(
    world,
    hubspot([
      "1,Ada,Lovelace,ada@engines.example,CTO,Engines Ltd,engines.example,GB,,",
      "2,Ada,Lovelace,ada.lovelace@gmail.com,,Engines Ltd,engines.example,GB,,yes",
      '3,"Grace ""Amazing""",Hopper,grace@navy.example,"Rear Admiral, ret.",Navy,navy.example,US,customer,',
    ]),
  );
});

afterAll(async () => {
  await here.close();
  await there.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The vault of an installation with another master key. */
function vaultOf(dataDir: string) {
  return createVault(Buffer.alloc(32, 2), randomBytes, carriedKeysIn(join(dataDir, "keys", "carried")));
}

/** The second installation, with a master key and a data folder of its own. */
function elsewhere() {
  const dataDir = mkdtempSync(join(folder, "data-"));
  return { db: there.database, env, vault: vaultOf(dataDir), config: { dataDir } as Config, dataDir };
}

async function exported(name: string, withKeys: boolean) {
  const path = join(folder, name);
  const manifest = await exportWorkspace(
    { db: here.database, env, vault: testVault(env) },
    { workspaceId, folder: path, withKeys },
  );
  return { path, manifest };
}

test("a workspace is loaded elsewhere row for row, with its ids and the keys that know its suppressed people", async () => {
  const { path, manifest } = await exported("whole", true);
  expect(manifest.tables["contact"]?.rows).toBeGreaterThan(1);
  const target = elsewhere();
  const loaded = await loadWorkspace(target, path);
  expect(loaded).toMatchObject({ workspaceId, fingerprint: manifest.fingerprint });
  const again = join(folder, "again");
  await exportWorkspace({ ...target, vault: vaultOf(target.dataDir) }, { workspaceId, folder: again, withKeys: true });
  for (const table of Object.keys(manifest.tables))
    expect(readFileSync(join(again, "tables", `${table}.jsonl`)), table).toEqual(
      readFileSync(join(path, "tables", `${table}.jsonl`)),
    );
  const key = (vault: ReturnType<typeof vaultOf>) => vault.keyFor(workspaceId, "policy/suppression-key");
  expect(key(vaultOf(target.dataDir))).toEqual(key(testVault(env)));
  await expect(loadWorkspace(elsewhere(), path)).rejects.toThrow(/has workspace .* already/);
});

test("an export without keys is refused where the keys are others", async () => {
  const { path } = await exported("keyless", false);
  await there.database.root`truncate workspace cascade`;
  await expect(loadWorkspace(elsewhere(), path)).rejects.toThrow(/--with-keys/);
});

test("a changed row is found, and nothing of the export stays", async () => {
  const { path } = await exported("changed", true);
  const file = join(path, "tables", "contact.jsonl");
  writeFileSync(file, readFileSync(file, "utf8").replace("Hopper", "Hoppes"));
  await expect(loadWorkspace(elsewhere(), path)).rejects.toThrow(/contact.jsonl.* changed or cut/);
  expect(await there.database.workspaces()).toEqual([]);
});

test("an export never writes over another", async () => {
  const { path } = await exported("once", false);
  await expect(
    exportWorkspace({ db: here.database, env, vault: testVault(env) }, { workspaceId, folder: path, withKeys: false }),
  ).rejects.toThrow(/has an export already/);
});

test("what stays behind is named as it is called, and nothing that travels needs it", async () => {
  const tables = await portableTables(here.database.root);
  const names = new Set(tables.map(({ name }) => name));
  expect(Object.keys(leftBehind).filter((name) => !names.has(name))).toEqual([]);
  const needs = travelling(tables).flatMap(({ name, references }) =>
    references.filter(({ table }) => leftBehind[table] !== undefined).map(({ table }) => `${name} > ${table}`),
  );
  expect(needs).toEqual([]);
});
