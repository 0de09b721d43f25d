import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { RecordKind } from "./records.ts";

export type BulkState = "running" | "done" | "undoing" | "undone";
export type BulkItemState = "waiting" | "changed" | "same" | "failed" | "undone" | "kept";

export interface NewBulk {
  readonly id: string;
  readonly object: RecordKind;
  readonly filter: unknown;
  readonly change: unknown;
  readonly reason: string;
  readonly asked_by: unknown;
}

export interface BulkRow extends NewBulk {
  readonly state: BulkState;
  readonly items: number;
  readonly undone_by: unknown;
  readonly undo_reason: string | null;
  readonly created_at: Instant;
  readonly finished_at: Instant | null;
}

export interface BulkItem {
  readonly place: number;
  readonly subject_id: string;
  readonly says: string | null;
  readonly record_id: string | null;
  readonly before_id: string | null;
  readonly after_id: string | null;
}

/** What became of an item, and the versions of the people's record before and after it. */
export interface BulkOutcome {
  readonly place: number;
  readonly state: BulkItemState;
  readonly says?: string;
  readonly recordId?: string;
  readonly beforeId?: string | null;
  readonly afterId?: string;
}

/** Keeps a bulk change and everybody it is about, in order. */
export async function insertBulk(tx: Tx, bulk: NewBulk, subjectIds: readonly string[]): Promise<void> {
  await tx.sql`
    insert into bulk_change (workspace_id, id, object, filter, change, reason, asked_by, state, items, created_at)
    values (${tx.workspaceId}, ${bulk.id}, ${bulk.object}, ${JSON.stringify(bulk.filter)}::text::jsonb, ${JSON.stringify(bulk.change)}::text::jsonb,
            ${bulk.reason}, ${JSON.stringify(bulk.asked_by)}::text::jsonb, 'running', ${subjectIds.length}, ${tx.now})`;
  await insertItems(tx, bulk.id, subjectIds);
}

async function insertItems(tx: Tx, bulkId: string, subjectIds: readonly string[]): Promise<void> {
  await tx.sql`
    insert into bulk_item (workspace_id, bulk_id, place, subject_id, state)
    select ${tx.workspaceId}::uuid, ${bulkId}::uuid, s.place, s.id, 'waiting'
      from unnest(${[...subjectIds]}::uuid[]) with ordinality as s (id, place)`;
}

