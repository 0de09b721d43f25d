import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IcpDefinition } from "../icp/contract.ts";

/** A stored version of the ideal customer profile. */
export interface IcpVersion {
  readonly id: Id<"icp">;
  readonly version: number;
  readonly hash: string;
  readonly definition: IcpDefinition;
  readonly publishedBy: string;
  readonly auditId: Id<"aud">;
  readonly publishedAt: Instant;
  readonly isActive: boolean;
}

/** Makes the row that points at the version in force, and holds it: publishers take turns. */
export async function lockActive(tx: Tx): Promise<void> {
  await tx.sql`
    insert into icp_active (workspace_id) values (${tx.workspaceId})
    on conflict (workspace_id, only_row) do update set only_row = true`;
}

/** The version in force. */
export async function activeIcp(tx: Tx): Promise<IcpVersion | undefined> {
  const [row] = await tx.sql<IcpRow[]>`
    select v.*, true as is_active
      from icp_active a join icp_version v on v.workspace_id = a.workspace_id and v.id = a.icp_version_id
     where a.workspace_id = ${tx.workspaceId}`;
  return row === undefined ? undefined : icpFromRow(row);
}

/** A version by its number. */
export async function icpByVersion(tx: Tx, version: number): Promise<IcpVersion | undefined> {
  const [row] = await tx.sql<IcpRow[]>`
    select v.*, exists (
      select 1 from icp_active a where a.workspace_id = v.workspace_id and a.icp_version_id = v.id) as is_active
      from icp_version v where v.workspace_id = ${tx.workspaceId} and v.version = ${version}`;
  return row === undefined ? undefined : icpFromRow(row);
}

/** Adds the next version; the caller holds the active row. */
export async function insertIcp(tx: Tx, icp: Omit<IcpVersion, "version" | "isActive">): Promise<number> {
  const [row] = await tx.sql<{ version: number }[]>`
    insert into icp_version (workspace_id, id, version, hash, definition, published_by, audit_id, published_at)
    select ${tx.workspaceId}::uuid, ${icp.id}::uuid,
           coalesce((select max(version) from icp_version where workspace_id = ${tx.workspaceId}), 0) + 1,
           ${icp.hash}, ${JSON.stringify(icp.definition)}::text::jsonb, ${icp.publishedBy}, ${icp.auditId}::uuid, ${icp.publishedAt}::timestamptz
    returning version`;
  if (row === undefined) throw new Error("the new version was not stored");
  return row.version;
}

/** Puts a version in force. */
export async function activate(tx: Tx, id: Id<"icp">): Promise<void> {
  await tx.sql`update icp_active set icp_version_id = ${id} where workspace_id = ${tx.workspaceId}`;
}

interface IcpRow {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly definition: IcpDefinition;
  readonly published_by: string;
  readonly audit_id: string;
  readonly published_at: Instant;
  readonly is_active: boolean;
}

function icpFromRow(row: IcpRow): IcpVersion {
  return {
    id: idFromUuid("icp", row.id),
    version: row.version,
    hash: row.hash,
    definition: row.definition,
    publishedBy: row.published_by,
    auditId: idFromUuid("aud", row.audit_id),
    publishedAt: row.published_at,
    isActive: row.is_active,
  };
}
