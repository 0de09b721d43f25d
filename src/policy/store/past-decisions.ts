import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Verdict } from "../contract.ts";

/** How often each action was put off in a time. */
export async function deferralCounts(
  tx: Tx,
  between: { readonly from: Instant; readonly to: Instant },
  actionIds: readonly Id<"act">[] | null,
): Promise<ReadonlyMap<Id<"act">, number>> {
  const { sql } = tx;
  const rows = await sql<{ action_id: string; count: number }[]>`
    select action_id, count(*)::int as count from decision
     where workspace_id = ${tx.workspaceId} and outcome = 'defer'
       and decided_at >= ${between.from}::timestamptz and decided_at < ${between.to}::timestamptz
       ${actionIds === null ? sql`` : sql`and action_id = any(${[...actionIds]}::uuid[])`}
     group by action_id`;
  return new Map(rows.map((row) => [idFromUuid("act", row.action_id), row.count]));
}

/** A decision as it was kept, whole. */
export interface PastDecision {
  readonly id: Id<"dec">;
  readonly actionId: Id<"act">;
  readonly contactId: Id<"con">;
  readonly recordId: Id<"aud">;
  readonly decidedAt: Instant;
  readonly facts: unknown;
  readonly verdict: Verdict;
}

/** Which decisions to read: one, or the newest before another. */
export type PastQuery = { readonly id: Id<"dec"> } | { readonly before: Id<"dec"> | null; readonly limit: number };

/** Past decisions, newest first. */
export async function pastDecisions(tx: Tx, query: PastQuery): Promise<readonly PastDecision[]> {
  const { sql } = tx;
  const before = "id" in query ? null : query.before;
  const rows = await sql<Row[]>`
    select id, action_id, contact_id, outcome, bundle_hash, facts_digest, facts, checks, reasons, approvals_needed, until, record_id, decided_at
      from decision where workspace_id = ${tx.workspaceId}
       ${"id" in query ? sql`and id = ${query.id}` : sql``}
       ${before === null ? sql`` : sql`and (decided_at, id) < (select b.decided_at, b.id from decision b where b.workspace_id = ${tx.workspaceId} and b.id = ${before})`}
     order by decided_at desc, id desc limit ${"id" in query ? 1 : query.limit}`;
  return rows.map((row) => ({
    id: idFromUuid("dec", row.id),
    actionId: idFromUuid("act", row.action_id),
    contactId: idFromUuid("con", row.contact_id),
    recordId: idFromUuid("aud", row.record_id),
    decidedAt: row.decided_at,
    facts: row.facts,
    verdict: {
      outcome: row.outcome,
      reasons: row.reasons,
      checks: row.checks,
      approvalsNeeded: row.approvals_needed,
      bundleHash: row.bundle_hash,
      factsDigest: row.facts_digest,
      ...(row.until === null ? {} : { until: new Date(row.until).toISOString() }),
    },
  }));
}

interface Row {
  readonly id: string;
  readonly action_id: string;
  readonly contact_id: string;
  readonly outcome: Verdict["outcome"];
  readonly bundle_hash: string | null;
  readonly facts_digest: string | null;
  readonly facts: unknown;
  readonly checks: Verdict["checks"];
  readonly reasons: Verdict["reasons"];
  readonly approvals_needed: Verdict["approvalsNeeded"];
  readonly until: Instant | null;
  readonly record_id: string;
  readonly decided_at: Instant;
}

/** A decision as a back-test reads it; `facts` is empty where they were erased. */
export interface TakenDecision {
  readonly id: Id<"dec">;
  readonly actionId: Id<"act">;
  readonly contactId: Id<"con">;
  readonly decidedAt: Instant;
  readonly outcome: Verdict["outcome"];
  readonly facts: unknown;
  readonly reasons: readonly { readonly rule: string; readonly code: string }[];
}

/** A time of decisions, and where in it a page begins. */
export interface DecisionSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly after: { readonly at: Instant; readonly id: Id<"dec"> } | null;
}

/** A page of the decisions of a time, oldest first. */
export async function decisionsIn(
  tx: Tx,
  { from, to, after }: DecisionSpan,
  limit: number,
): Promise<readonly TakenDecision[]> {
  const { sql } = tx;
  const rows = await sql<Row[]>`
    select id, action_id, contact_id, outcome, facts, reasons, decided_at from decision
     where workspace_id = ${tx.workspaceId} and decided_at >= ${from}::timestamptz and decided_at < ${to}::timestamptz
       ${after === null ? sql`` : sql`and (decided_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`}
     order by decided_at, id limit ${limit}`;
  return rows.map((row) => ({
    id: idFromUuid("dec", row.id),
    actionId: idFromUuid("act", row.action_id),
    contactId: idFromUuid("con", row.contact_id),
    decidedAt: row.decided_at,
    outcome: row.outcome,
    facts: row.facts,
    reasons: row.reasons,
  }));
}

/** How many decisions a time holds, up to a number. */
export async function decisionCount(
  tx: Tx,
  { from, to }: Pick<DecisionSpan, "from" | "to">,
  upTo: number,
): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from decision
       where workspace_id = ${tx.workspaceId} and decided_at >= ${from}::timestamptz and decided_at < ${to}::timestamptz
       limit ${upTo}) as d`;
  return row?.count ?? 0;
}
