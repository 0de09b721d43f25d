import type { Instant } from "./env.ts";
import type { Migration } from "./migrate.ts";
import type { Sql, Tx } from "./sql.ts";

/** What the database says about itself, for `doctor`; nothing is changed. */

/** The major version and the full one, as `18` and `18.4`. */
export async function serverVersion(sql: Sql): Promise<{ readonly major: number; readonly text: string }> {
  const [row] = await sql<{ number: string; text: string }[]>`
    select current_setting('server_version_num') as number, split_part(current_setting('server_version'), ' ', 1) as text`;
  return { major: Math.floor(Number(row?.number ?? 0) / 10_000), text: row?.text ?? "" };
}

/** What the server's clock shows. */
export async function serverClock(sql: Sql): Promise<Instant> {
  const [row] = await sql<{ now: Instant }[]>`select clock_timestamp() as now`;
  return row?.now ?? Number.NaN;
}

/** Whether a simulation owns business time here. */
export async function isSimulated(sql: Sql): Promise<boolean> {
  return (await sql`select 1 from simulation_clock`).length > 0;
}

/** How the schema stands to the migrations of this version. */
export interface SchemaState {
  /** Not yet applied; all of them in an empty database. */
  readonly pending: readonly string[];
  /** Applied by a newer version. */
  readonly unknown: readonly string[];
  /** Applied with other text than they have now. */
  readonly edited: readonly string[];
}

/** Compares what was applied with what this version brings. */
export async function schemaState(sql: Sql, migrations: readonly Migration[]): Promise<SchemaState> {
  const [table] = await sql<{ exists: boolean }[]>`select to_regclass('public.schema_migration') is not null as exists`;
  const rows =
    table?.exists === true
      ? await sql<{ name: string; checksum: string }[]>`select name, checksum from schema_migration order by name`
      : [];
  const done = new Map(rows.map((row) => [row.name, row.checksum]));
  const ours = new Set(migrations.map((one) => one.name));
  return {
    pending: migrations.filter((one) => !done.has(one.name)).map((one) => one.name),
    unknown: [...done.keys()].filter((name) => !ours.has(name)),
    edited: migrations.filter((one) => (done.get(one.name) ?? one.checksum) !== one.checksum).map((one) => one.name),
  };
}

/** Whether row-level security stands behind the code. */
export interface WallState {
  readonly user: string;
  readonly isSuperuser: boolean;
  /** Roles that this user cannot take on, because they are absent or not granted. */
  readonly missingRoles: readonly string[];
  /** Tables with a workspace but without a policy. */
  readonly openTables: readonly string[];
}

/** Looks at the roles and the policies. */
export async function wallState(sql: Sql): Promise<WallState> {
  const [row] = await sql<{ user: string; isSuperuser: boolean; missing: string[]; open: string[] }[]>`
    select current_user as user,
           (select rolsuper from pg_roles where rolname = current_user) as "isSuperuser",
           array(select wanted.name from unnest(array['fairlead_app', 'fairlead_sequencer']) as wanted (name)
                  where not exists (select 1 from pg_roles r where r.rolname = wanted.name and pg_has_role(current_user, r.oid, 'member'))) as missing,
           array(select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where n.nspname = 'public' and c.relkind in ('r', 'p')
                    and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
                    and not (c.relrowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))
                  order by 1) as open`;
  if (row === undefined) throw new Error("the database said nothing about itself");
  return { user: row.user, isSuperuser: row.isSuperuser, missingRoles: row.missing, openTables: row.open };
}

/** Jobs that were given up, by queue, with the words of the newest failure. */
export async function deadJobs(
  tx: Tx,
): Promise<readonly { readonly queue: string; readonly count: number; readonly lastError: string | null }[]> {
  return tx.sql<{ queue: string; count: number; lastError: string | null }[]>`
    select queue, count(*)::int as count, (array_agg(last_error order by created_at desc))[1] as "lastError"
      from job where workspace_id = ${tx.workspaceId} and state = 3 group by queue order by queue`;
}
