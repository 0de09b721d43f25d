import { afterAll, beforeAll, expect, test } from "vitest";
import { type Migration, migrate, readMigrations } from "../../src/kernel/migrate.ts";
import { openPool } from "../../src/kernel/sql.ts";
import { migrationsFolder, type TestDatabase, testDatabase } from "../helpers/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const planted = (statement: string): Migration => ({
  name: "9999_planted.sql",
  checksum: statement,
  statements: [statement],
  grants: new Map(),
});

test("a migration whose connection is lost says so, and the next process brings the schema up to date", async () => {
  const released = readMigrations(migrationsFolder);
  const pool = openPool(database.target, 1);
  await expect(
    migrate(pool, [...released, planted("select pg_terminate_backend(pg_backend_pid())")]),
  ).rejects.toThrow();
  await pool.end({ timeout: 0 });

  const again = openPool(database.target, 1);
  expect((await migrate(again, [...released, planted("select 1")])).applied).toEqual(["9999_planted.sql"]);
  await again.end({ timeout: 5 });
});
