import { createReadStream, existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { takeInWorkspace } from "../../access/carry-workspace.ts";
import { instantFromIso } from "../../kernel/env.ts";
import { type Id, idSchema } from "../../kernel/ids.ts";
import { readMigrations } from "../../kernel/migrate.ts";
import { fillLater, insertRows, portableTables } from "../../kernel/portable.ts";
import { problem } from "../../kernel/problem.ts";
import type { TxSql } from "../../kernel/sql.ts";
import { migrationsFolder } from "../migrations-folder.ts";
import type { Resources } from "../resources.ts";
import { fingerprintIn } from "./export-workspace.ts";
import { tableSummer } from "./fingerprint.ts";
import { keyCheck, keyChecks, keysSchema, type Manifest, manifestSchema } from "./manifest.ts";
import { type LoadStep, loadOrder, travelling } from "./plan.ts";

type Held = Pick<Resources, "db" | "env" | "vault" | "config">;

/** Rows held in memory at a time. */
const rowsAtOnce = 5_000;

export interface LoadedWorkspace {
  readonly workspaceId: Id<"wsp">;
  readonly rows: number;
  /** Computed again from the database; equal to the manifest's, or the load was undone. */
  readonly fingerprint: string;
}

/** Takes in a workspace that `exportWorkspace` wrote, whole or not at all; its ids stay, so one installation holds it once. */
export async function loadWorkspace(held: Held, folder: string): Promise<LoadedWorkspace> {
  const manifest = await manifestOf(folder);
  const workspaceId = idSchema("wsp").parse(manifest.workspace.id);
  await requireRoom(held, workspaceId, manifest);
  await takeKeys(held, folder, workspaceId, manifest);
  const tables = travelling(await portableTables(held.db.root));
  const fingerprint = await held.db.root.begin(async (sql) => {
    await fill(sql, workspaceId, folder, loadOrder(tables), manifest);
    const found = await fingerprintIn(sql, workspaceId, tables);
    if (found !== manifest.fingerprint)
      throw new Error(`the loaded workspace has the fingerprint ${found}, and its export ${manifest.fingerprint}`);
    return found;
  });
  return { workspaceId, rows: Object.values(manifest.tables).reduce((sum, { rows }) => sum + rows, 0), fingerprint };
}

async function fill(
  sql: TxSql,
  workspaceId: Id<"wsp">,
  folder: string,
  steps: readonly LoadStep[],
  manifest: Manifest,
): Promise<void> {
  const { name, slug, postalAddress, createdAt } = manifest.workspace;
  await takeInWorkspace(sql, { id: workspaceId, name, slug, postalAddress, createdAt: instantFromIso(createdAt) });
  for (const step of steps) await loadTable(sql, workspaceId, folder, step, manifest);
  for (const step of steps.filter(({ later }) => later.length > 0)) await completeTable(sql, workspaceId, folder, step);
}

async function manifestOf(folder: string): Promise<Manifest> {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) throw problem("invalid_input", `\`${folder}\` is no export: it has no \`manifest.json\``);
  const parsed = manifestSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
  if (!parsed.success) throw problem("invalid_input", `\`${path}\` is not the manifest of an export`);
  return parsed.data;
}

async function requireRoom(held: Held, workspaceId: Id<"wsp">, manifest: Manifest): Promise<void> {
  if ((await held.db.workspaces()).includes(workspaceId))
    throw problem("conflict", `this installation has workspace \`${workspaceId}\` already: load it into another`);
  const known = new Set(readMigrations(migrationsFolder).map(({ name }) => name));
  const newer = manifest.migrations.filter((name) => !known.has(name));
  if (newer.length > 0)
    throw problem("conflict", `the export was written by a newer version (\`${newer[0]}\`): update Fairlead first`);
}

/** The keys that the rows depend on: this installation's own where they are the same, else those of the export. */
async function takeKeys(held: Held, folder: string, workspaceId: string, manifest: Manifest): Promise<void> {
  const own = keyChecks(held.vault, workspaceId);
  if (Object.entries(manifest.keyChecks).every(([purpose, check]) => own[purpose] === check)) return;
  const path = join(folder, "keys.json");
  if (!existsSync(path))
    throw problem(
      "conflict",
      "the export comes from another installation and has no keys, so suppressed people would not be recognised: export it `--with-keys`",
    );
  const keys = keysSchema.parse(JSON.parse(await readFile(path, "utf8")));
  for (const [purpose, check] of Object.entries(manifest.keyChecks)) {
    const key = keys[purpose as keyof typeof keys];
    if (key === undefined || keyCheck(Buffer.from(key, "hex")) !== check)
      throw problem("conflict", `\`keys.json\` does not hold the export's key for \`${purpose}\``);
  }
  const carried = join(held.config.dataDir, "keys", "carried");
  await mkdir(carried, { recursive: true, mode: 0o700 });
  await writeFile(join(carried, `${workspaceId}.json`), `${JSON.stringify(keys)}\n`, { mode: 0o600 });
}

async function loadTable(
  sql: TxSql,
  workspaceId: string,
  folder: string,
  { table, later }: LoadStep,
  manifest: Manifest,
): Promise<void> {
  const expected = manifest.tables[table.name];
  if (expected === undefined) return;
  const summer = tableSummer();
  for await (const texts of textsOf(folder, table.name)) {
    summer.add(texts);
    await insertRows(sql, workspaceId, table, texts, later);
  }
  if (summer.sum().sha256 !== expected.sha256)
    throw problem("conflict", `\`tables/${table.name}.jsonl\` is not what the manifest says: it was changed or cut`);
}

async function completeTable(
  sql: TxSql,
  workspaceId: string,
  folder: string,
  { table, later }: LoadStep,
): Promise<void> {
  for await (const texts of textsOf(folder, table.name)) await fillLater(sql, workspaceId, table, texts, later);
}

async function* textsOf(folder: string, table: string): AsyncIterable<readonly string[]> {
  const path = join(folder, "tables", `${table}.jsonl`);
  if (!existsSync(path)) return;
  let texts: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== "") texts.push(line);
    if (texts.length < rowsAtOnce) continue;
    yield texts;
    texts = [];
  }
  if (texts.length > 0) yield texts;
}
