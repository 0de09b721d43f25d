import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Covering, SuppressionReason, SuppressionScope } from "../core/suppression.ts";

export interface NewSuppression {
  readonly id: Id<"sup">;
  readonly scope: SuppressionScope;
  readonly key: string;
  readonly reason: SuppressionReason;
  readonly purpose: "all" | "outreach";
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly hint: string;
  readonly basis: string;
  readonly source: string | null;
  /** What the source said, as codes and dates. */
  readonly evidence: Readonly<Record<string, string | number>> | null;
  readonly createdByKind: string;
  readonly createdBy: string;
  readonly recordId: Id<"aud">;
}

/** A suppression as it is listed, with how it was lifted if it was. */
export interface SuppressionRow extends Omit<NewSuppression, "key" | "recordId"> {
  readonly auditId: Id<"aud">;
  readonly createdAt: Instant;
  readonly liftedAt: Instant | null;
  readonly liftedBy: string | null;
  readonly liftReason: string | null;
}

/** A key that covers the `n`-th of several subjects. */
export interface CoveredKey {
  readonly n: number;
  readonly scope: SuppressionScope;
  readonly key: string;
  readonly isRecipient: boolean;
}

/** The suppressions in force over subjects, one row per subject and suppression. */
export async function coveringSuppressions(
  tx: Tx,
  keys: readonly CoveredKey[],
): Promise<readonly (Covering & { readonly n: number })[]> {
  const rows = await tx.sql<
    {
      n: number;
      scope: SuppressionScope;
      reason: SuppressionReason;
      purpose: "all" | "outreach";
      is_recipient: boolean;
      contact_id: string | null;
    }[]
  >`
    select k.n, s.scope, s.reason, s.purpose, k.is_recipient = 1 as is_recipient, s.contact_id
      from unnest(${keys.map(({ n }) => n)}::int[], ${keys.map(({ scope }) => scope)}::text[], ${keys.map(({ key }) => key)}::text[],
                  ${keys.map(({ isRecipient }) => (isRecipient ? 1 : 0))}::int[]) as k (n, scope, key, is_recipient)
      join suppression s on s.workspace_id = ${tx.workspaceId} and s.scope = k.scope and s.key = k.key
     where not exists (select 1 from suppression_lift l where l.workspace_id = ${tx.workspaceId} and l.suppression_id = s.id)
     order by k.n, s.created_at, s.id`;
  return rows.map((row) => ({
    n: row.n,
    scope: row.scope,
    reason: row.reason,
    purpose: row.purpose,
    isRecipient: row.is_recipient,
    contactId: row.contact_id,
  }));
}

/** When each of several subjects last asked to be left alone, lifted or not; a subject that never did has no row. */
export function newestStops(
  tx: Tx,
  keys: readonly CoveredKey[],
): Promise<readonly { readonly n: number; readonly at: Instant }[]> {
  return tx.sql<{ n: number; at: Instant }[]>`
    select k.n, max(s.created_at) as at
      from unnest(${keys.map(({ n }) => n)}::int[], ${keys.map(({ scope }) => scope)}::text[], ${keys.map(({ key }) => key)}::text[]) as k (n, scope, key)
      join suppression s on s.workspace_id = ${tx.workspaceId} and s.scope = k.scope and s.key = k.key
     where s.reason in ('complaint', 'do_not_contact', 'negative', 'unsubscribed')
     group by k.n`;
}

/** Which of the given keys are suppressed for the given reasons already. */
export function suppressedAlready(
  tx: Tx,
  wanted: readonly { readonly scope: string; readonly key: string; readonly reason: string }[],
): Promise<readonly { readonly scope: string; readonly key: string; readonly reason: string }[]> {
  return tx.sql<{ scope: string; key: string; reason: string }[]>`
    select distinct s.scope, s.key, s.reason from suppression s
     where s.workspace_id = ${tx.workspaceId}
       and (s.scope, s.key, s.reason) in (
         select * from unnest(${wanted.map(({ scope }) => scope)}::text[], ${wanted.map(({ key }) => key)}::text[], ${wanted.map(({ reason }) => reason)}::text[]))
       and not exists (select 1 from suppression_lift l where l.workspace_id = ${tx.workspaceId} and l.suppression_id = s.id)`;
}

