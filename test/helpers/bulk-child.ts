import { workOnHere } from "../../src/identity/bulk/work-on.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type ConnectionTarget, openDatabase } from "../../src/kernel/sql.ts";
import { testVault } from "./people.ts";

/** What a process that does a bulk change is told. */
export interface BulkChild {
  readonly target: ConnectionTarget;
  readonly workspaceId: Id<"wsp">;
  readonly bulkId: Id<"blk">;
}

/** Does a bulk change that was begun elsewhere, until it is done or killed. */
const { target, workspaceId, bulkId } = JSON.parse(process.argv[2] ?? "") as BulkChild;
const env = systemEnv();
const db = await openDatabase({ env, target, connectionsMax: 2 });
await workOnHere({ db, env, vault: testVault(env), react: async () => undefined }, workspaceId, bulkId, "test child");
await db.close();
