import { runImportHere } from "../../src/identity/import/run-import.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { type ConnectionTarget, openDatabase } from "../../src/kernel/sql.ts";
import { testVault } from "./people.ts";

/** What a process that does an import is told. */
export interface ImportChild {
  readonly target: ConnectionTarget;
  readonly workspaceId: Id<"wsp">;
  readonly importId: Id<"imp">;
  readonly bounds: { readonly blockRows: number; readonly settleRecords: number };
}

/** Does an import that was begun elsewhere, until it is done or killed. */
const { target, workspaceId, importId, bounds } = JSON.parse(process.argv[2] ?? "") as ImportChild;
const env = systemEnv();
const db = await openDatabase({ env, target, connectionsMax: 2 });
const deps = { db, env, vault: testVault(env), react: async () => undefined, importBounds: bounds };
await runImportHere(deps, workspaceId, importId, `test ${process.pid} child`);
await db.close();
