import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Route, ScoreReasons } from "../contract.ts";

/** A recorded signal: about a contact or about an account, never both. */
export interface Signal {
  readonly id: Id<"sig">;
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly kind: string;
  readonly strength: number;
  readonly source: string;
  readonly sourceKey: string;
  readonly occurredAt: Instant;
}

/** A stored score. */
export interface Score {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly fit: number;
  readonly intent: number;
  readonly disqualified: boolean;
  readonly route: Route;
  readonly priority: number;
  readonly reasons: ScoreReasons;
  readonly icpVersionId: Id<"icp">;
  readonly inputsDigest: string;
  readonly computedAt: Instant;
}

/** Records the signals whose source key is new; returns the ids of those. */
export async function insertSignals(tx: Tx, signals: readonly Signal[]): Promise<readonly Id<"sig">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    insert into signal (workspace_id, id, contact_id, account_id, kind, strength, source, source_key, occurred_at, recorded_at)
    select ${tx.workspaceId}::uuid, s.id, s.contact_id, s.account_id, s.kind, s.strength, s.source, s.source_key, s.occurred_at, ${tx.now}::timestamptz
      from unnest(${signals.map((s) => s.id)}::uuid[], ${signals.map((s) => s.contactId)}::uuid[],
                  ${signals.map((s) => s.accountId)}::uuid[], ${signals.map((s) => s.kind)}::text[],
                  ${signals.map((s) => s.strength)}::int[], ${signals.map((s) => s.source)}::text[],
                  ${signals.map((s) => s.sourceKey)}::text[], ${signals.map((s) => s.occurredAt)}::timestamptz[])
           as s (id, contact_id, account_id, kind, strength, source, source_key, occurred_at)
    order by s.source, s.source_key
    on conflict (workspace_id, source, source_key) do nothing
    returning id`;
  return rows.map((row) => idFromUuid("sig", row.id));
}

/** The newest signals about each of these contacts and accounts since a time, at most `count` for each. */
export async function signalsAbout(
  tx: Tx,
  contactIds: readonly Id<"con">[],
  accountIds: readonly Id<"acc">[],
  since: Instant,
  count: number,
): Promise<readonly Signal[]> {
  const rows = await tx.sql<SignalRow[]>`
    select id, contact_id, account_id, kind, strength, source, source_key, occurred_at from (
      select *, row_number() over (partition by contact_id, account_id order by occurred_at desc, id desc) as place
        from signal
       where workspace_id = ${tx.workspaceId} and occurred_at >= ${since}
         and (contact_id = any(${[...contactIds]}::uuid[]) or account_id = any(${[...accountIds]}::uuid[]))
    ) as recent where place <= ${count} order by id`;
  return rows.map((row) => ({
    id: idFromUuid("sig", row.id),
    contactId: idOrNull("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    kind: row.kind,
    strength: row.strength,
    source: row.source,
    sourceKey: row.source_key,
    occurredAt: row.occurred_at,
  }));
}

/** The scores of these contacts. */
export async function scoresOf(tx: Tx, contactIds: readonly Id<"con">[]): Promise<readonly Score[]> {
  const rows = await tx.sql<ScoreRow[]>`
    select * from score where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
  return rows.map(scoreFromRow);
}

/** Holds the scores of these contacts until the end of the transaction, so that two rescorings do not overwrite each other. */
export async function lockScores(tx: Tx, contactIds: readonly Id<"con">[]): Promise<void> {
  await tx.sql`
    select 1 from score where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])
     order by contact_id for update`;
}

/** Adds a history row for each score that differs from the stored one in anything but its time. */
export async function insertChanges(tx: Tx, ids: readonly string[], scores: readonly Score[]): Promise<void> {
  await tx.sql`
    insert into score_history (workspace_id, contact_id, id, fit, intent, disqualified, route, icp_version_id, inputs_digest, computed_at)
    select ${tx.workspaceId}::uuid, n.contact_id, n.id, n.fit, n.intent, n.disqualified, n.route, n.icp_version_id, n.inputs_digest, ${tx.now}::timestamptz
      from unnest(${scores.map((s) => s.contactId)}::uuid[], ${[...ids]}::uuid[], ${scores.map((s) => s.fit)}::int[],
                  ${scores.map((s) => s.intent)}::int[], ${scores.map((s) => String(s.disqualified))}::text[]::boolean[],
                  ${scores.map((s) => s.route)}::text[], ${scores.map((s) => s.icpVersionId)}::uuid[],
                  ${scores.map((s) => s.inputsDigest)}::text[])
           as n (contact_id, id, fit, intent, disqualified, route, icp_version_id, inputs_digest)
      left join score o on o.workspace_id = ${tx.workspaceId}::uuid and o.contact_id = n.contact_id
     where (o.fit, o.intent, o.disqualified, o.route, o.icp_version_id)
           is distinct from (n.fit::smallint, n.intent::smallint, n.disqualified, n.route collate "C", n.icp_version_id)`;
}

