import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Verdict } from "../contract.ts";

/** At what point an action was decided. */
export type DecisionStage = "approval" | "propose" | "reserve" | "wake";

export interface DecisionRow {
  readonly id: Id<"dec">;
  readonly actionId: Id<"act">;
  readonly contactId: string;
  readonly stage: string;
  readonly verdict: Verdict;
  readonly facts: unknown;
  readonly recordId: Id<"aud">;
}

/** A decision as stored. */
export interface StoredDecision extends Omit<DecisionRow, "verdict" | "contactId"> {
  readonly verdict: Verdict;
  readonly decidedAt: Instant;
}

/** Writes decisions; a decision is never changed afterwards. */
export async function insertDecisionRows(tx: Tx, rows: readonly DecisionRow[]): Promise<void> {
  const json = (pick: (row: DecisionRow) => unknown): string[] => rows.map((row) => JSON.stringify(pick(row)));
  await tx.sql`
    insert into decision (workspace_id, id, action_id, contact_id, stage, outcome, bundle_hash, facts_digest, until, record_id,
                          facts, checks, reasons, approvals_needed, shadow, decided_at)
    select ${tx.workspaceId}::uuid, d.id, d.action_id, d.contact_id, d.stage, d.outcome, d.bundle_hash, d.facts_digest, d.until, d.record_id,
           d.facts::jsonb, d.checks::jsonb, d.reasons::jsonb, d.approvals_needed::jsonb, d.shadow::jsonb, ${tx.now}::timestamptz
      from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ actionId }) => actionId)}::uuid[],
                  ${rows.map(({ contactId }) => contactId)}::uuid[], ${rows.map(({ stage }) => stage)}::text[],
                  ${rows.map(({ verdict }) => verdict.outcome)}::text[], ${rows.map(({ verdict }) => verdict.bundleHash)}::text[],
                  ${rows.map(({ verdict }) => verdict.factsDigest)}::text[],
                  ${rows.map(({ verdict }) => (verdict.until === undefined ? null : Date.parse(verdict.until)))}::timestamptz[],
                  ${rows.map(({ recordId }) => recordId)}::uuid[], ${json(({ facts }) => facts)}::text[],
                  ${json(({ verdict }) => verdict.checks)}::text[], ${json(({ verdict }) => verdict.reasons)}::text[],
                  ${json(({ verdict }) => verdict.approvalsNeeded)}::text[],
                  ${rows.map(({ verdict }) => (verdict.shadow === undefined ? null : JSON.stringify(verdict.shadow)))}::text[])
           as d (id, action_id, contact_id, stage, outcome, bundle_hash, facts_digest, until, record_id, facts, checks, reasons, approvals_needed, shadow)`;
}

/** The decisions about one action, oldest first. */
export async function decisionRowsOf(tx: Tx, actionId: Id<"act">): Promise<readonly StoredDecision[]> {
  const rows = await tx.sql<Row[]>`
    select id, action_id, stage, outcome, bundle_hash, facts_digest, facts, checks, reasons, approvals_needed, shadow, until, record_id, decided_at
      from decision where workspace_id = ${tx.workspaceId} and action_id = ${actionId} order by decided_at, id`;
  return rows.map((row) => ({
    id: idFromUuid("dec", row.id),
    actionId: idFromUuid("act", row.action_id),
    stage: row.stage,
    facts: row.facts,
    recordId: idFromUuid("aud", row.record_id),
    decidedAt: row.decided_at,
    verdict: {
      outcome: row.outcome,
      reasons: row.reasons,
      checks: row.checks,
      approvalsNeeded: row.approvals_needed,
      bundleHash: row.bundle_hash,
      factsDigest: row.facts_digest,
      ...(row.shadow === null ? {} : { shadow: row.shadow }),
      ...(row.until === null ? {} : { until: new Date(row.until).toISOString() }),
    },
  }));
}

/** How many decisions there were since a time, by outcome and reason code. */
export function countedDecisions(
  tx: Tx,
  since: Instant,
): Promise<readonly { readonly outcome: string; readonly reason: string | null; readonly count: number }[]> {
  return tx.sql<{ outcome: string; reason: string | null; count: number }[]>`
    select d.outcome, c.code as reason, count(*)::int as count
      from decision d
      left join lateral (select distinct r ->> 'code' as code from jsonb_array_elements(d.reasons) as r) c on true
     where d.workspace_id = ${tx.workspaceId} and d.decided_at >= ${since}::timestamptz
     group by d.outcome, c.code order by d.outcome, c.code`;
}

interface Row {
  readonly id: string;
  readonly action_id: string;
  readonly stage: string;
  readonly outcome: Verdict["outcome"];
  readonly bundle_hash: string | null;
  readonly facts_digest: string | null;
  readonly facts: unknown;
  readonly checks: Verdict["checks"];
  readonly reasons: Verdict["reasons"];
  readonly approvals_needed: Verdict["approvalsNeeded"];
  readonly shadow: NonNullable<Verdict["shadow"]> | null;
  readonly until: Instant | null;
  readonly record_id: string;
  readonly decided_at: Instant;
}
