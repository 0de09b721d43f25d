import type { Tx } from "../../kernel/sql.ts";
import type { RecordKind } from "./records.ts";

/** A record with whom it belongs to and to which record it is tied. */
export interface PlacedRecord {
  readonly id: string;
  readonly kind: RecordKind;
  readonly entity_id: string;
  readonly anchor_id: string | null;
}

/** A contact or account as it reads now; one that was merged away says into which. */
export interface EntityRow {
  readonly id: string;
  readonly name: string;
  readonly golden: Readonly<Record<string, unknown>>;
  readonly merged_into: string | null;
}

/** A merge that absorbed an entity: the records that each had before, by its id. */
export interface MergeEvent {
  readonly id: string;
  readonly entity_id: string;
  readonly records: Readonly<Record<string, readonly string[]>>;
}

/** The records of these entities. */
export async function recordsOfEntities(
  tx: Tx,
  about: RecordKind,
  entityIds: readonly string[],
): Promise<readonly PlacedRecord[]> {
  return await tx.sql<PlacedRecord[]>`
    select r.id, r.kind, r.entity_id, r.anchor_id
      from (select distinct unnest(${[...entityIds]}::uuid[]) as id) as asked
     cross join lateral (select * from source_record b
                          where b.workspace_id = ${tx.workspaceId} and b.entity_id = asked.id offset 0) as r
     where r.kind = ${about} order by r.id`;
}

/** Where these records are. */
export async function placedRecords(tx: Tx, recordIds: readonly string[]): Promise<readonly PlacedRecord[]> {
  return await tx.sql<PlacedRecord[]>`
    select id, kind, entity_id, anchor_id from source_record
     where workspace_id = ${tx.workspaceId} and id = any(${[...recordIds]}::uuid[]) order by id`;
}

export async function contactRows(tx: Tx, ids: readonly string[]): Promise<readonly EntityRow[]> {
  return await tx.sql<EntityRow[]>`
    select id, name, golden, merged_into from contact where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
}

export async function accountRows(tx: Tx, ids: readonly string[]): Promise<readonly EntityRow[]> {
  return await tx.sql<EntityRow[]>`
    select id, name, golden, merged_into from account where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
}

/** The last merge in which one of these absorbed an entity. */
export async function lastMergeOf(
  tx: Tx,
  about: RecordKind,
  absorbedId: string,
  survivors: readonly string[],
): Promise<MergeEvent | undefined> {
  const [row] = await tx.sql<MergeEvent[]>`
    select id, entity_id, records from identity_event
     where workspace_id = ${tx.workspaceId} and kind = ${about} and type = 'merged' and entity_id = any(${[...survivors]}::uuid[])
       and ${absorbedId}::uuid = any(other_ids) and records ? ${absorbedId}::text
     order by at desc, id desc limit 1`;
  return row;
}
