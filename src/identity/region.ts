import type { Tx } from "../kernel/sql.ts";
import type { Resolution, Review } from "./core/resolve.ts";
import { type Settlement, settlementOf } from "./core/settlement.ts";
import type { Observation } from "./core/survive.ts";
import {
  blockedAmong,
  blockedKeysOf,
  blockKeys,
  genericKeys,
  type KeyName,
  recordsUnder,
  regionOf,
  unblockKeys,
} from "./store/keys.ts";
import { type CurrentObservation, moveRecords, observationsOf, regionRecords, withMates } from "./store/records.ts";

/** A record that was written in this transaction, as it would read back. */
export interface Fresh {
  readonly id: string;
  readonly isNew: boolean;
  readonly entityId: string;
  readonly match: unknown;
  readonly observation: CurrentObservation;
}

/** What a change touched: the records written, and every key that they have or had. */
export interface Touched {
  readonly fresh: ReadonlyMap<string, Fresh>;
  readonly keys: readonly KeyName[];
}

/** The settled region: what changed, and what the records of every entity to project say. */
export interface Region {
  readonly settlement: Settlement;
  readonly reviews: readonly Review[];
  readonly conflicted: ReadonlySet<string>;
  readonly observed: ReadonlyMap<string, readonly CurrentObservation[]>;
}

type Resolve = (
  records: readonly { readonly id: string; readonly match: unknown }[],
  blocked: ReadonlySet<string>,
) => Resolution;

/**
 * Resolves the closure of what was touched and moves records to where they belong now. The same pure function runs over the
 * region as would run over everything, so that increments and a full run agree. What was just written is not read back.
 */
export async function settleRegion(tx: Tx, touched: Touched, namesMax: number, resolve: Resolve): Promise<Region> {
  const { fresh } = touched;
  const { unsettled, blocked: risen } = await refreshedKeys(tx, touched.keys, namesMax);
  const changed = [...fresh.values()].filter((record) => !record.isNew).map((record) => record.id);
  const mates = changed.length + unsettled.length === 0 ? [] : await withMates(tx, [...changed, ...unsettled]);
  const regionIds = await regionOf(tx, [...new Set([...fresh.keys(), ...mates, ...unsettled])]);
  const storedIds = regionIds.filter((id) => !fresh.has(id));
  const stored = storedIds.length === 0 ? [] : await regionRecords(tx, storedIds);
  const records = [
    ...fresh.values(),
    ...stored.map((row) => ({ id: row.id, isNew: false, entityId: row.entity_id, match: row.match })),
  ];
  const generic = await blockedKeysOf(tx, regionIds);
  const { clusters, reviews: found } = resolve(records, new Set(generic.map(nameOf)));
  const reviews = [...risen, ...found];
  const settlement = settlementOf(clusters, records, new Set(fresh.keys()));
  if (settlement.moves.length > 0) await moveRecords(tx, settlement.moves);
  const conflicted = new Set(reviews.filter(isAboutIdentity).flatMap((review) => review.members));
  const touchedIds = new Set(settlement.affected.map((cluster) => cluster.id));
  const affected = clusters.filter(
    (cluster) => touchedIds.has(cluster.id) || cluster.members.some((member) => conflicted.has(member)),
  );
  return { settlement, reviews, conflicted, observed: await observedBy(tx, affected, fresh) };
}

/** A stored observation as the core reads it. */
export function observationFrom(row: CurrentObservation): Observation {
  return {
    id: row.observation_id,
    recordId: row.record_id,
    source: { id: row.source_id, kind: row.source_kind, trust: row.trust },
    observedAt: row.observed_at,
    confidence: row.confidence,
    fields: row.fields,
  };
}

async function observedBy(
  tx: Tx,
  clusters: Resolution["clusters"],
  fresh: ReadonlyMap<string, Fresh>,
): Promise<ReadonlyMap<string, readonly CurrentObservation[]>> {
  const storedIds = clusters.flatMap((cluster) => cluster.members).filter((id) => !fresh.has(id));
  const stored = storedIds.length === 0 ? [] : await observationsOf(tx, storedIds);
  const byRecord = new Map(stored.map((row) => [row.record_id, row]));
  return new Map(
    clusters.map((cluster) => [
      cluster.id,
      cluster.members.flatMap((id) => fresh.get(id)?.observation ?? byRecord.get(id) ?? []),
    ]),
  );
}

const nameOf = (one: KeyName): string => `${one.kind}:${one.key}`;

/** Keys that became generic, each for a person to see, and the records of those and of keys that ceased to be generic. */
interface Refreshed {
  readonly blocked: readonly Review[];
  readonly unsettled: readonly string[];
}

/** Brings the list of generic keys up to date. */
async function refreshedKeys(tx: Tx, keys: readonly KeyName[], namesMax: number): Promise<Refreshed> {
  // A name at a domain is one name by its make, and a registered domain is one company's; neither becomes generic.
  const judged = keys.filter((one) => one.kind !== "nd" && one.kind !== "do");
  const distinct = [...new Map(judged.map((one) => [nameOf(one), one])).values()];
  if (distinct.length === 0) return { blocked: [], unsettled: [] };
  const generic = await genericKeys(tx, distinct, namesMax);
  const blocked = await blockedAmong(tx, distinct);
  const [genericNames, blockedNames] = [new Set(generic.map(nameOf)), new Set(blocked.map(nameOf))];
  const risen = generic.filter((one) => !blockedNames.has(nameOf(one)));
  const freed = blocked.filter((one) => !genericNames.has(nameOf(one)));
  if (risen.length > 0) await blockKeys(tx, risen);
  if (freed.length > 0) await unblockKeys(tx, freed);
  const under = risen.length + freed.length === 0 ? [] : await recordsUnder(tx, [...risen, ...freed]);
  const byKey = Map.groupBy(under, nameOf);
  return {
    blocked: risen.map((one) => ({
      kind: "blocked_key",
      subject: nameOf(one),
      members: (byKey.get(nameOf(one)) ?? []).map((row) => row.record_id).sort(),
    })),
    unsettled: [...new Set(under.map((row) => row.record_id))],
  };
}

/** A desk phone that colleagues share says nothing against any of them; a shared mailbox or profile does. */
function isAboutIdentity(review: Review): boolean {
  return review.kind === "component" || review.kind === "veto" || /^(em|li):/.test(review.subject);
}
