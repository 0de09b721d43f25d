import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { workspaceToCarry } from "../../access/carry-workspace.ts";
import { isoFromInstant } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import { readMigrations } from "../../kernel/migrate.ts";
import { type PortableTable, portableTables, rowTexts } from "../../kernel/portable.ts";
import { problem } from "../../kernel/problem.ts";
import type { TxSql } from "../../kernel/sql.ts";
import { migrationsFolder } from "../migrations-folder.ts";
import type { Resources } from "../resources.ts";
import { fingerprintOf, type TableSum, tableSummer } from "./fingerprint.ts";
import { keyChecks, type Manifest } from "./manifest.ts";
import { carriedPurposes, columnsLeftBehind, leftBehind, travelling } from "./plan.ts";

type Held = Pick<Resources, "db" | "env" | "vault">;

export interface ExportWorkspace {
  readonly workspaceId: Id<"wsp">;
  readonly folder: string;
  /** Writes the workspace's keys too, so that another installation can take it in. */
  readonly withKeys: boolean;
}

/** Writes a workspace to an empty folder: one JSONL file per table, read in one snapshot, and a manifest with its fingerprint. */
export async function exportWorkspace(held: Held, options: ExportWorkspace): Promise<Manifest> {
  const { workspaceId, folder, withKeys } = options;
  await mkdir(join(folder, "tables"), { recursive: true });
  if ((await readdir(join(folder, "tables"))).length > 0)
    throw problem("conflict", `\`${folder}\` has an export already: name an empty folder`);
  const tables = travelling(await portableTables(held.db.root));
  const sums = new Map<string, TableSum>();
  await held.db.root.begin("isolation level repeatable read read only", async (sql) => {
    for (const table of tables)
      sums.set(table.name, await writeTable(sql, workspaceId, table, join(folder, "tables", `${table.name}.jsonl`)));
  });
  const { id, name, slug, postalAddress, createdAt } = await workspaceToCarry(held.db, workspaceId);
  const manifest: Manifest = {
    format: "fairlead-workspace/1",
    workspace: { id, name, slug, postalAddress, createdAt },
    exportedAt: isoFromInstant(held.env.wall()),
    migrations: readMigrations(migrationsFolder).map(({ name }) => name),
    fingerprint: fingerprintOf(sums),
    tables: Object.fromEntries(sums),
    leftBehind,
    keyChecks: keyChecks(held.vault, workspaceId),
  };
  await writeFile(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  if (withKeys) await writeKeys(held, workspaceId, join(folder, "keys.json"));
  return manifest;
}

/** What the tables of a workspace come to in this transaction, as an export of it would say. */
export async function fingerprintIn(
  sql: TxSql,
  workspaceId: Id<"wsp">,
  tables: readonly PortableTable[],
): Promise<string> {
  const sums = new Map<string, TableSum>();
  for (const table of tables) {
    const summer = tableSummer();
    for await (const texts of rowTexts(sql, workspaceId, table, columnsLeftBehind[table.name] ?? [])) summer.add(texts);
    sums.set(table.name, summer.sum());
  }
  return fingerprintOf(sums);
}

async function writeTable(sql: TxSql, workspaceId: string, table: PortableTable, path: string): Promise<TableSum> {
  const summer = tableSummer();
  const file = createWriteStream(path);
  for await (const texts of rowTexts(sql, workspaceId, table, columnsLeftBehind[table.name] ?? [])) {
    summer.add(texts);
    if (!file.write(`${texts.join("\n")}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "close");
  return summer.sum();
}

async function writeKeys(held: Held, workspaceId: string, path: string): Promise<void> {
  const keys = carriedPurposes.map((purpose) => [purpose, held.vault.keyFor(workspaceId, purpose).toString("hex")]);
  await writeFile(path, `${JSON.stringify(Object.fromEntries(keys), null, 2)}\n`, { mode: 0o600 });
}