/** Adds suppressions. */
export async function insertSuppressions(tx: Tx, rows: readonly NewSuppression[]): Promise<void> {
  const column = <T>(pick: (row: NewSuppression) => T): T[] => rows.map(pick);
  await tx.sql`
    insert into suppression (workspace_id, id, scope, key, reason, purpose, contact_id, account_id, hint, basis, source,
                             evidence, created_by_kind, created_by, record_id, created_at)
    select ${tx.workspaceId}::uuid, s.*, ${tx.now}::timestamptz
      from unnest(${column(({ id }) => id)}::uuid[], ${column(({ scope }) => scope)}::text[], ${column(({ key }) => key)}::text[],
                  ${column(({ reason }) => reason)}::text[], ${column(({ purpose }) => purpose)}::text[],
                  ${column(({ contactId }) => contactId)}::uuid[], ${column(({ accountId }) => accountId)}::uuid[],
                  ${column(({ hint }) => hint)}::text[], ${column(({ basis }) => basis)}::text[], ${column(({ source }) => source)}::text[],
                  ${column(({ evidence }) => (evidence === null ? null : JSON.stringify(evidence)))}::text[]::jsonb[],
                  ${column(({ createdByKind }) => createdByKind)}::text[], ${column(({ createdBy }) => createdBy)}::text[],
                  ${column(({ recordId }) => recordId)}::uuid[]) as s`;
}

/** Lifts suppressions; the rows themselves stay. */
export async function insertLifts(
  tx: Tx,
  ids: readonly Id<"sup">[],
  lift: { readonly reason: string; readonly liftedBy: string; readonly recordId: Id<"aud"> },
): Promise<void> {
  await tx.sql`
    insert into suppression_lift (workspace_id, suppression_id, reason, lifted_by, record_id, lifted_at)
    select ${tx.workspaceId}::uuid, s.id, ${lift.reason}::text, ${lift.liftedBy}::text, ${lift.recordId}::uuid, ${tx.now}::timestamptz
      from unnest(${[...ids]}::uuid[]) as s (id)`;
}

/** The record that suppressions were made with. */
export interface Made {
  readonly reason: SuppressionReason;
  readonly basis: string;
  readonly contactId: Id<"con"> | null;
  readonly recordId: Id<"aud">;
}

