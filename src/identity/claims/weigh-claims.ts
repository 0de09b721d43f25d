import type { Tx } from "../../kernel/sql.ts";
import { claimConflicts, type HeardObservation } from "../core/claim-conflicts.ts";
import type { ProjectionRules } from "../core/project.ts";
import type { Review } from "../core/resolve.ts";
import type { ClaimRank, Observation, Owners } from "../core/survive.ts";
import {
  type OwnerRow,
  observationsByIds,
  ownersOf,
  pastObservations,
  type RankRow,
  ranksOf,
} from "../store/claims.ts";
import { blockedKeysOf } from "../store/keys.ts";
import type { CurrentObservation, RecordKind } from "../store/records.ts";

/** An observation with what people said about its claims, as it was read. */
export interface SaidObservation extends CurrentObservation {
  readonly ranks?: Readonly<Record<string, ClaimRank>>;
  /** False for a former version of its record, which is here because a person ranked a claim of it. */
  readonly isCurrent: boolean;
}

/** What a projection reads: every entity's observations with their ranks, and what else decides. */
export interface Weighed {
  readonly said: ReadonlyMap<string, readonly Observation[]>;
  readonly rules: ProjectionRules;
  /** What machines say against a person's word. */
  readonly conflicts: readonly Review[];
}

type Observed = ReadonlyMap<string, readonly CurrentObservation[]>;

/** Reads what decides between the claims of these entities besides the claims: a constant number of statements. */
export async function weighClaims(tx: Tx, object: RecordKind, observed: Observed): Promise<Weighed> {
  const rows = [...observed.values()].flat();
  const recordIds = rows.map((row) => row.record_id);
  const [said, owners, blocked] = await Promise.all([
    withRanks(tx, rows),
    ownersOf(tx, object),
    object === "contact" ? blockedKeysOf(tx, recordIds) : [],
  ]);
  const rules: ProjectionRules = {
    owners: ownersFrom(owners),
    blocked: new Set(blocked.map(({ kind, key }) => `${kind}:${key}`)),
  };
  const byRecord = Map.groupBy(said, (row) => row.record_id);
  const weighed = new Map(
    [...observed].map(([id, own]) => [
      id,
      own.flatMap((row) => byRecord.get(row.record_id) ?? []).map(observationFrom),
    ]),
  );
  return { said: weighed, rules, conflicts: await conflictsIn(tx, weighed, rules.owners) };
}

/** Observations with what people said about their claims, and those former versions of which a claim is ranked. */
export async function withRanks(tx: Tx, rows: readonly CurrentObservation[]): Promise<readonly SaidObservation[]> {
  if (rows.length === 0) return [];
  const ranks = await ranksOf(
    tx,
    rows.map((row) => row.record_id),
  );
  if (ranks.length === 0) return rows.map((row) => ({ ...row, isCurrent: true }));
  const present = new Set(rows.map((row) => row.observation_id));
  const former = ranks.filter((rank) => rank.rank !== "normal" && !present.has(rank.observation_id));
  const formerRows =
    former.length === 0
      ? []
      : await observationsByIds(
          tx,
          former.map((rank) => rank.observation_id),
        );
  return ranked(
    [...rows.map((row) => ({ row, isCurrent: true })), ...formerRows.map((row) => ({ row, isCurrent: false }))],
    ranks,
  );
}

/** Puts what was said about claims to the observations that make them. */
export function ranked(
  rows: readonly { readonly row: CurrentObservation; readonly isCurrent: boolean }[],
  ranks: readonly RankRow[],
): readonly SaidObservation[] {
  const byObservation = Map.groupBy(ranks, (rank) => rank.observation_id);
  return rows.map(({ row, isCurrent }) => {
    const own = (byObservation.get(row.observation_id) ?? []).flatMap(({ field, rank, at }) =>
      rank === "normal" ? [] : [[field, { rank, at }] as const],
    );
    return own.length === 0 ? { ...row, isCurrent } : { ...row, isCurrent, ranks: Object.fromEntries(own) };
  });
}

/** The fields that belong to a source, with it. */
export function ownersFrom(rows: readonly OwnerRow[]): Owners {
  return new Map(rows.flatMap((row) => (row.source_id === null ? [] : [[row.field, row.source_id] as const])));
}

/** A stored observation as the core reads it. */
export function observationFrom(row: CurrentObservation & Partial<SaidObservation>): Observation {
  return {
    id: row.observation_id,
    recordId: row.record_id,
    source: { id: row.source_id, kind: row.source_kind, trust: row.trust },
    observedAt: row.observed_at,
    confidence: row.confidence,
    fields: row.fields,
    ...(row.details === null ? {} : { details: row.details }),
    ...(row.ranks === undefined ? {} : { ranks: row.ranks }),
    ...(row.isCurrent === false ? { isCurrent: false } : {}),
  };
}

/** Only where a person has spoken is there anything to contradict; of those everything ever said is read. */
async function conflictsIn(
  tx: Tx,
  said: ReadonlyMap<string, readonly Observation[]>,
  owners: Owners,
): Promise<readonly Review[]> {
  const decided = [...said.values()].filter((own) => own.some(hasPersonsWord));
  if (decided.length === 0) return [];
  const past = await pastObservations(tx, [...new Set(decided.flat().map((one) => one.recordId))]);
  const heard = Map.groupBy(past.map(heardFrom), (one) => one.recordId);
  return decided.flatMap((own) =>
    claimConflicts(
      own,
      [...new Set(own.map((one) => one.recordId))].flatMap((id) => heard.get(id) ?? []),
      owners,
    ),
  );
}

function heardFrom(row: CurrentObservation & { readonly received_at: number }): HeardObservation {
  return { ...observationFrom(row), receivedAt: row.received_at };
}

function hasPersonsWord(one: Observation): boolean {
  const isEdit = one.source.kind === "user" && (Object.keys(one.fields).length > 0 || one.details !== undefined);
  return isEdit || Object.values(one.ranks ?? {}).some(({ rank }) => rank === "pinned");
}
