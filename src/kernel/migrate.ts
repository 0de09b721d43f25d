import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { problem } from "./problem.ts";
import { errorCode, isConnectionLost, type Sql } from "./sql.ts";

/** One numbered SQL file: forward only, never edited once it has run anywhere. */
export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly statements: readonly string[];
  /** Lines `-- grants: table privileges` narrow what the app role may do with a table. */
  readonly grants: ReadonlyMap<string, string>;
}

/** What a run of the migrations did. */
export interface MigrationReport {
  readonly applied: readonly string[];
  /** False where the database user may not create roles: row-level security is then absent and `doctor` says so. */
  readonly hasSecondWall: boolean;
}

const lockKey = 72_656_164;
const defaultGrants = "select,insert,update,delete";

/** Reads the migrations of a folder in order. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort();
  return names.map((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return {
      name,
      checksum: createHash("sha256").update(text).digest("hex"),
      statements: statementsOf(text),
      grants: grantsOf(text),
    };
  });
}

/** Brings the schema up to date, then (re)states roles, grants and row-level security. Safe to run from several processes. */
export async function migrate(pool: Sql, migrations: readonly Migration[]): Promise<MigrationReport> {
  const connection = await pool.reserve();
  try {
    await connection`select pg_advisory_lock(${lockKey}::bigint)`;
    const applied = await applyPending(connection, migrations);
    const hasSecondWall = await raiseSecondWall(connection, migrations, applied.length > 0);
    await unlock(connection);
    return { applied, hasSecondWall };
  } catch (error) {
    if (!isConnectionLost(error)) await unlock(connection);
    throw error;
  } finally {
    connection.release();
  }
}

async function unlock(connection: Sql): Promise<void> {
  await connection`select pg_advisory_unlock(${lockKey}::bigint)`;
}

async function applyPending(connection: Sql, migrations: readonly Migration[]): Promise<readonly string[]> {
  await connection`create table if not exists schema_migration (name text collate "C" primary key, checksum text not null, applied_at timestamptz not null default now())`;
  const done = new Map(
    (await connection<{ name: string; checksum: string }[]>`select name, checksum from schema_migration`).map((row) => [
      row.name,
      row.checksum,
    ]),
  );
  const unknown = [...done.keys()].filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length > 0) {
    throw problem(
      "conflict",
      `the database has migration \`${unknown[0]}\` that this version does not know: start the newer version of Fairlead`,
    );
  }
  const applied: string[] = [];
  for (const migration of migrations) {
    const checksum = done.get(migration.name);
    if (checksum === migration.checksum) continue;
    if (checksum !== undefined) {
      throw problem(
        "conflict",
        `migration \`${migration.name}\` was edited after it ran here: restore the released file`,
      );
    }
    await applyOne(connection, migration);
    applied.push(migration.name);
  }
  return applied;
}

async function applyOne(connection: Sql, migration: Migration): Promise<void> {
  await connection.unsafe("begin");
  try {
    for (const statement of migration.statements) await connection.unsafe(statement);
    await connection`insert into schema_migration (name, checksum) values (${migration.name}, ${migration.checksum})`;
    await connection.unsafe("commit");
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    await connection.unsafe("rollback");
    throw new Error(`migration \`${migration.name}\` failed: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * The second wall: two roles that own nothing, grants that make records immutable for the app, and a policy per table that
 * shows only the workspace named by the transaction.
 */
async function raiseSecondWall(
  connection: Sql,
  migrations: readonly Migration[],
  schemaChanged: boolean,
): Promise<boolean> {
  if (!(await ensureRoles(connection))) return false;
  if (!schemaChanged && (await wallStands(connection))) return true;
  const grants = new Map(migrations.flatMap((migration) => [...migration.grants]));
  const tables = await connection<{ name: string; scoped: boolean }[]>`
    select c.relname as name, exists (
      select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as scoped
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname`;
  await connection.unsafe("grant usage on schema public to fairlead_app, fairlead_sequencer");
  for (const table of tables) await wallAround(connection, table.name, table.scoped, grants.get(table.name));
  return true;
}

async function wallAround(connection: Sql, table: string, scoped: boolean, granted: string | undefined): Promise<void> {
  const name = `"${table}"`;
  await connection.unsafe(`revoke all on ${name} from fairlead_app, fairlead_sequencer`);
  if (table === "simulation_clock")
    await connection.unsafe(`grant select on ${name} to fairlead_app, fairlead_sequencer`);
  if (table === "workspace") {
    await connection.unsafe(`grant select, update on ${name} to fairlead_app`);
    await connection.unsafe(`grant select on ${name} to fairlead_sequencer`);
    await confine(connection, name, "id");
  }
  if (!scoped) return;
  const sequencer = table.startsWith("audit_") ? defaultGrants : "select";
  await connection.unsafe(`grant ${granted ?? defaultGrants} on ${name} to fairlead_app`);
  await connection.unsafe(`grant ${sequencer} on ${name} to fairlead_sequencer`);
  // With statistics of its own the column makes an unseen workspace look empty, so that every workspace-first index seems
  // equally good: an import into a new one ran at 90 rows/s, without them at 2,930.
  await connection.unsafe(`alter table ${name} alter column workspace_id set statistics 0`);
  await confine(connection, name, "workspace_id");
}

/** Shows only rows whose column names the workspace of the transaction. */
async function confine(connection: Sql, name: string, column: "id" | "workspace_id"): Promise<void> {
  await connection.unsafe(`alter table ${name} enable row level security`);
  await connection.unsafe(`drop policy if exists workspace_wall on ${name}`);
  const own = `${column} = (select current_setting('app.workspace_id', true)::uuid)`;
  await connection.unsafe(`create policy workspace_wall on ${name} using (${own}) with check (${own})`);
}

async function ensureRoles(connection: Sql): Promise<boolean> {
  for (const role of ["fairlead_app", "fairlead_sequencer"]) {
    const [row] = await connection<{ exists: boolean; member: boolean }[]>`
      select exists (select 1 from pg_roles where rolname = ${role}) as exists,
             coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = ${role}), false) as member`;
    try {
      if (row?.exists !== true) await connection.unsafe(`create role ${role} nologin`);
      if (row?.member !== true) await connection.unsafe(`grant ${role} to current_user`);
    } catch (error) {
      if (errorCode(error) === "42501") return false;
      if (errorCode(error) !== "42710" && errorCode(error) !== "23505") throw error;
    }
  }
  return true;
}

async function wallStands(connection: Sql): Promise<boolean> {
  const [row] = await connection<{ missing: number }[]>`
    select count(*)::int as missing from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relrowsecurity
       and (c.relname = 'workspace' or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id'))`;
  return row?.missing === 0;
}

/** Statements end with `;` at the end of a line; comment lines are dropped. */
export function statementsOf(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => !/^\s*--/.test(line))
    .join("\n")
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

function grantsOf(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^-- grants: (\w+) ([a-z, ]+)$/gm);
  return new Map([...lines].map((match) => [match[1] ?? "", match[2] ?? ""]));
}
