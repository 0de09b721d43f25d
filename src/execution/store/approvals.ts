import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** A question to a person, bound to exact content; granted once, for that content only. */
export interface ApprovalRow {
  readonly id: Id<"apr">;
  readonly actionId: Id<"act">;
  readonly policies: readonly string[];
  readonly contentHash: Buffer;
  readonly state: "pending" | "granted" | "rejected" | "expired" | "void";
  readonly requestedAt: Instant;
  readonly expiresAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly note: string | null;
}

/** Asks for approval; an open question about other content of the same action is void from here on. */
export async function requestApprovals(
  tx: Tx,
  rows: readonly Pick<ApprovalRow, "id" | "actionId" | "policies" | "contentHash" | "expiresAt">[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql`
    update approval set state = 'void' where workspace_id = ${tx.workspaceId} and state = 'pending' and action_id = any(${rows.map((row) => row.actionId)}::uuid[])`;
  for (const row of rows) await insertApproval(tx, row);
}

async function insertApproval(
  tx: Tx,
  row: Pick<ApprovalRow, "id" | "actionId" | "policies" | "contentHash" | "expiresAt">,
): Promise<void> {
  await tx.sql`
    insert into approval (workspace_id, id, action_id, policies, content_hash, state, requested_at, expires_at)
    values (${tx.workspaceId}, ${row.id}, ${row.actionId}, ${[...row.policies]}, ${row.contentHash}, 'pending', ${tx.now}, ${row.expiresAt})`;
}

export async function approvalById(tx: Tx, id: Id<"apr">): Promise<ApprovalRow | null> {
  const [row] = await tx.sql<
    StoredApproval[]
  >`select * from approval where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return row === undefined ? null : approvalFromRow(row);
}

/** Answers a pending question; false when it is no longer open. */
export async function decideApproval(
  tx: Tx,
  id: Id<"apr">,
  answer: {
    readonly state: "granted" | "rejected" | "expired";
    readonly by: string | null;
    readonly note: string | null;
    readonly recordId: Id<"aud"> | null;
  },
): Promise<boolean> {
  const rows = await tx.sql`
    update approval set state = ${answer.state}, decided_by = ${answer.by}, decided_at = ${tx.now}, note = ${answer.note}, record_id = ${answer.recordId}::uuid
     where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'pending' returning id`;
  return rows.length === 1;
}

export async function voidApprovals(tx: Tx, actionIds: readonly Id<"act">[]): Promise<void> {
  if (actionIds.length === 0) return;
  await tx.sql`
    update approval set state = 'void' where workspace_id = ${tx.workspaceId} and state = 'pending' and action_id = any(${[...actionIds]}::uuid[])`;
}

/** Grants that still stand for actions: unexpired, with the content they were given for. */
export async function standingGrants(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<
  readonly { readonly actionId: Id<"act">; readonly policies: readonly string[]; readonly contentHash: Buffer }[]
> {
  if (actionIds.length === 0) return [];
  const rows = await tx.sql<{ action_id: string; policies: string[]; content_hash: Buffer }[]>`
    select action_id, policies, content_hash from approval
     where workspace_id = ${tx.workspaceId} and state = 'granted' and expires_at > ${tx.now} and action_id = any(${[...actionIds]}::uuid[])`;
  return rows.map((row) => ({
    actionId: idFromUuid("act", row.action_id),
    policies: row.policies,
    contentHash: row.content_hash,
  }));
}

/** The open question of each action. */
export async function pendingApprovals(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, Id<"apr">>> {
  const rows = await tx.sql<{ id: string; action_id: string }[]>`
    select id, action_id from approval where workspace_id = ${tx.workspaceId} and state = 'pending' and action_id = any(${[...actionIds]}::uuid[])`;
  return new Map(rows.map((row) => [idFromUuid("act", row.action_id), idFromUuid("apr", row.id)]));
}

export async function approvalsPage(
  tx: Tx,
  filter: {
    readonly state: string;
    readonly limit: number;
    readonly after?: { readonly at: Instant; readonly id: string } | undefined;
  },
): Promise<readonly ApprovalRow[]> {
  const { sql } = tx;
  const rows = await sql<StoredApproval[]>`
    select * from approval where workspace_id = ${tx.workspaceId} and state = ${filter.state}
      ${filter.after === undefined ? sql`` : sql`and (requested_at, id) > (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`}
     order by requested_at, id limit ${filter.limit}`;
  return rows.map(approvalFromRow);
}

export async function pendingCount(tx: Tx): Promise<number> {
  const [row] = await tx.sql<
    { count: number }[]
  >`select count(*)::int as count from approval where workspace_id = ${tx.workspaceId} and state = 'pending'`;
  return row?.count ?? 0;
}

interface StoredApproval {
  readonly id: string;
  readonly action_id: string;
  readonly policies: string[];
  readonly content_hash: Buffer;
  readonly state: ApprovalRow["state"];
  readonly requested_at: Instant;
  readonly expires_at: Instant;
  readonly decided_by: string | null;
  readonly decided_at: Instant | null;
  readonly note: string | null;
}

function approvalFromRow(row: StoredApproval): ApprovalRow {
  return {
    id: idFromUuid("apr", row.id),
    actionId: idFromUuid("act", row.action_id),
    policies: row.policies,
    contentHash: row.content_hash,
    state: row.state,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    note: row.note,
  };
}
