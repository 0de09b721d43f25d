import { createAuthorize } from "../../src/access/authorize.ts";
import { bindAccess } from "../../src/access/bind.ts";
import { type CreatedWorkspace, createWorkspace } from "../../src/access/create-workspace.ts";
import type { AccessDeps, AccessRecord } from "../../src/access/deps.ts";
import { forgetSecrets } from "../../src/access/forget-secrets.ts";
import { createRateLimits } from "../../src/access/rate-limits.ts";
import { createInvoker, type Invoker } from "../../src/kernel/invoke.ts";
import { createRemember } from "../../src/kernel/remember.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

/** What the surface tests run on: operations on a real database, with no surface yet. */
export interface SurfaceApp {
  readonly access: AccessDeps;
  readonly invoker: Invoker;
  readonly records: readonly AccessRecord[];
  workspace(name: string): Promise<CreatedWorkspace>;
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
    workspace: (name) => createWorkspace(access, { name, adminEmail: "admin@example.test" }),
    close: () => database.close(),
  };
}
