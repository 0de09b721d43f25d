import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { catalogColumns, catalogConstraints, catalogPolicies } from "../../scripts/catalog.ts";
import { schemaText } from "../../scripts/print-schema.ts";
import { uuidFromId } from "../../src/kernel/ids.ts";
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
  const created = readMigrations(migrationsFolder).flatMap(({ statements }) =>
    statements.flatMap((one) => /^create table (\w+)/.exec(one)?.[1] ?? []),
  );
  expect(created.length).toBeGreaterThan(30);
  for (const table of created) expect(text).toContain(`create table ${table} (`);
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
    expect(walled.map((part) => part.table)).toEqual(expect.arrayContaining([...tenantTables, "workspace"]));
  });

  test("shows a transaction its own workspace only, the table of workspaces included", async () => {
    const [own, other] = [await one.workspace(), await one.workspace()];
    const seen = await one.database.write(own, async (tx) => {
      await tx.sql`update workspace set state = 'paused' where id = ${other}`;
      return tx.sql<{ id: string }[]>`select id from workspace`;
    });
    expect(seen.map(({ id }) => id)).toEqual([uuidFromId(own)]);
    expect(await one.database.root`select state from workspace where id = ${other}`).toEqual([{ state: "active" }]);
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