/** Writes the newest score of each contact. */
export async function upsertScores(tx: Tx, scores: readonly Score[]): Promise<void> {
  await tx.sql`
    insert into score (workspace_id, contact_id, account_id, fit, intent, disqualified, route, priority, reasons, icp_version_id, inputs_digest, computed_at)
    select ${tx.workspaceId}::uuid, n.contact_id, n.account_id, n.fit, n.intent, n.disqualified, n.route, n.priority, n.reasons, n.icp_version_id, n.inputs_digest, ${tx.now}::timestamptz
      from unnest(${scores.map((s) => s.contactId)}::uuid[], ${scores.map((s) => s.accountId)}::uuid[],
                  ${scores.map((s) => s.fit)}::int[], ${scores.map((s) => s.intent)}::int[],
                  ${scores.map((s) => String(s.disqualified))}::text[]::boolean[], ${scores.map((s) => s.route)}::text[],
                  ${scores.map((s) => s.priority)}::int[], ${scores.map((s) => JSON.stringify(s.reasons))}::text[]::jsonb[],
                  ${scores.map((s) => s.icpVersionId)}::uuid[], ${scores.map((s) => s.inputsDigest)}::text[])
           as n (contact_id, account_id, fit, intent, disqualified, route, priority, reasons, icp_version_id, inputs_digest)
     order by n.contact_id
    on conflict (workspace_id, contact_id) do update set
      account_id = excluded.account_id, fit = excluded.fit, intent = excluded.intent, disqualified = excluded.disqualified,
      route = excluded.route, priority = excluded.priority, reasons = excluded.reasons,
      icp_version_id = excluded.icp_version_id, inputs_digest = excluded.inputs_digest, computed_at = excluded.computed_at`;
}

/** Forgets the scores of contacts that no longer stand on their own; their history stays. */
export async function removeScores(tx: Tx, contactIds: readonly Id<"con">[]): Promise<void> {
  await tx.sql`delete from score where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
}

/** The next scores of the queue, best first. */
export async function queueAfter(
  tx: Tx,
  route: "act" | "nurture" | null,
  after: { readonly priority: number; readonly contactId: Id<"con"> } | null,
  count: number,
): Promise<readonly Score[]> {
  const rows = await tx.sql<ScoreRow[]>`
    select * from score
     where workspace_id = ${tx.workspaceId} and route in ('act', 'nurture') and (${route}::text is null or route = ${route})
       and (${after === null} or priority < ${after?.priority ?? 0}
            or (priority = ${after?.priority ?? 0} and contact_id > ${after?.contactId ?? null}::uuid))
     order by priority desc, contact_id limit ${count}`;
  return rows.map(scoreFromRow);
}

/** How many contacts are on each route. */
export async function countsByRoute(tx: Tx): Promise<ReadonlyMap<Route, number>> {
  const rows = await tx.sql<{ route: Route; count: number }[]>`
    select route, count(*)::int as count from score where workspace_id = ${tx.workspaceId} group by route`;
  return new Map(rows.map((row) => [row.route, row.count]));
}

interface SignalRow {
  readonly id: string;
  readonly contact_id: string | null;
  readonly account_id: string | null;
  readonly kind: string;
  readonly strength: number;
  readonly source: string;
  readonly source_key: string;
  readonly occurred_at: Instant;
}

interface ScoreRow {
  readonly contact_id: string;
  readonly account_id: string | null;
  readonly fit: number;
  readonly intent: number;
  readonly disqualified: boolean;
  readonly route: Route;
  readonly priority: number;
  readonly reasons: ScoreReasons;
  readonly icp_version_id: string;
  readonly inputs_digest: string;
  readonly computed_at: Instant;
}

function scoreFromRow(row: ScoreRow): Score {
  return {
    contactId: idFromUuid("con", row.contact_id),
    accountId: idOrNull("acc", row.account_id),
    fit: row.fit,
    intent: row.intent,
    disqualified: row.disqualified,
    route: row.route,
    priority: row.priority,
    reasons: row.reasons,
    icpVersionId: idFromUuid("icp", row.icp_version_id),
    inputsDigest: row.inputs_digest,
    computedAt: row.computed_at,
  };
}
