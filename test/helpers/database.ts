import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Env, systemEnv } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import { type Migration, migrate, readMigrations } from "../../src/kernel/migrate.ts";
import { type ConnectionTarget, type Database, openDatabase, openPool, type Sql } from "../../src/kernel/sql.ts";
import { openTestServer } from "./server.ts";

/** A fresh, migrated database of one test file. */
export interface TestDatabase {
  readonly database: Database;
  readonly target: ConnectionTarget;
  readonly env: Env;
  /** Makes another workspace. */
  workspace(name?: string): Promise<Id<"wsp">>;
  /** Drops the database and leaves the server. */
  close(): Promise<void>;
}

export const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));
const connectionsMax = 4;
const setUpLock = 72_656_165;
const templatesKept = 3;

/** Clones the migrated template into a database of its own. Call in `beforeAll`, and `close()` in `afterAll`. */
export async function testDatabase(options: { readonly env?: Env } = {}): Promise<TestDatabase> {
  const env = options.env ?? systemEnv();
  const server = await openTestServer();
  const name = `fairlead_test_${process.pid}_${randomBytes(4).toString("hex")}`;
  await withAdmin(server.target, async (admin) => {
    const template = await ensureTemplate(admin, server.target, readMigrations(migrationsFolder));
    await admin.unsafe(`create database ${name} template ${template} strategy wal_log`);
  });
  const target = targetOf(server.target, name);
  const database = await openDatabase({ env, target, connectionsMax, revive: server.revive });
  return {
    database,
    target,
    env,
    workspace: (title = "Test") => insertWorkspace(database.root, env, title),
    close: async () => {
      await database.close();
      await withAdmin(server.target, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`));
      await server.close();
    },
  };
}

/** The same server with another database. */
export function targetOf(target: ConnectionTarget, database: string): ConnectionTarget {
  if ("options" in target) return { options: { ...target.options, database } };
  const url = new URL(target.url);
  url.pathname = `/${database}`;
  return { url: url.href };
}

async function insertWorkspace(root: Sql, env: Env, title: string): Promise<Id<"wsp">> {
  const id = newId(env, "wsp");
  await root`insert into workspace (id, name, slug, created_at) values (${id}, ${title}, ${id.slice(4)}, ${env.wall()})`;
  return id;
}

/** One migrated template per content of the migrations and of what runs them; concurrent test processes make it once. */
async function ensureTemplate(admin: Sql, target: ConnectionTarget, migrations: readonly Migration[]): Promise<string> {
  const runner = readFileSync(new URL("../../src/kernel/migrate.ts", import.meta.url));
  const digest = createHash("sha256")
    .update(runner)
    .update(migrations.map(({ name, checksum }) => `${name} ${checksum}`).join("\n"));
  const name = `fairlead_template_${digest.digest("hex").slice(0, 12)}`;
  const session = await admin.reserve();
  try {
    await session`select pg_advisory_lock(${setUpLock}::bigint)`;
    const names = await databaseNames(session);
    if (!names.includes(name)) await buildTemplate(session, target, name, migrations);
    await dropLeftovers(session, await databaseNames(session));
  } finally {
    await session`select pg_advisory_unlock(${setUpLock}::bigint)`;
    session.release();
  }
  return name;
}

async function buildTemplate(
  session: Sql,
  target: ConnectionTarget,
  name: string,
  migrations: readonly Migration[],
): Promise<void> {
  const building = `fairlead_building_${process.pid}`;
  await session.unsafe(`drop database if exists ${building} with (force)`);
  await session.unsafe(`create database ${building}`);
  const pool = openPool(targetOf(target, building), 1);
  try {
    await migrate(pool, migrations);
  } finally {
    await pool.end();
  }
  await session.unsafe(`alter database ${building} rename to ${name}`);
}

/** Databases of test processes that were killed, and templates of migrations long edited. */
async function dropLeftovers(session: Sql, names: readonly string[]): Promise<void> {
  const dead = names.filter((name) => {
    const pid = /^fairlead_(?:test|building)_(\d+)/.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  const old = names.filter((name) => name.startsWith("fairlead_template_")).slice(0, -templatesKept);
  for (const name of [...dead, ...old]) await session.unsafe(`drop database if exists ${name} with (force)`);
}

/** In the order in which they were made. */
async function databaseNames(session: Sql): Promise<readonly string[]> {
  const rows = await session<{ datname: string }[]>`select datname from pg_database order by oid`;
  return rows.map((row) => row.datname);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function withAdmin<T>(target: ConnectionTarget, work: (admin: Sql) => Promise<T>): Promise<T> {
  const admin = openPool(target, 2);
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
