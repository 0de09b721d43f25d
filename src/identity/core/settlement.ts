import type { Cluster } from "./resolve.ts";

/** Where a record belonged before; a record of this very batch belonged nowhere. */
export interface Placed {
  readonly id: string;
  readonly entityId: string;
  readonly isNew: boolean;
}

/** What a resolution changes: records that move, entities to project anew, and what became of entities that were known. */
export interface Settlement {
  readonly moves: readonly { readonly id: string; readonly entityId: string }[];
  readonly affected: readonly Cluster[];
  readonly merged: readonly {
    readonly survivor: string;
    readonly absorbed: readonly string[];
    /** The records that each of them had before, by its id: what an unmerge puts back. */
    readonly records: Members;
  }[];
  readonly split: readonly {
    readonly from: string;
    readonly into: readonly string[];
    /** The records that each of them has now, by its id. */
    readonly records: Members;
  }[];
}

type Members = Readonly<Record<string, readonly string[]>>;

/** Compares clusters with where their records were; `touched` records changed in themselves. */
export function settlementOf(
  clusters: readonly Cluster[],
  before: readonly Placed[],
  touched: ReadonlySet<string>,
): Settlement {
  const placed = new Map(before.map((record) => [record.id, record]));
  const entityNow = new Map(
    clusters.flatMap((cluster) => cluster.members.map((member) => [member, cluster.id] as const)),
  );
  const moves = before.flatMap(({ id, entityId }) => {
    const now = entityNow.get(id) ?? id;
    return now === entityId ? [] : [{ id, entityId: now }];
  });
  const moved = new Set(moves.map((move) => move.id));
  const left = new Set(before.filter((record) => moved.has(record.id)).map((record) => record.entityId));
  const affected = clusters.filter(
    (cluster) => left.has(cluster.id) || cluster.members.some((member) => touched.has(member) || moved.has(member)),
  );
  const known = before.filter((record) => !record.isNew);
  return { moves, affected, merged: mergesOf(known, entityNow), split: splitsOf(before, clusters, entityNow, placed) };
}

function mergesOf(known: readonly Placed[], entityNow: ReadonlyMap<string, string>): Settlement["merged"] {
  const absorbed = [...new Set(known.map((record) => record.entityId))]
    .filter((entity) => entityNow.get(entity) !== undefined && entityNow.get(entity) !== entity)
    .sort();
  if (absorbed.length === 0) return [];
  const had = Map.groupBy(known, (record) => record.entityId);
  const bySurvivor = Map.groupBy(absorbed, (entity) => entityNow.get(entity) ?? entity);
  return [...bySurvivor].map(([survivor, ids]) => ({
    survivor,
    absorbed: ids,
    records: membersOf([survivor, ...ids], (id) => (had.get(id) ?? []).map((record) => record.id)),
  }));
}

function membersOf(ids: readonly string[], of: (id: string) => readonly string[]): Members {
  return Object.fromEntries(ids.map((id) => [id, [...of(id)].sort()]));
}

/** Members that no longer go where the entity's own record goes were split off. */
function splitsOf(
  before: readonly Placed[],
  clusters: readonly Cluster[],
  entityNow: ReadonlyMap<string, string>,
  placed: ReadonlyMap<string, Placed>,
): Settlement["split"] {
  const byFrom = new Map<string, Set<string>>();
  for (const { id, entityId, isNew } of before) {
    if (isNew || !placed.has(entityId)) continue;
    const [home, now] = [entityNow.get(entityId) ?? entityId, entityNow.get(id) ?? id];
    if (home === now) continue;
    const into = byFrom.get(home) ?? new Set<string>();
    byFrom.set(home, into.add(now));
  }
  if (byFrom.size === 0) return [];
  const members = new Map(clusters.map((cluster) => [cluster.id, cluster.members]));
  return [...byFrom].map(([from, ids]) => {
    const into = [...ids].sort();
    return { from, into, records: membersOf([from, ...into], (id) => members.get(id) ?? []) };
  });
}
