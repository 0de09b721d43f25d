import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { CapKind, CapSubject, Keyed } from "../core/subjects.ts";

/** How often one subject was touched, and the oldest touch that each window still counts. */
export interface CapCountRow {
  readonly kind: string;
  readonly key: string;
  readonly d1: number;
  readonly d7: number;
  readonly d30: number;
  readonly oldest1: Instant | null;
  readonly oldest7: Instant | null;
  readonly oldest30: Instant | null;
  readonly newest: Instant | null;
}

export interface ReservationRow extends Keyed {
  readonly actionId: Id<"act">;
  readonly at: Instant;
  readonly expiresAt: Instant;
}

/** Adds the subjects that do not exist yet. */
export async function insertMissingSubjects(tx: Tx, caps: readonly Keyed[]): Promise<void> {
  await tx.sql`
    insert into cap_subject (workspace_id, kind, key)
    select ${tx.workspaceId}::uuid, wanted.kind, wanted.key
      from (select distinct kind, key from unnest(${caps.map(({ kind }) => kind)}::text[], ${caps.map(({ key }) => key)}::text[]) as u (kind, key)
             order by kind, key) wanted
    on conflict do nothing`;
}

/** Subjects held for update, in the one order: only this transaction counts and reserves for them. */
export async function capSubjectsForUpdate(tx: Tx, caps: readonly Keyed[]): Promise<void> {
  await tx.sql`
    select 1 from cap_subject
     where workspace_id = ${tx.workspaceId}
       and (kind, key) in (select * from unnest(${caps.map(({ kind }) => kind)}::text[], ${caps.map(({ key }) => key)}::text[]))
     order by kind, key for update`;
}

/** What each subject used in rolling windows that end at `now`, live reservations included, some actions left out. */
export function capCounts(
  tx: Tx,
  subjects: readonly Keyed[],
  now: Instant,
  excludeActionIds: readonly Id<"act">[],
): Promise<readonly CapCountRow[]> {
  const [day, week, month] = [now - 86_400_000, now - 7 * 86_400_000, now - 30 * 86_400_000];
  // Counted subject by subject: joined at once, the planner reads the ledger of the whole workspace for each batch.
  return tx.sql<CapCountRow[]>`
    select wanted.kind, wanted.key, used.*
      from (select distinct kind, key
              from unnest(${subjects.map(({ kind }) => kind)}::text[], ${subjects.map(({ key }) => key)}::text[]) as u (kind, key)) wanted
     cross join lateral (
       select count(*) filter (where l.at > ${day}::timestamptz)::int as d1,
              count(*) filter (where l.at > ${week}::timestamptz)::int as d7,
              count(*)::int as d30,
              min(l.at) filter (where l.at > ${day}::timestamptz) as oldest1,
              min(l.at) filter (where l.at > ${week}::timestamptz) as oldest7,
              min(l.at) as oldest30,
              max(l.at) as newest
         from cap_ledger l
        where l.workspace_id = ${tx.workspaceId} and l.kind = wanted.kind and l.key = wanted.key and l.at > ${month}::timestamptz
          and (l.state = 'used' or (l.state = 'reserved' and l.expires_at > ${now}::timestamptz))
          and l.action_id <> all(${[...excludeActionIds]}::uuid[])) used`;
}

/** Reserves a place for each row; an action that is decided again takes its own place anew. */
export async function upsertReservations(tx: Tx, rows: readonly ReservationRow[]): Promise<void> {
  await tx.sql`
    insert into cap_ledger (workspace_id, kind, key, action_id, at, state, expires_at)
    select ${tx.workspaceId}::uuid, r.kind, r.key, r.action_id, r.at, 'reserved', r.expires_at
      from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ key }) => key)}::text[], ${rows.map(({ actionId }) => actionId)}::uuid[],
                  ${rows.map(({ at }) => at)}::timestamptz[], ${rows.map(({ expiresAt }) => expiresAt)}::timestamptz[])
           as r (kind, key, action_id, at, expires_at)
    on conflict (workspace_id, kind, key, action_id)
    do update set at = excluded.at, state = 'reserved', expires_at = excluded.expires_at where cap_ledger.state <> 'used'`;
}

/** Enters touches that happened elsewhere as used; one that was entered before stays as it is. */
export async function insertUsed(
  tx: Tx,
  rows: readonly (Keyed & { readonly touchId: string; readonly at: Instant })[],
): Promise<void> {
  await tx.sql`
    insert into cap_ledger (workspace_id, kind, key, action_id, at, state, expires_at)
    select ${tx.workspaceId}::uuid, r.kind, r.key, r.touch_id, r.at, 'used', r.at
      from unnest(${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ key }) => key)}::text[], ${rows.map(({ touchId }) => touchId)}::uuid[],
                  ${rows.map(({ at }) => at)}::timestamptz[]) as r (kind, key, touch_id, at)
    on conflict do nothing`;
}

/** Turns reservations into use: the attempt begins, and whatever comes of it counts; a second attempt from its own time. */
export async function spendReservations(tx: Tx, actionIds: readonly Id<"act">[]): Promise<void> {
  await tx.sql`
    update cap_ledger set state = 'used', at = ${tx.now}::timestamptz
     where workspace_id = ${tx.workspaceId} and action_id = any(${[...actionIds]}::uuid[]) and state <> 'released'`;
}

/** Gives places back: for certain nothing reached the person. */
export async function releaseReservations(tx: Tx, actionIds: readonly Id<"act">[]): Promise<void> {
  await tx.sql`
    update cap_ledger set state = 'released'
     where workspace_id = ${tx.workspaceId} and action_id = any(${[...actionIds]}::uuid[]) and state <> 'released'`;
}

/** Enters what was counted under some keys under another one too. */
export async function insertCopies(tx: Tx, kind: string, from: readonly string[], to: string): Promise<void> {
  await tx.sql`
    insert into cap_ledger (workspace_id, kind, key, action_id, at, state, expires_at)
    select workspace_id, kind, ${to}, action_id, at, state, expires_at from cap_ledger
     where workspace_id = ${tx.workspaceId} and kind = ${kind} and key = any(${[...from]}::text[])
    on conflict do nothing`;
}

/** What the touches of these actions are counted over; an action that was never attempted has no entry. */
export async function touchedBy(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, readonly CapSubject[]>> {
  const rows = await tx.sql<{ action_id: string; kind: CapKind; key: string }[]>`
    select action_id, kind, key from cap_ledger
     where workspace_id = ${tx.workspaceId} and action_id = any(${[...actionIds]}::uuid[]) and state = 'used'
     order by action_id, kind, key`;
  const byAction = Map.groupBy(rows, (row) => idFromUuid("act", row.action_id));
  return new Map([...byAction].map(([id, own]) => [id, own.map(({ kind, key }) => ({ kind, key }))]));
}
