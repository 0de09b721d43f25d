import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogColumns, catalogConstraints, catalogPolicies } from "../../scripts/catalog.ts";
import { tableFiles, tablesByBlock } from "../../scripts/generate-tables.ts";
import { schemaText } from "../../scripts/print-schema.ts";
import { readMigrations } from "../../src/kernel/migrate.ts";
import { migrationsFolder, type TestDatabase, testDatabase } from "../helpers/database.ts";

let one: TestDatabase;
let tenantTables: string[];

beforeAll(async () => {
  one = await testDatabase();
  const columns = await catalogColumns(one.database.root);
  tenantTables = columns.filter((column) => column.name === "workspace_id").map((column) => column.table);
});

afterAll(() => one.close());

test("the printed schema names every table of the migrations and is the same for two databases", async () => {
  const two = await testDatabase();
  const text = await schemaText(one.database.root);
  expect(await schemaText(two.database.root)).toBe(text);
  await two.close();
  for (const tables of tablesByBlock(readMigrations(migrationsFolder)).values())
    for (const table of tables) expect(text).toContain(`create table ${table} (`);
});

test("every table has an interface in its block", async () => {
  const files = await tableFiles(one.database.root, readMigrations(migrationsFolder));
  expect(files.get("src/kernel/tables.gen.ts")).toContain("export interface WorkspaceTable {\n  id: string;");
  const interfaces = [...files.values()].join("\n").match(/^export interface \w+Table \{/gm) ?? [];
  const columns = await catalogColumns(one.database.root);
  const tables = new Set(columns.map((column) => column.table));
  tables.delete("schema_migration");
  expect(interfaces).toHaveLength(tables.size);
});

describe("every table of a workspace", () => {
  test("has the workspace first in every key", async () => {
    expect(tenantTables.length).toBeGreaterThan(20);
    const keys = (await catalogConstraints(one.database.root)).filter(
      (part) => tenantTables.includes(part.table) && /(PRIMARY KEY|UNIQUE|FOREIGN KEY)/.test(part.text),
    );
    expect(keys.length).toBeGreaterThan(tenantTables.length);
    expect(keys.filter((part) => !/(PRIMARY KEY|UNIQUE|FOREIGN KEY) \(workspace_id\b/.test(part.text))).toEqual([]);
  });

  test("stands behind row-level security", async () => {
    const walled = (await catalogPolicies(one.database.root)).filter((part) => part.text.startsWith("create policy"));
    expect(walled.map((part) => part.table)).toEqual(expect.arrayContaining(tenantTables));
  });

  test("keeps text that is part of a key in the order of its bytes", async () => {
    const keyed = new Set(
      (await catalogConstraints(one.database.root)).flatMap((part) => {
        const names = /(?:PRIMARY KEY|UNIQUE) \(([^)]*)\)/.exec(part.text)?.[1]?.split(", ") ?? [];
        return names.map((name) => `${part.table}.${name}`);
      }),
    );
    const columns = (await catalogColumns(one.database.root)).filter((column) => column.type === "text");
    const loose = columns.filter((column) => keyed.has(`${column.table}.${column.name}`) && column.collation !== "C");
    expect(loose.map((column) => `${column.table}.${column.name}`)).toEqual([]);
  });
});