export async function bulkById(tx: Tx, id: string): Promise<BulkRow | null> {
  const rows = await tx.sql<BulkRow[]>`
    select id, object, filter, change, reason, asked_by, undone_by, undo_reason, state, items, created_at, finished_at from bulk_change
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
  return rows[0] ?? null;
}

/** Bulk changes before one, the newest first. */
export async function bulksBefore(tx: Tx, before: string | null, count: number): Promise<readonly BulkRow[]> {
  return await tx.sql<BulkRow[]>`
    select id, object, filter, change, reason, asked_by, undone_by, undo_reason, state, items, created_at, finished_at from bulk_change
     where workspace_id = ${tx.workspaceId} and (${before}::uuid is null or id < ${before}::uuid)
     order by id desc limit ${count}`;
}

/** How many items of each bulk change came to what. */
export async function itemCounts(
  tx: Tx,
  bulkIds: readonly string[],
): Promise<readonly { readonly bulk_id: string; readonly state: BulkItemState; readonly count: number }[]> {
  return await tx.sql<{ bulk_id: string; state: BulkItemState; count: number }[]>`
    select bulk_id, state, count(*)::int as count from bulk_item
     where workspace_id = ${tx.workspaceId} and bulk_id = any(${[...bulkIds]}::uuid[])
     group by bulk_id, state`;
}

/** The next items in a state after a place. */
export async function itemsIn(
  tx: Tx,
  bulkId: string,
  state: BulkItemState,
  after: number,
  count: number,
): Promise<readonly BulkItem[]> {
  return await tx.sql<BulkItem[]>`
    select place, subject_id, says, record_id, before_id, after_id from bulk_item
     where workspace_id = ${tx.workspaceId} and bulk_id = ${bulkId} and state = ${state} and place > ${after}
     order by place limit ${count}`;
}

/** Says what became of items; versions that are known already stay. */
export async function settleItems(tx: Tx, bulkId: string, outcomes: readonly BulkOutcome[]): Promise<void> {
  await tx.sql`
    update bulk_item i
       set state = o.state, says = o.says, record_id = coalesce(o.record_id, i.record_id), before_id = coalesce(o.before_id, i.before_id),
           after_id = coalesce(o.after_id, i.after_id)
      from unnest(${outcomes.map((one) => one.place)}::int[], ${outcomes.map((one) => one.state)}::text[], ${outcomes.map((one) => one.says ?? null)}::text[],
                  ${outcomes.map((one) => one.recordId ?? null)}::uuid[], ${outcomes.map((one) => one.beforeId ?? null)}::uuid[],
                  ${outcomes.map((one) => one.afterId ?? null)}::uuid[]) as o (place, state, says, record_id, before_id, after_id)
     where i.workspace_id = ${tx.workspaceId} and i.bulk_id = ${bulkId} and i.place = o.place`;
}

export async function finishBulk(tx: Tx, bulkId: string, state: BulkState): Promise<void> {
  await tx.sql`
    update bulk_change set state = ${state}, finished_at = ${tx.now} where workspace_id = ${tx.workspaceId} and id = ${bulkId}`;
}

/** Takes a bulk change that is done for undoing; false when somebody else did. */
export async function beginUndo(tx: Tx, bulkId: string, by: unknown, reason: string): Promise<boolean> {
  const rows = await tx.sql`
    update bulk_change set state = 'undoing', undone_by = ${JSON.stringify(by)}::text::jsonb, undo_reason = ${reason}, finished_at = null
     where workspace_id = ${tx.workspaceId} and id = ${bulkId} and state = 'done'
    returning id`;
  return rows.length > 0;
}

/** What living contacts or accounts are called and have as values now; an account's relation among them. */
export async function goldenOf(
  tx: Tx,
  object: RecordKind,
  ids: readonly string[],
): Promise<
  readonly { readonly id: string; readonly name: string; readonly golden: Readonly<Record<string, string>> }[]
> {
  const golden =
    object === "contact" ? tx.sql`golden` : tx.sql`golden || jsonb_build_object('relation', relation) as golden`;
  return await tx.sql<{ id: string; name: string; golden: Record<string, string> }[]>`
    select id, name, ${golden} from ${tx.sql(object)}
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[]) and merged_into is null`;
}

/** A version of a record as it was kept. */
export interface KeptVersion {
  readonly id: string;
  readonly record_id: string;
  readonly observed_at: Instant;
  readonly fields: Readonly<Record<string, string>>;
  readonly details: Readonly<
    Record<string, { readonly observedAt?: number; readonly confidence?: number; readonly cleared?: true }>
  > | null;
  readonly payload_hash: Buffer;
  readonly account_record_id: string | null;
}

export async function versionsByIds(tx: Tx, ids: readonly string[]): Promise<readonly KeptVersion[]> {
  return await tx.sql<KeptVersion[]>`
    select id, record_id, observed_at, fields, details, payload_hash, account_record_id from observation
     where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
}

/** Where people's records are now, and what they say. */
export async function peopleRecordsNow(
  tx: Tx,
  recordIds: readonly string[],
): Promise<
  readonly {
    readonly id: string;
    readonly entity_id: string;
    readonly anchor_id: string | null;
    readonly current_observation_id: string;
  }[]
> {
  return await tx.sql<{ id: string; entity_id: string; anchor_id: string | null; current_observation_id: string }[]>`
    select id, entity_id, anchor_id, current_observation_id from source_record
     where workspace_id = ${tx.workspaceId} and id = any(${[...recordIds]}::uuid[])`;
}
