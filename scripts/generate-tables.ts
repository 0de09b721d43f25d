import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Migration, readMigrations } from "../src/kernel/migrate.ts";
import type { Sql } from "../src/kernel/sql.ts";
import { migrationsFolder, testDatabase } from "../test/helpers/database.ts";
import { type CatalogColumn, catalogColumns } from "./catalog.ts";

/** The types that our wire reads and writes (`kernel/sql.ts`), by the catalog's names. */
const typescriptTypes: Readonly<Record<string, string>> = {
  uuid: "string",
  text: "string",
  date: "string",
  numeric: "string",
  interval: "string",
  boolean: "boolean",
  smallint: "number",
  integer: "number",
  bigint: "number",
  real: "number",
  "double precision": "number",
  "timestamp with time zone": "number",
  jsonb: "unknown",
  bytea: "Buffer",
};

/** The file of each block that owns tables, by its path from the root: one interface a table, and `Tables` over them. */
export async function tableFiles(sql: Sql, migrations: readonly Migration[]): Promise<ReadonlyMap<string, string>> {
  const columns = await catalogColumns(sql);
  const files = new Map<string, string>();
  for (const [block, tables] of tablesByBlock(migrations)) {
    const present = tables.filter((table) => columns.some((column) => column.table === table)).sort();
    if (present.length > 0) files.set(`src/${block}/tables.gen.ts`, blockText(present, columns));
  }
  return files;
}

/** A table belongs to the block whose migration created it: `0004_identity.sql` or a later `0012_identity_merge.sql`. */
export function tablesByBlock(migrations: readonly Migration[]): ReadonlyMap<string, readonly string[]> {
  const blocks = new Map<string, string[]>();
  for (const migration of migrations) {
    const block = /^\d{4}_([a-z]+)/.exec(migration.name)?.[1] ?? "kernel";
    const created = migration.statements
      .map((statement) => /^create table (?:if not exists )?(\w+)/.exec(statement)?.[1])
      .filter((name) => name !== undefined);
    blocks.set(block, [...(blocks.get(block) ?? []), ...created]);
  }
  return blocks;
}

function blockText(tables: readonly string[], columns: readonly CatalogColumn[]): string {
  const interfaces = tables.map((table) => {
    const fields = columns.filter((column) => column.table === table).map((column) => `  ${fieldText(column)}`);
    return `export interface ${pascalCase(table)}Table {\n${fields.join("\n")}\n}\n`;
  });
  const all = `export interface Tables {\n${tables.map((table) => `  ${table}: ${pascalCase(table)}Table;`).join("\n")}\n}\n`;
  const body = [...interfaces, all].join("\n");
  const helpers = body.includes("Generated<") ? 'import type { Generated } from "kysely";\n\n' : "";
  return `// Written from the catalog by scripts/generate-tables.ts; to change it, add a migration.\n${helpers}${body}`;
}

function fieldText(column: CatalogColumn): string {
  const isList = column.type.endsWith("[]");
  const element = typescriptTypes[column.type.replace("[]", "")];
  if (element === undefined) {
    throw new Error(
      `\`${column.table}.${column.name}\` has type \`${column.type}\`: say in generate-tables.ts how it is read`,
    );
  }
  const value = `${element}${isList ? "[]" : ""}${column.notNull || element === "unknown" ? "" : " | null"}`;
  return `${column.name}: ${column.fallback === null && !column.identity ? value : `Generated<${value}>`};`;
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

if (import.meta.main) {
  const test = await testDatabase();
  try {
    const files = await tableFiles(test.database.root, readMigrations(migrationsFolder));
    for (const [path, text] of files) writeFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), text);
  } finally {
    await test.close();
  }
}
