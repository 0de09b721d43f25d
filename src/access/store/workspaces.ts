import { type Instant, isoFromInstant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Sql, Tx, TxSql } from "../../kernel/sql.ts";
import type { Workspace } from "../workspace/contract.ts";

interface WorkspaceRow {
  id: string;
  name: string;
  slug: string;
  state: "active" | "paused";
  postal_address: string;
  created_at: Instant;
}

/** The workspace of the transaction. */
export async function ownWorkspace(tx: Tx): Promise<Workspace> {
  const rows = await tx.sql<WorkspaceRow[]>`select * from workspace where id = ${tx.workspaceId}`;
  return oneWorkspace(rows);
}

/** The workspace, locked until the transaction ends. */
export async function lockedWorkspace(tx: Tx): Promise<Workspace> {
  const rows = await tx.sql<WorkspaceRow[]>`select * from workspace where id = ${tx.workspaceId} for update`;
  return oneWorkspace(rows);
}

/** Stops or opens the workspace and gives it back. */
export async function workspaceWithState(tx: Tx, state: "active" | "paused"): Promise<Workspace> {
  const rows = await tx.sql<WorkspaceRow[]>`
    update workspace set state = ${state} where id = ${tx.workspaceId} returning *`;
  return oneWorkspace(rows);
}

/** Gives the workspace another name and postal address, and gives it back. */
export async function renamedWorkspace(
  tx: Tx,
  { name, postalAddress }: Pick<Workspace, "name" | "postalAddress">,
): Promise<Workspace> {
  const rows = await tx.sql<WorkspaceRow[]>`
    update workspace set name = ${name}, postal_address = ${postalAddress} where id = ${tx.workspaceId} returning *`;
  return oneWorkspace(rows);
}

/** Adds a workspace unless its slug is taken; runs before there is a workspace to be in. */
export async function insertWorkspace(
  root: Sql | TxSql,
  workspace: {
    readonly id: Id<"wsp">;
    readonly name: string;
    readonly slug: string;
    readonly postalAddress: string;
    readonly createdAt: Instant;
  },
): Promise<boolean> {
  const rows = await root`
    insert into workspace (id, name, slug, postal_address, created_at)
    values (${workspace.id}, ${workspace.name}, ${workspace.slug}, ${workspace.postalAddress}, ${workspace.createdAt}::timestamptz)
    on conflict (slug) do nothing
    returning id`;
  return rows.length > 0;
}

function oneWorkspace(rows: readonly WorkspaceRow[]): Workspace {
  const [row] = rows;
  if (row === undefined) throw new Error("the transaction's workspace does not exist");
  return {
    id: idFromUuid("wsp", row.id),
    name: row.name,
    slug: row.slug,
    state: row.state,
    postalAddress: row.postal_address,
    createdAt: isoFromInstant(row.created_at),
  };
}
