import { migrationsFolder } from "../../app/migrations-folder.ts";
import type { Env } from "../../kernel/env.ts";
import { type Migration, readMigrations } from "../../kernel/migrate.ts";
import { isSimulated, schemaState, serverClock, serverVersion, wallState } from "../../kernel/server-facts.ts";
import type { Sql } from "../../kernel/sql.ts";
import { type Check, fail, ok, warn } from "./check.ts";

const oldestMajor = 15;
const newestMajor = 18;
const skewWarnMs = 2_000;
const skewFailMs = 60_000;

/** The server behind the door: version, schema, second wall, clock. */
export async function databaseChecks(sql: Sql, env: Env, label: string): Promise<readonly Check[]> {
  const migrations = readMigrations(migrationsFolder);
  const schema = await schemaCheck(sql, migrations);
  const checks = [await versionCheck(sql, label), schema, await clockCheck(sql, env)];
  return schema.state === "fail" || (await isEmpty(sql, migrations))
    ? checks
    : [...checks, await wallCheck(sql), ...(await simulationChecks(sql))];
}

/** Whether the schema is whole, so that workspaces can be looked at. */
export async function isCurrent(sql: Sql): Promise<boolean> {
  const state = await schemaState(sql, readMigrations(migrationsFolder));
  return state.pending.length === 0 && state.unknown.length === 0 && state.edited.length === 0;
}

async function isEmpty(sql: Sql, migrations: readonly Migration[]): Promise<boolean> {
  return (await schemaState(sql, migrations)).pending.length === migrations.length;
}

async function versionCheck(sql: Sql, label: string): Promise<Check> {
  const { major, text } = await serverVersion(sql);
  const says = `${label}, version ${text}`;
  if (major < oldestMajor)
    return fail("server", says, `Fairlead needs PostgreSQL ${oldestMajor} to ${newestMajor}: upgrade the server`);
  if (major > newestMajor)
    return warn(
      "server",
      says,
      `Fairlead is tested on PostgreSQL ${oldestMajor} to ${newestMajor}: look for a newer Fairlead`,
    );
  return ok("server", says);
}

async function schemaCheck(sql: Sql, migrations: readonly Migration[]): Promise<Check> {
  const { pending, unknown, edited } = await schemaState(sql, migrations);
  if (unknown.length > 0)
    return fail(
      "schema",
      `the database has \`${unknown[0]}\` from a newer version`,
      "start that version of Fairlead, or restore the backup made before it",
    );
  if (edited.length > 0)
    return fail(
      "schema",
      `\`${edited[0]}\` was edited after it ran here`,
      "restore the released file: a migration is never changed",
    );
  if (pending.length === migrations.length) return ok("schema", "empty: the first start fills it");
  if (pending.length > 0)
    return warn(
      "schema",
      `${pending.length} migrations are waiting, from \`${pending[0]}\` on`,
      "the next start applies them, or `fairlead migrate` now",
    );
  return ok("schema", `up to date, ${migrations.length} migrations`);
}

async function wallCheck(sql: Sql): Promise<Check> {
  const { user, missingRoles, openTables } = await wallState(sql);
  if (missingRoles.length > 0) {
    const says = `absent: \`${user}\` cannot take on ${missingRoles.join(" and ")}, so only the code keeps workspaces apart`;
    return warn(
      "second wall",
      says,
      `as an administrator: ${missingRoles.map((role) => `create role ${role} nologin; grant ${role} to ${user};`).join(" ")} then \`fairlead migrate\``,
    );
  }
  if (openTables.length > 0)
    return fail(
      "second wall",
      `row-level security is missing on ${openTables.join(", ")}`,
      "run `fairlead migrate`, which raises it again",
    );
  return ok("second wall", "row-level security stands on every table of a workspace");
}

async function clockCheck(sql: Sql, env: Env): Promise<Check> {
  const before = env.wall();
  const server = await serverClock(sql);
  const after = env.wall();
  const skewMs = server < before ? before - server : Math.max(0, server - after);
  const says =
    skewMs < 50 ? "ours and the server's agree" : `the server's differs from ours by ${(skewMs / 1_000).toFixed(1)} s`;
  const mend = "keep both machines on network time (NTP)";
  if (skewMs > skewFailMs) return fail("clock", says, mend);
  return skewMs > skewWarnMs ? warn("clock", says, mend) : ok("clock", says);
}

async function simulationChecks(sql: Sql): Promise<readonly Check[]> {
  if (!(await isSimulated(sql))) return [];
  return [
    warn(
      "time",
      "business time is simulated in this folder",
      "use another folder for real mail: this one belongs to a demo or a test",
    ),
  ];
}
