import type { Id } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import type { Database, TxSql } from "../kernel/sql.ts";
import { insertWorkspace, ownWorkspace } from "./store/workspaces.ts";
import type { Workspace } from "./workspace/contract.ts";

/** A workspace as an export describes it. */
export async function workspaceToCarry(db: Database, workspaceId: Id<"wsp">): Promise<Workspace> {
  return await db.read(workspaceId, ownWorkspace);
}

/** Makes room for a workspace that was made elsewhere, with the id that it had there; its rows follow in the same transaction. */
export async function takeInWorkspace(
  sql: TxSql,
  workspace: Pick<Workspace, "name" | "slug" | "postalAddress"> & {
    readonly id: Id<"wsp">;
    readonly createdAt: number;
  },
): Promise<void> {
  if (!(await insertWorkspace(sql, workspace)))
    throw problem("conflict", `this installation has another workspace that goes by \`${workspace.slug}\``);
}
