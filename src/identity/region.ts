import type { Tx } from "../kernel/sql.ts";
import type { JobChanged } from "./accounts/work-history.ts";
import { unanswered } from "./core/questions.ts";
import type { Assertion, Resolution, Review } from "./core/resolve.ts";
import { type Settlement, settlementOf } from "./core/settlement.ts";
import { standing } from "./core/standing.ts";
import type { Observation } from "./core/survive.ts";
import { keyText, refreshKeys } from "./generic-keys.ts";
import { assertionsAbout } from "./store/assertions.ts";
import { blockedKeysOf, type KeyName, regionOf } from "./store/keys.ts";
import { type CurrentObservation, moveRecords, observationsOf, regionRecords, withMates } from "./store/records.ts";
import { settleReviews, unansweredAbout } from "./store/reviews.ts";

/** A record that was written in this transaction, as it would read back. */
export interface Fresh {
  readonly id: string;
  readonly isNew: boolean;
  readonly entityId: string;
  readonly match: unknown;
  readonly observation: CurrentObservation;
  /** The known record that it says something about, and whose fate it shares. */
  readonly anchorId?: string | null;
}

/** What a change touched: the records written, every key that they have or had, and the records that a person spoke about. */
export interface Touched {
  readonly fresh: ReadonlyMap<string, Fresh>;
  readonly keys: readonly KeyName[];
  readonly spokenOf?: readonly string[];
  /** What it comes to, where that was resolved already as part of a whole workspace. */
  readonly resolved?: Resolved;
}

/** The settled region: what changed, and what the records of every entity to project say. */
export interface Region {
  readonly settlement: Settlement;
  readonly reviews: readonly Review[];
  readonly conflicted: ReadonlySet<string>;
  readonly observed: ReadonlyMap<string, readonly CurrentObservation[]>;
  /** Changes of employer that this told of, in a region of contacts. */
  readonly jobChanges?: readonly JobChanged[];
}

type Resolve = (
  records: readonly { readonly id: string; readonly match: unknown }[],
  assertions: readonly Assertion[],
  blocked: ReadonlySet<string>,
) => Resolution;

/** A record of the region, with where it belonged before and to which record it is tied. */
export interface Placed {
  readonly id: string;
  readonly isNew: boolean;
  readonly entityId: string;
  readonly match: unknown;
  readonly anchorId?: string | null;
}

/** A part of a workspace as it resolves: every record that the change could reach, who they are, and what is asked about them. */
export interface Resolved {
  readonly records: readonly Placed[];
  readonly clusters: Resolution["clusters"];
  /** Questions that nobody has answered yet. */
  readonly asked: readonly Review[];
  readonly risen: readonly Review[];
  readonly freed: readonly string[];
}

/** Resolves what a change reaches and moves records to where they belong now. What was just written is not read back. */
export async function settleRegion(tx: Tx, touched: Touched, namesMax: number, resolve: Resolve): Promise<Region> {
  const { fresh } = touched;
  const { records, clusters, asked, risen, freed } =
    touched.resolved ?? (await resolvedRegion(tx, touched, namesMax, resolve));
  const regionIds = records.map((record) => record.id);
  const released = await putAway(tx, regionIds, asked, new Set(freed));
  const settlement = settlementOf(clusters, records, new Set(fresh.keys()));
  if (settlement.moves.length > 0) await moveRecords(tx, settlement.moves);
  const conflicted = new Set(asked.filter(isAboutIdentity).flatMap((review) => review.members));
  const touchedIds = new Set(settlement.affected.map((cluster) => cluster.id));
  const affected = clusters.filter(
    (cluster) =>
      touchedIds.has(cluster.id) || cluster.members.some((member) => conflicted.has(member) || released.has(member)),
  );
  return { settlement, reviews: [...risen, ...asked], conflicted, observed: await observedBy(tx, affected, fresh) };
}

/**
 * Resolves the closure of what was touched. The same pure function runs over the region as would run over everything, so that
 * increments and a full run agree.
 */
async function resolvedRegion(tx: Tx, touched: Touched, namesMax: number, resolve: Resolve): Promise<Resolved> {
  const { fresh, spokenOf = [] } = touched;
  const { unsettled, risen, freed } = await refreshKeys(tx, touched.keys, namesMax);
  const changed = [...fresh.values()].filter((record) => !record.isNew).map((record) => record.id);
  const known = [...changed, ...unsettled, ...spokenOf];
  const mates = known.length === 0 ? [] : await withMates(tx, known);
  const regionIds = await regionOf(tx, [...new Set([...fresh.keys(), ...mates, ...unsettled])]);
  const records = await recordsOf(tx, regionIds, fresh);
  const generic = await blockedKeysOf(tx, regionIds);
  const said = standing(await assertionsAbout(tx, regionIds));
  const { clusters, reviews } = resolve(records, [...said, ...tiesOf(records)], new Set(generic.map(keyText)));
  return { records, clusters, asked: unanswered(reviews, clusters, said), risen, freed };
}

async function recordsOf(
  tx: Tx,
  regionIds: readonly string[],
  fresh: ReadonlyMap<string, Fresh>,
): Promise<readonly Placed[]> {
  const storedIds = regionIds.filter((id) => !fresh.has(id));
  const stored = storedIds.length === 0 ? [] : await regionRecords(tx, storedIds);
  return [
    ...fresh.values(),
    ...stored.map((row) => ({
      id: row.id,
      isNew: false,
      entityId: row.entity_id,
      match: row.match,
      anchorId: row.anchor_id,
    })),
  ];
}

/** Records that say something about another one are where that one is, whatever their values say. */
function tiesOf(records: readonly Placed[]): readonly Assertion[] {
  return records.flatMap(({ id, anchorId }) =>
    anchorId === undefined || anchorId === null ? [] : [{ kind: "same", left: [anchorId], right: [id] }],
  );
}

/** Settles the questions about the region that are no longer asked, and answers whose they were. */
async function putAway(
  tx: Tx,
  regionIds: readonly string[],
  asked: readonly Review[],
  freed: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const still = new Set(asked.map((review) => review.subject));
  const gone = (await unansweredAbout(tx, regionIds)).filter(
    ({ kind, subject }) =>
      resolverKinds.has(kind) && !still.has(subject) && (kind !== "blocked_key" || freed.has(subject)),
  );
  if (gone.length === 0) return new Set();
  await settleReviews(
    tx,
    gone.map((review) => review.id),
  );
  return new Set(gone.flatMap((review) => review.record_ids));
}

/** What the resolver asks; other questions are put away by those who put them. */
const resolverKinds: ReadonlySet<string> = new Set<Review["kind"]>([
  "shared_key",
  "blocked_key",
  "component",
  "veto",
  "account_name",
]);

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

/** A desk phone that colleagues share says nothing against any of them; a shared mailbox or profile does. */
function isAboutIdentity(review: Review): boolean {
  return review.kind === "component" || review.kind === "veto" || /^(em|li):/.test(review.subject);
}
