import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { FieldValue } from "../contract.ts";
import { ownersOf, pastObservations, ranksOf } from "../store/claims.ts";
import type { CurrentObservation, RecordKind } from "../store/records.ts";
import { fieldValues } from "./field-values.ts";
import { ownersFrom, ranked, type SaidObservation, withRanks } from "./weigh-claims.ts";

/**
 * The fields of a contact or account, now or as its records said them by a past time: what had been received by then, ranked
 * and owned as it was then. The records are those that belong to it now.
 */
export async function fieldsAsOf(
  tx: Tx,
  object: RecordKind,
  observed: readonly CurrentObservation[],
  asOf: Instant | null,
): Promise<FieldValue[]> {
  const [said, owners] = await Promise.all([
    asOf === null ? withRanks(tx, observed) : saidBy(tx, observed, asOf),
    ownersOf(tx, object, asOf),
  ]);
  return fieldValues(said, ownersFrom(owners));
}

async function saidBy(
  tx: Tx,
  observed: readonly CurrentObservation[],
  asOf: Instant,
): Promise<readonly SaidObservation[]> {
  const recordIds = observed.map((row) => row.record_id);
  const [past, ranks] = await Promise.all([pastObservations(tx, recordIds, asOf), ranksOf(tx, recordIds, asOf)]);
  // They come in the order in which they were received, so that the last of each record stays.
  const newest = new Set(new Map(past.map((row) => [row.record_id, row.observation_id])).values());
  const kept = new Set(ranks.flatMap((one) => (one.rank === "normal" ? [] : [one.observation_id])));
  const rows = past.filter((row) => newest.has(row.observation_id) || kept.has(row.observation_id));
  return ranked(
    rows.map((row) => ({ row, isCurrent: newest.has(row.observation_id) })),
    ranks,
  );
}
