import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Sql } from "../src/kernel/sql.ts";
import { testDatabase } from "../test/helpers/database.ts";
import {
  type CatalogColumn,
  type CatalogPart,
  catalogColumns,
  catalogConstraints,
  catalogGrants,
  catalogIndexes,
  catalogPolicies,
  catalogStrangers,
} from "./catalog.ts";

export const schemaFile = fileURLToPath(new URL("../schema.sql", import.meta.url));

const heading = `-- The schema that the migrations make, printed from the catalog by scripts/print-schema.ts; the same on PostgreSQL 15 and 18.
-- For reading and for the check in CI: to change it, add a migration.
`;

/** The whole schema as text; two databases with equal schemas print equally, whatever their version. */
export async function schemaText(sql: Sql): Promise<string> {
  const [columns, constraints, indexes, policies, grants, strangers] = await Promise.all([
    catalogColumns(sql),
    catalogConstraints(sql),
    catalogIndexes(sql),
    catalogPolicies(sql),
    catalogGrants(sql),
    catalogStrangers(sql),
  ]);
  const tables = [...new Set(columns.map((column) => column.table))].sort();
  const sections = tables.map((table) => {
    const of = (parts: readonly CatalogPart[]) => parts.filter((part) => part.table === table).map((part) => part.text);
    const lines = [...columns.filter((column) => column.table === table).map(columnLine), ...of(constraints)];
    const create = `create table ${table} (\n${lines.map((line) => `  ${line}`).join(",\n")}\n)`;
    return [create, ...of(indexes), ...of(policies), ...of(grants)].map((text) => `${text};\n`).join("");
  });
  return [heading, ...sections, ...strangers.map((text) => `-- ${text}\n`)].join("\n");
}

function columnLine(column: CatalogColumn): string {
  const words = [
    column.name,
    column.type,
    column.collation === null ? "" : `collate "${column.collation}"`,
    column.fallback === null
      ? ""
      : column.generated
        ? `generated always as (${column.fallback}) stored`
        : `default ${column.fallback}`,
    column.notNull ? "not null" : "",
    column.identity ? "generated as identity" : "",
  ];
  return words.filter((word) => word !== "").join(" ");
}

if (import.meta.main) {
  const test = await testDatabase();
  try {
    const text = await schemaText(test.database.root);
    if (process.argv.includes("--check")) {
      const isEqual = readFileSync(schemaFile, "utf8") === text;
      if (!isEqual) process.stderr.write("schema.sql differs from the migrations: run `npm run generate`\n");
      process.exitCode = isEqual ? 0 : 1;
    } else writeFileSync(schemaFile, text);
  } finally {
    await test.close();
  }
}