/** The record that one suppression was made with, or nothing. */
export async function suppressionById(tx: Tx, id: Id<"sup">): Promise<Made | undefined> {
  const rows = await tx.sql<MadeRow[]>`
    select reason, basis, contact_id, record_id from suppression where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return rows.map(madeFromRow)[0];
}

/** The records of what one mail or event led to. */
export async function suppressionsFrom(tx: Tx, source: string): Promise<readonly Made[]> {
  const rows = await tx.sql<MadeRow[]>`
    select distinct reason, basis, contact_id, record_id from suppression
     where workspace_id = ${tx.workspaceId} and source = ${source} order by record_id`;
  return rows.map(madeFromRow);
}

interface MadeRow {
  readonly reason: SuppressionReason;
  readonly basis: string;
  readonly contact_id: string | null;
  readonly record_id: string;
}

function madeFromRow(row: MadeRow): Made {
  return {
    reason: row.reason,
    basis: row.basis,
    contactId: idOrNull("con", row.contact_id),
    recordId: idFromUuid("aud", row.record_id),
  };
}

/** Everything that was suppressed together, under one record. */
export async function suppressionsWith(
  tx: Tx,
  recordId: Id<"aud">,
): Promise<
  readonly {
    readonly id: Id<"sup">;
    readonly scope: SuppressionScope;
    readonly key: string;
    readonly isLifted: boolean;
  }[]
> {
  const rows = await tx.sql<{ id: string; scope: SuppressionScope; key: string; is_lifted: boolean }[]>`
    select s.id, s.scope, s.key,
           exists (select 1 from suppression_lift l where l.workspace_id = ${tx.workspaceId} and l.suppression_id = s.id) as is_lifted
      from suppression s where s.workspace_id = ${tx.workspaceId} and s.record_id = ${recordId} order by s.id`;
  return rows.map((row) => ({
    id: idFromUuid("sup", row.id),
    scope: row.scope,
    key: row.key,
    isLifted: row.is_lifted,
  }));
}

/**
 * What still forbids contact by any of these keys, to be carried along when people or companies become one or several. What is
 * said of a mailbox by its own key (it bounced, its owner left) stays with the mailbox.
 */
export async function suppressionsByKey(
  tx: Tx,
  keys: readonly { readonly scope: string; readonly key: string }[],
): Promise<readonly { readonly reason: SuppressionReason; readonly purpose: "all" | "outreach" }[]> {
  return tx.sql<{ reason: SuppressionReason; purpose: "all" | "outreach" }[]>`
    select distinct s.reason, s.purpose from suppression s
     where s.workspace_id = ${tx.workspaceId}
       and (s.scope, s.key) in (
         select * from unnest(${keys.map(({ scope }) => scope)}::text[], ${keys.map(({ key }) => key)}::text[]))
       and not (s.scope = 'address' and s.reason in ('hard_bounce', 'left_company'))
       and not exists (select 1 from suppression_lift l where l.workspace_id = ${tx.workspaceId} and l.suppression_id = s.id)`;
}

export interface SuppressionQuery {
  readonly keys: readonly { readonly scope: string; readonly key: string }[] | null;
  readonly contactId: Id<"con"> | null;
  readonly scope: string | null;
  readonly reason: string | null;
  readonly includeLifted: boolean;
  readonly before: Id<"sup"> | null;
  readonly limit: number;
}

/** Suppressions, newest first. */
export async function listedSuppressions(tx: Tx, query: SuppressionQuery): Promise<readonly SuppressionRow[]> {
  const keys = query.keys ?? [];
  const rows = await tx.sql<ListedRow[]>`
    select s.id, s.scope, s.reason, s.purpose, s.contact_id, s.account_id, s.hint, s.basis, s.source, s.evidence, s.created_by_kind, s.created_by,
           s.record_id, s.created_at, l.lifted_at, l.lifted_by, l.reason as lift_reason
      from suppression s
      left join suppression_lift l on l.workspace_id = ${tx.workspaceId} and l.suppression_id = s.id
     where s.workspace_id = ${tx.workspaceId}
       and (${query.keys === null} or (s.scope, s.key) in (
             select * from unnest(${keys.map(({ scope }) => scope)}::text[], ${keys.map(({ key }) => key)}::text[])))
       and (${query.contactId}::uuid is null or s.contact_id = ${query.contactId}::uuid)
       and (${query.scope}::text is null or s.scope = ${query.scope}::text)
       and (${query.reason}::text is null or s.reason = ${query.reason}::text)
       and (${query.includeLifted} or l.suppression_id is null)
       and (${query.before}::uuid is null or s.id < ${query.before}::uuid)
     order by s.id desc limit ${query.limit}`;
  return rows.map((row) => ({
    id: idFromUuid("sup", row.id),
    scope: row.scope,
    reason: row.reason,
    purpose: row.purpose,
    contactId: idOrNull("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    hint: row.hint,
    basis: row.basis,
    source: row.source,
    evidence: row.evidence,
    createdByKind: row.created_by_kind,
    createdBy: row.created_by,
    auditId: idFromUuid("aud", row.record_id),
    createdAt: row.created_at,
    liftedAt: row.lifted_at,
    liftedBy: row.lifted_by,
    liftReason: row.lift_reason,
  }));
}

interface ListedRow {
  readonly id: string;
  readonly scope: SuppressionScope;
  readonly reason: SuppressionReason;
  readonly purpose: "all" | "outreach";
  readonly contact_id: string | null;
  readonly account_id: string | null;
  readonly hint: string;
  readonly basis: string;
  readonly source: string | null;
  readonly evidence: Readonly<Record<string, string | number>> | null;
  readonly created_by_kind: string;
  readonly created_by: string;
  readonly record_id: string;
  readonly created_at: Instant;
  readonly lifted_at: Instant | null;
  readonly lifted_by: string | null;
  readonly lift_reason: string | null;
}
