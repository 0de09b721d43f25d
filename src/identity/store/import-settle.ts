import type { Tx } from "../../kernel/sql.ts";
import type { OptOutRow } from "./import-stage.ts";
import type { RecordKind } from "./records.ts";

/** A record that an import wrote, as settling needs it. */
export interface WrittenRecord {
  readonly id: string;
  readonly entity_id: string;
  readonly match: unknown;
  readonly anchor_id: string | null;
  readonly is_new: boolean;
}

/** A record of a workspace, as resolving all of it needs it. */
export interface WorkspaceRecord {
  readonly id: string;
  readonly match: unknown;
  /** Where it belongs, unless to itself. */
  readonly entity_id: string | null;
  readonly anchor_id: string | null;
  /** Whether the import changed it, and whether anybody was ever told of it. */
  readonly is_changed: boolean;
  readonly is_new: boolean;
}

/** The records that an import wrote, of a kind. */
export async function writtenRecords(tx: Tx, batchId: string, kind: RecordKind): Promise<readonly WrittenRecord[]> {
  return await tx.sql<WrittenRecord[]>`
    select r.id, r.entity_id, r.match, r.anchor_id, i.outcome = 'create' as is_new
      from import_row i join source_record r on r.workspace_id = i.workspace_id and r.id = i.record_id
     where i.workspace_id = ${tx.workspaceId} and i.batch_id = ${batchId} and i.outcome in ('create', 'update') and r.kind = ${kind}
     order by r.id`;
}

/**
 * Every contact record of the workspace in the order of ids, a page at a time so that memory is bounded. What the import did to
 * each is looked up row by row (`offset 0`): the rows of a batch that just came in look few to the planner, which then compares
 * each record with all of them.
 */
export function everyContactRecord(tx: Tx, batchId: string, page: number): AsyncIterable<readonly WorkspaceRecord[]> {
  return tx.sql<WorkspaceRecord[]>`
    select r.id, r.match, nullif(r.entity_id, r.id) as entity_id, r.anchor_id,
           coalesce(i.outcome = 'update' or (i.outcome = 'create' and c.id is null), false) as is_changed,
           coalesce(i.outcome = 'create' and c.id is null, false) as is_new
      from source_record r
      left join lateral (
        select n.outcome from import_row n
         where n.workspace_id = r.workspace_id and n.batch_id = ${batchId} and n.record_id = r.id and n.outcome in ('create', 'update') offset 0) i on true
      left join lateral (
        select k.id from contact k where k.workspace_id = r.workspace_id and k.id = r.entity_id offset 0) c on i.outcome = 'create'
     where r.workspace_id = ${tx.workspaceId} and r.kind = 'contact'
     order by r.id`.cursor(page);
}

/** How often who is who was changed in the workspace. */
export async function identityGeneration(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ generation: number }[]>`
    select generation from identity_lock where workspace_id = ${tx.workspaceId}`;
  return row?.generation ?? 0;
}

/** The keys of a kind of record that are too generic to join by. */
export async function everyBlockedKey(
  tx: Tx,
  kinds: readonly string[],
): Promise<readonly { readonly kind: string; readonly key: string }[]> {
  return await tx.sql<{ kind: string; key: string }[]>`
    select kind, key from key_state where workspace_id = ${tx.workspaceId} and kind = any(${[...kinds]}::text[])`;
}

/** Wishes of these records to be left alone, whose contact turned out to be more than the one record. */
export async function optOutsOfRecords(
  tx: Tx,
  batchId: string,
  recordIds: readonly string[],
): Promise<readonly OptOutRow[]> {
  return await tx.sql<OptOutRow[]>`
    select r.entity_id, i.opt_outs, o.fields
      from import_row i
      join source_record r on r.workspace_id = i.workspace_id and r.id = i.record_id
      join observation o on o.workspace_id = r.workspace_id and o.id = r.current_observation_id
     where i.workspace_id = ${tx.workspaceId} and i.batch_id = ${batchId} and i.opt_outs is not null and i.record_id = any(${[...recordIds]}::uuid[])
       and (r.entity_id <> r.id
            or exists (select from source_record m where m.workspace_id = r.workspace_id and m.entity_id = r.entity_id and m.id <> r.id))
     order by i.row_number`;
}

/** How many contacts and accounts the rows of an import are about. */
export async function entityCounts(
  tx: Tx,
  batchId: string,
): Promise<{ readonly contacts: number; readonly accounts: number }> {
  const [row] = await tx.sql<{ contacts: number; accounts: number }[]>`
    select count(distinct r.entity_id) filter (where r.kind = 'contact')::int as contacts,
           count(distinct case r.kind when 'account' then r.entity_id else a.entity_id end)::int as accounts
      from import_row i
      join source_record r on r.workspace_id = i.workspace_id and r.id = i.record_id
      left join source_record a on a.workspace_id = r.workspace_id and a.id = r.account_record_id
     where i.workspace_id = ${tx.workspaceId} and i.batch_id = ${batchId}`;
  return row ?? { contacts: 0, accounts: 0 };
}

/**
 * Plans every statement of this transaction for the tables as they are now. A plan that was made while a workspace was empty
 * and kept for the connection reads all of it for each row when an import has filled it: 12,000 rows took 28 s, 22 of them so.
 */
export async function planAfresh(tx: Tx): Promise<void> {
  await tx.sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`;
}
