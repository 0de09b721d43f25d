import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ApprovalNeed } from "../../policy/contract.ts";

/** A question to people, bound to exact content and to the policies that asked; its answer is good for one send. */
export interface ApprovalRow {
  readonly id: Id<"apr">;
  readonly actionId: Id<"act">;
  readonly policies: readonly string[];
  /** Who has to say yes for each policy. */
  readonly needs: readonly ApprovalNeed[];
  readonly contentHash: Buffer;
  /** The bundle that asked; null for a question from before that was kept, which is asked again. */
  readonly bundleHash: string | null;
  readonly state: "pending" | "granted" | "rejected" | "expired" | "void";
  readonly requestedAt: Instant;
  readonly expiresAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly spentAt: Instant | null;
  readonly note: string | null;
}

export type NewApproval = Pick<
  ApprovalRow,
  "id" | "actionId" | "policies" | "needs" | "contentHash" | "bundleHash" | "expiresAt"
>;

/** Asks for approval; an open question about other content of the same action is void from here on. */
export async function requestApprovals(tx: Tx, asked: readonly NewApproval[]): Promise<void> {
  if (asked.length === 0) return;
  await voidApprovals(
    tx,
    asked.map((row) => row.actionId),
  );
  const rows = asked.map((row) => ({
    workspace_id: tx.workspaceId,
    id: row.id,
    action_id: row.actionId,
    policies: [...row.policies],
    needs: tx.sql.json(row.needs as never),
    content_hash: row.contentHash,
    bundle_hash: row.bundleHash,
    state: "pending",
    requested_at: tx.now,
    expires_at: row.expiresAt,
  }));
  await tx.sql`insert into approval ${tx.sql(rows)}`;
}

/** One question; locked, it waits for whoever answers it at this moment. */
export async function approvalById(tx: Tx, id: Id<"apr">, lock: "update" | "none"): Promise<ApprovalRow | null> {
  const [row] = await tx.sql<StoredApproval[]>`
    select * from approval where workspace_id = ${tx.workspaceId} and id = ${id} ${lock === "update" ? tx.sql`for update` : tx.sql``}`;
  return row === undefined ? null : approvalFromRow(row);
}

/** Questions by id, in no order. */
export async function approvalsById(tx: Tx, ids: readonly Id<"apr">[]): Promise<readonly ApprovalRow[]> {
  const rows = await tx.sql<StoredApproval[]>`
    select * from approval where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
  return rows.map(approvalFromRow);
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

/** Marks the grants of an action as used; answers with those that were not before. */
export async function spentApprovals(tx: Tx, actionId: Id<"act">): Promise<readonly Id<"apr">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    update approval set spent_at = ${tx.now}
     where workspace_id = ${tx.workspaceId} and action_id = ${actionId} and state = 'granted' and spent_at is null returning id`;
  return rows.map((row) => idFromUuid("apr", row.id));
}

/** A grant that still stands, with what it is bound to. */
export type StandingGrant = Pick<ApprovalRow, "actionId" | "policies" | "contentHash" | "bundleHash">;

/** Grants that still stand for actions: unexpired and unused. What they are bound to is compared by the caller. */
export async function standingGrants(tx: Tx, actionIds: readonly Id<"act">[]): Promise<readonly StandingGrant[]> {
  if (actionIds.length === 0) return [];
  const rows = await tx.sql<StoredApproval[]>`
    select * from approval
     where workspace_id = ${tx.workspaceId} and state = 'granted' and spent_at is null and expires_at > ${tx.now}
       and action_id = any(${[...actionIds]}::uuid[])`;
  return rows.map(approvalFromRow);
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
  readonly needs: ApprovalNeed[] | null;
  readonly content_hash: Buffer;
  readonly bundle_hash: string | null;
  readonly state: ApprovalRow["state"];
  readonly requested_at: Instant;
  readonly expires_at: Instant;
  readonly decided_by: string | null;
  readonly decided_at: Instant | null;
  readonly spent_at: Instant | null;
  readonly note: string | null;
}

function approvalFromRow(row: StoredApproval): ApprovalRow {
  return {
    id: idFromUuid("apr", row.id),
    actionId: idFromUuid("act", row.action_id),
    policies: row.policies,
    needs: row.needs ?? [],
    contentHash: row.content_hash,
    bundleHash: row.bundle_hash,
    state: row.state,
    requestedAt: row.requested_at,
    expiresAt: row.expires_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    spentAt: row.spent_at,
    note: row.note,
  };
}
