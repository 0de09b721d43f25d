import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { OutcomeKind, ReportDimension } from "../contract.ts";

/** A stored outcome. */
export interface Outcome {
  readonly id: Id<"out">;
  readonly kind: OutcomeKind;
  readonly slot: string;
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly opportunityId: Id<"opp"> | null;
  readonly actionId: Id<"act"> | null;
  readonly messageId: Id<"msg"> | null;
  readonly templateId: Id<"tpl"> | null;
  readonly sequenceId: Id<"seq"> | null;
  readonly touches: readonly Id<"act">[];
  readonly segments: readonly string[];
  readonly amountMinor: number | null;
  readonly currency: string | null;
  readonly source: string;
  readonly sourceKey: string;
  readonly causes: readonly Id<"aud">[];
  readonly auditId: Id<"aud">;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
}

/** Records the outcomes whose source key is new; returns the ids of those. */
export async function insertOutcomes(tx: Tx, outcomes: readonly Outcome[]): Promise<readonly Id<"out">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    insert into outcome (workspace_id, id, kind, slot, contact_id, account_id, opportunity_id, action_id, message_id,
      template_id, sequence_id, touches, segments, amount_minor, currency, source, source_key, causes, audit_id,
      occurred_at, recorded_at)
    select ${tx.workspaceId}::uuid, o.*, ${tx.now}::timestamptz
      from unnest(${outcomes.map((o) => o.id)}::uuid[], ${outcomes.map((o) => o.kind)}::text[], ${outcomes.map((o) => o.slot)}::text[],
        ${outcomes.map((o) => o.contactId)}::uuid[], ${outcomes.map((o) => o.accountId)}::uuid[],
        ${outcomes.map((o) => o.opportunityId)}::uuid[], ${outcomes.map((o) => o.actionId)}::uuid[],
        ${outcomes.map((o) => o.messageId)}::uuid[], ${outcomes.map((o) => o.templateId)}::uuid[],
        ${outcomes.map((o) => o.sequenceId)}::uuid[], ${outcomes.map((o) => JSON.stringify(o.touches))}::text[]::jsonb[],
        ${outcomes.map((o) => JSON.stringify(o.segments))}::text[]::jsonb[], ${outcomes.map((o) => o.amountMinor)}::bigint[],
        ${outcomes.map((o) => o.currency)}::text[], ${outcomes.map((o) => o.source)}::text[],
        ${outcomes.map((o) => o.sourceKey)}::text[], ${outcomes.map((o) => JSON.stringify(o.causes))}::text[]::jsonb[],
        ${outcomes.map((o) => o.auditId)}::uuid[], ${outcomes.map((o) => o.occurredAt)}::timestamptz[])
        as o (id, kind, slot, contact_id, account_id, opportunity_id, action_id, message_id, template_id, sequence_id, touches,
              segments, amount_minor, currency, source, source_key, causes, audit_id, occurred_at)
     order by o.source, o.source_key
    on conflict (workspace_id, source, source_key) do nothing
    returning id`;
  return rows.map((row) => idFromUuid("out", row.id));
}

/** The outcome that a source recorded under a key. */
export async function outcomeBySource(tx: Tx, source: string, sourceKey: string): Promise<Outcome | undefined> {
  const [row] = await tx.sql<OutcomeRow[]>`
    select * from outcome where workspace_id = ${tx.workspaceId} and source = ${source} and source_key = ${sourceKey}`;
  return row === undefined ? undefined : outcomeFromRow(row);
}

/** One page of outcomes, newest first. */
export async function outcomesBefore(
  tx: Tx,
  filter: {
    readonly kind: OutcomeKind | null;
    readonly contactId: Id<"con"> | null;
    readonly before: Id<"out"> | null;
  },
  count: number,
): Promise<readonly Outcome[]> {
  const { kind, contactId, before } = filter;
  const rows = await tx.sql<OutcomeRow[]>`
    select * from outcome
     where workspace_id = ${tx.workspaceId} and (${kind}::text is null or kind = ${kind})
       and (${contactId}::uuid is null or contact_id = ${contactId}::uuid) and (${before}::uuid is null or id < ${before}::uuid)
     order by id desc limit ${count}`;
  return rows.map(outcomeFromRow);
}

/** Outcomes that happened since a time, by kind; of a slot only the last recorded counts. */
export async function outcomeCounts(tx: Tx, since: Instant): Promise<ReadonlyMap<OutcomeKind, number>> {
  const rows = await tx.sql<{ kind: OutcomeKind; count: number }[]>`
    select kind, count(*)::int as count from (${standing(tx)}) as o where occurred_at >= ${since} group by kind`;
  return new Map(rows.map((row) => [row.kind, row.count]));
}

/** Which outcomes are tied to each of these actions; of a slot only the last recorded counts. */
export async function outcomeKindsOf(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, readonly OutcomeKind[]>> {
  const rows = await tx.sql<{ action_id: string; kinds: readonly OutcomeKind[] }[]>`
    select action_id, array_agg(distinct kind order by kind) as kinds from (${standing(tx)}) as o
     where action_id = any(${[...actionIds]}::uuid[]) group by action_id`;
  return new Map(rows.map((row) => [idFromUuid("act", row.action_id), row.kinds]));
}

/** One group of outcomes in a comparison. */
export interface OutcomeGroup {
  readonly key: string | null;
  readonly kind: OutcomeKind;
  readonly currency: string | null;
  readonly count: number;
  readonly amountMinor: number;
}

/** The same by template, sequence or segment; an outcome in two segments counts in both. */
export async function outcomesBy(tx: Tx, since: Instant, by: ReportDimension): Promise<readonly OutcomeGroup[]> {
  const rows = await tx.sql<OutcomeGroup[]>`
    select case ${by}::text when 'template' then o.template_id::text when 'sequence' then o.sequence_id::text else s.segment end as key,
           o.kind, o.currency, count(*)::int as count, coalesce(sum(o.amount_minor), 0)::bigint as "amountMinor"
      from (${standing(tx)}) as o
      left join lateral (select segment from jsonb_array_elements_text(o.segments) as e (segment) where ${by}::text = 'segment') as s on true
     where o.occurred_at >= ${since}
     group by 1, 2, 3 order by 1, 2, 3`;
  return rows.map((row) => ({ ...row, key: keyOf(by, row.key) }));
}

function standing(tx: Tx) {
  return tx.sql`
    select distinct on (slot) * from outcome where workspace_id = ${tx.workspaceId} order by slot, recorded_at desc, id desc`;
}

function keyOf(by: ReportDimension, key: string | null): string | null {
  if (key === null || by === "segment") return key;
  return idFromUuid(by === "template" ? "tpl" : "seq", key);
}

interface OutcomeRow {
  readonly id: string;
  readonly kind: OutcomeKind;
  readonly slot: string;
  readonly contact_id: string | null;
  readonly account_id: string | null;
  readonly opportunity_id: string | null;
  readonly action_id: string | null;
  readonly message_id: string | null;
  readonly template_id: string | null;
  readonly sequence_id: string | null;
  readonly touches: readonly Id<"act">[];
  readonly segments: readonly string[];
  readonly amount_minor: number | null;
  readonly currency: string | null;
  readonly source: string;
  readonly source_key: string;
  readonly causes: readonly Id<"aud">[];
  readonly audit_id: string;
  readonly occurred_at: Instant;
  readonly recorded_at: Instant;
}

function outcomeFromRow(row: OutcomeRow): Outcome {
  return {
    id: idFromUuid("out", row.id),
    kind: row.kind,
    slot: row.slot,
    contactId: idOrNull("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    opportunityId: idOrNull("opp", row.opportunity_id),
    actionId: idOrNull("act", row.action_id),
    messageId: idOrNull("msg", row.message_id),
    templateId: idOrNull("tpl", row.template_id),
    sequenceId: idOrNull("seq", row.sequence_id),
    touches: row.touches,
    segments: row.segments,
    amountMinor: row.amount_minor,
    currency: row.currency,
    source: row.source,
    sourceKey: row.source_key,
    causes: row.causes,
    auditId: idFromUuid("aud", row.audit_id),
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
  };
}
