import type { Tx } from "../../kernel/sql.ts";
import { accountRows, contactRows, type EntityRow, recordsOfEntities } from "../store/bodies.ts";
import { regionOf } from "../store/keys.ts";
import { entitiesOf, type RecordKind, withMates } from "../store/records.ts";

/** How contacts or accounts read at one moment: their rows, and who their records are. */
export interface Snapshot {
  readonly rows: ReadonlyMap<string, EntityRow>;
  /** The entity of every record. */
  readonly homes: ReadonlyMap<string, string>;
}

/** Everything that a word about these records may change: all that evidence or people connect with them. */
export async function reachOf(tx: Tx, recordIds: readonly string[]): Promise<readonly string[]> {
  if (recordIds.length === 0) return [];
  const region = await regionOf(tx, await withMates(tx, recordIds));
  return [...new Set((await entitiesOf(tx, region)).values())];
}

/** How these entities read now. */
export async function snapshotOf(tx: Tx, about: RecordKind, entityIds: readonly string[]): Promise<Snapshot> {
  if (entityIds.length === 0) return { rows: new Map(), homes: new Map() };
  const [rows, records] = await Promise.all([
    about === "contact" ? contactRows(tx, entityIds) : accountRows(tx, entityIds),
    recordsOfEntities(tx, about, entityIds),
  ]);
  return {
    rows: new Map(rows.map((row) => [row.id, row])),
    homes: new Map(records.map((record) => [record.id, record.entity_id])),
  };
}
