import postgres from "postgres";
import type { Env, Instant } from "./env.ts";
import { type Id, idFromUuid, uuidFromId } from "./ids.ts";
import { limits } from "./limits.ts";
import { Transient } from "./problem.ts";

/** Types on the wire: ids go in prefixed or plain, times are epoch milliseconds, int8 is a number (none passes 2^53). */
const wireTypes = {
  uuid: { to: 2950, from: [2950], serialize: (id: string) => uuidFromId(id), parse: (text: string) => text },
  timestamptz: {
    to: 1184,
    from: [1184],
    serialize: (instant: Instant) => new Date(instant).toISOString(),
    parse: (text: string): Instant => Date.parse(text),
  },
  bigint: { to: 20, from: [20], serialize: (value: number) => String(value), parse: (text: string) => Number(text) },
} satisfies Record<string, postgres.PostgresType>;

type WireTypes = { uuid: string; timestamptz: Instant; bigint: number };
export type Sql = postgres.Sql<WireTypes>;
export type TxSql = postgres.TransactionSql<WireTypes>;

/** Which database role a transaction takes on: the app may insert records, only the sequencer may order them. */
export type DatabaseRole = "app" | "sequencer";

/** One transaction in one workspace. Every statement runs as a role that row-level security confines to the workspace. */
export interface Tx {
  readonly workspaceId: Id<"wsp">;
  /** Business time, read once. */
  readonly now: Instant;
  /** Whether a simulation owns business time. */
  readonly isSimulated: boolean;
  readonly sql: TxSql;
  /** Runs after a successful commit, in order; for wake-ups only, never for state. */
  afterCommit(run: () => void): void;
}

/** The one door to the database. */
export interface Database {
  write<T>(workspaceId: Id<"wsp">, run: (tx: Tx) => Promise<T>, role?: DatabaseRole): Promise<T>;
  read<T>(workspaceId: Id<"wsp">, run: (tx: Tx) => Promise<T>): Promise<T>;
  /** Every workspace of this installation, oldest first. */
  workspaces(): Promise<readonly Id<"wsp">[]>;
  /** Business time: simulated where a simulation owns the clock, else the process clock. */
  now(): Promise<Instant>;
  /** Installation-wide statements (sign-in, keys, health) that no workspace owns; runs as the owner. */
  readonly root: Sql;
  /** Whether row-level security stands behind the code. */
  readonly hasSecondWall: boolean;
  close(): Promise<void>;
}

/** Where the database is, as the supervisor or `DATABASE_URL` gives it. */
export type ConnectionTarget = { readonly url: string } | { readonly options: postgres.Options<Record<string, never>> };

export interface DatabaseDeps {
  readonly env: Env;
  readonly target: ConnectionTarget;
  readonly connectionsMax?: number;
  /** Called when the server is gone: the supervisor brings it back. */
  readonly revive?: () => Promise<void>;
}

const restarting = new Set([
  "57P01",
  "57P02",
  "57P03",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
]);
const retried = new Set(["40001", "40P01"]);

/** Opens a raw pool with our wire types; `openDatabase` is what the product uses, this serves migrations and tools. */
export function openPool(target: ConnectionTarget, connectionsMax: number): Sql {
  const common = {
    max: connectionsMax,
    types: wireTypes,
    onnotice: () => undefined,
    connection: { TimeZone: "UTC", application_name: "fairlead" },
    connect_timeout: 15,
    idle_timeout: 60,
    backoff: () => 0.1,
  };
  return "url" in target
    ? (postgres(target.url, common) as unknown as Sql)
    : (postgres({ ...target.options, ...common } as unknown as postgres.Options<
        Record<string, never>
      >) as unknown as Sql);
}

/** Opens the door. The schema must be current (`migrate.ts`). */
export async function openDatabase(deps: DatabaseDeps): Promise<Database> {
  const root = openPool(deps.target, deps.connectionsMax ?? limits.connectionsPerProcess);
  const hasSecondWall = await rolesExist(root);
  const run = async <T>(
    workspaceId: Id<"wsp">,
    role: DatabaseRole,
    work: (tx: Tx) => Promise<T>,
    mode: string,
  ): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await runOnce(deps.env, root, hasSecondWall, workspaceId, role, work, mode);
      } catch (error) {
        const code = errorCode(error);
        if (retried.has(code) && attempt < limits.transactionTries) continue;
        if (!isConnectionLost(error)) throw error;
        await deps.revive?.();
        throw new Transient("the database is restarting: try again in a moment", 500, { cause: error });
      }
    }
  };
  return {
    root,
    hasSecondWall,
    write: (workspaceId, work, role = "app") => run(workspaceId, role, work, "read write"),
    read: (workspaceId, work) => run(workspaceId, "app", work, "read only"),
    workspaces: async () => {
      const rows = await reviving(deps, () => root<{ id: string }[]>`select id from workspace order by id`);
      return rows.map((row) => idFromUuid("wsp", row.id));
    },
    now: async () => {
      const rows = await reviving(deps, () => root<{ now: Instant }[]>`select now from simulation_clock`);
      return rows[0]?.now ?? deps.env.now();
    },
    close: () => root.end({ timeout: 5 }),
  };
}

async function runOnce<T>(
  env: Env,
  root: Sql,
  hasSecondWall: boolean,
  workspaceId: Id<"wsp">,
  role: DatabaseRole,
  work: (tx: Tx) => Promise<T>,
  mode: string,
): Promise<T> {
  const committed: (() => void)[] = [];
  const result = await root.begin(mode, async (sql) => {
    const simulated = await enter(sql, hasSecondWall, workspaceId, role);
    const tx: Tx = {
      workspaceId,
      now: simulated ?? env.now(),
      isSimulated: simulated !== null,
      sql,
      afterCommit: (hook) => {
        committed.push(hook);
      },
    };
    return { value: await work(tx) };
  });
  for (const hook of committed) hook();
  return (result as { value: T }).value;
}

/** One statement: take the role, name the workspace for row-level security, read business time. */
async function enter(
  sql: TxSql,
  hasSecondWall: boolean,
  workspaceId: Id<"wsp">,
  role: DatabaseRole,
): Promise<Instant | null> {
  const workspace = uuidFromId(workspaceId);
  const rows = hasSecondWall
    ? await sql<{ now: Instant | null }[]>`
        select (select now from simulation_clock) as now,
               set_config('app.workspace_id', ${workspace}::text, true), set_config('role', ${`fairlead_${role}`}::text, true)`
    : await sql<{ now: Instant | null }[]>`
        select (select now from simulation_clock) as now, set_config('app.workspace_id', ${workspace}::text, true)`;
  return rows[0]?.now ?? null;
}

async function rolesExist(root: Sql): Promise<boolean> {
  const rows = await root<{ rolname: string }[]>`
    select rolname from pg_roles where rolname in ('fairlead_app', 'fairlead_sequencer') and pg_has_role(current_user, oid, 'member')`;
  return rows.length === 2;
}

async function reviving<T>(deps: DatabaseDeps, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    await deps.revive?.();
    throw new Transient("the database is restarting: try again in a moment", 500, { cause: error });
  }
}

/** Whether a failure means that the connection is gone: whoever holds it gets no further answer from it, not even an error. */
export function isConnectionLost(error: unknown): boolean {
  return restarting.has(errorCode(error));
}

/** SQLSTATE or socket code of a failure. */
export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" ? code : "";
}
