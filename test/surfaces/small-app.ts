import { createAuthorize } from "../../src/access/authorize.ts";
import { bindAccess } from "../../src/access/bind.ts";
import { type CreatedWorkspace, createWorkspace } from "../../src/access/create-workspace.ts";
import type { AccessDeps, AccessRecord } from "../../src/access/deps.ts";
import { forgetSecrets } from "../../src/access/forget-secrets.ts";
import { localOwner } from "../../src/access/local-owner.ts";
import { createRateLimits } from "../../src/access/rate-limits.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { createInvoker, type Invoker } from "../../src/kernel/invoke.ts";
import { createRemember } from "../../src/kernel/remember.ts";
import type { Database } from "../../src/kernel/sql.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

/** What the surface tests run on: operations on a real database, with no surface yet. */
export interface SurfaceApp {
  readonly access: AccessDeps;
  readonly invoker: Invoker;
  readonly records: readonly AccessRecord[];
  workspace(name: string): Promise<CreatedWorkspace>;
  /** Puts something of every kind into a workspace and gives an id of each by prefix, for others to try. */
  furnish(workspaceId: Id<"wsp">): Promise<ReadonlyMap<string, string>>;
  /** A digest of every row of a workspace by table. */
  contentOf(workspaceId: Id<"wsp">): Promise<Readonly<Record<string, string>>>;
  /** How many messages left by any route. */
  reached(): Promise<number>;
  close(): Promise<void>;
}

/** The operations of access alone; records are kept in memory, because the log stands to the right of access. */
export async function openSmallApp(): Promise<SurfaceApp> {
  const database: TestDatabase = await testDatabase();
  const { database: db, env } = database;
  const records: AccessRecord[] = [];
  const access: AccessDeps = {
    db,
    env,
    react: async () => undefined,
    record: async (_tx, added) => {
      records.push(...added);
    },
  };
  const invoker = createInvoker(
    {
      authorize: createAuthorize(createRateLimits(env)),
      remember: forgetSecrets(createRemember(db)),
      onCall: () => undefined,
      elapsedMs: () => env.elapsedMs(),
    },
    bindAccess(access),
  );
  return {
    access,
    invoker,
    records,
    furnish: (workspaceId) => furnish(invoker, workspaceId),
    contentOf: (workspaceId) => contentOf(db, workspaceId),
    reached: async () => 0,
    workspace: (name) => createWorkspace(access, { name, adminEmail: "admin@example.test" }),
    close: () => database.close(),
  };
}

async function furnish(invoker: Invoker, workspaceId: Id<"wsp">): Promise<ReadonlyMap<string, string>> {
  const owner = localOwner(workspaceId, "req_furnish");
  const call = async <T>(name: string, input: unknown): Promise<T> => (await invoker.call(name, input, owner)) as T;
  const agent = await call<{ id: string }>("agents.create", { name: "Theirs" });
  const made = await call<{ key: { id: string } }>("keys.create", { name: "theirs", holderId: agent.id });
  const people = await call<{ items: { id: string }[] }>("people.list", {});
  return new Map([
    ["wsp", workspaceId],
    ["agt", agent.id],
    ["key", made.key.id],
    ["usr", people.items[0]?.id ?? ""],
  ]);
}

/** Reads past the wall on purpose: the owner of the database sees whether anything moved. */
export async function contentOf(db: Database, workspaceId: Id<"wsp">): Promise<Readonly<Record<string, string>>> {
  const tables = await db.root<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where n.nspname = 'public' and c.relkind = 'r' order by c.relname`;
  const content: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await db.root<{ digest: string | null }[]>`
      select md5(string_agg(t::text, '|' order by t::text)) as digest from ${db.root(name)} t
       where t.workspace_id = ${workspaceId}::uuid`;
    content[name] = row?.digest ?? "empty";
  }
  return content;
}
