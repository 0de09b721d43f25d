import type { ContactTable } from "./contact-table.ts";
import type { Cluster, TableResolution } from "./resolve.ts";
import { idOf, type SortedIds } from "./sorted-contacts.ts";
import { findText } from "./string-pool.ts";
import { membersOf, rootOf, type SetMembers, setMembers, singletons, type UnionFind, union } from "./union-find.ts";

/** What is known of each record of a table besides its values, row by row. */
export interface Standings {
  /** Where records belong now, by row, for those that belong elsewhere. */
  readonly entityOf: Map<number, string>;
  /** 1: the change wrote it; 2: nobody was ever told of it; 3: both. */
  flags: Uint8Array;
}

export const changedFlag = 1;
export const newFlag = 2;

/** A resolution of a workspace, by what has to be settled together. */
export interface WorkspaceParts {
  readonly resolution: TableResolution;
  readonly members: SetMembers;
  /** Clusters to settle, those that exchange records beside each other; `startOf` says where each group of them begins. */
  readonly roots: Int32Array;
  readonly startOf: Int32Array;
}

/** Keeps what is known of a record. */
export function noteStanding(standings: Standings, row: number, entityId: string | null, flags: number): void {
  if (row >= standings.flags.length) {
    const wider = new Uint8Array(Math.max(1_024, standings.flags.length * 2));
    wider.set(standings.flags);
    standings.flags = wider;
  }
  standings.flags[row] = flags;
  if (entityId !== null) standings.entityOf.set(row, entityId);
}

/**
 * The clusters that a change leaves to be settled, in groups: clusters between which a record moves are settled in one
 * transaction, so that a merge or a split is told as a whole. The rest stays as it is.
 */
export function partsToSettle(table: ContactTable, resolution: TableResolution, standings: Standings): WorkspaceParts {
  const { contacts, sets } = resolution;
  const groups: UnionFind = singletons(contacts.size);
  const isTouched = new Uint8Array(contacts.size);
  for (let rank = 0; rank < contacts.size; rank += 1) {
    const row = contacts.rowAt[rank] ?? -1;
    const flags = standings.flags[row] ?? 0;
    const root = rootOf(sets, rank);
    if (flags !== 0) isTouched[root] = 1;
    if ((flags & newFlag) !== 0) continue;
    const home = homeOf(table, contacts, standings, row, rank);
    const homeRoot = rootOf(sets, home);
    if (contacts.rowAt[root] === contacts.rowAt[home]) continue;
    // The record is not where it belongs: where it was, where it goes, and whoever was named after it, are settled as one.
    isTouched[root] = 1;
    isTouched[homeRoot] = 1;
    union(groups, root, homeRoot);
  }
  return { resolution, members: setMembers(sets), ...inGroups(groups, isTouched) };
}

/** The clusters of a group, with the ids of their members. */
export function clustersAt(parts: WorkspaceParts, group: number): readonly Cluster[] {
  const { contacts } = parts.resolution;
  const roots = parts.roots.subarray(parts.startOf[group] ?? 0, parts.startOf[group + 1] ?? parts.roots.length);
  return Array.from(roots, (root) => ({
    id: idOf(contacts, root),
    members: Array.from(membersOf(parts.members, root), (rank) => idOf(contacts, rank)),
  }));
}

/** How many records are in the clusters to settle. */
export function recordsToSettle({ roots, members }: WorkspaceParts): number {
  return roots.reduce((sum, root) => sum + membersOf(members, root).length, 0);
}

function homeOf(table: ContactTable, contacts: SortedIds, { entityOf }: Standings, row: number, rank: number): number {
  const entityId = entityOf.get(row);
  if (entityId === undefined) return rank;
  return contacts.rankOf[findText(table.ids, entityId)] ?? rank;
}

function inGroups(
  groups: UnionFind,
  isTouched: Uint8Array,
): { readonly roots: Int32Array; readonly startOf: Int32Array } {
  const roots = placesOf(isTouched);
  roots.sort((left, right) => rootOf(groups, left) - rootOf(groups, right) || left - right);
  const begins = new Uint8Array(roots.length);
  roots.forEach((root, at) => {
    const before = roots[at - 1];
    if (before === undefined || rootOf(groups, before) !== rootOf(groups, root)) begins[at] = 1;
  });
  return { roots, startOf: placesOf(begins) };
}

/** Where the ones are. */
function placesOf(flags: Uint8Array): Int32Array {
  const places = new Int32Array(flags.reduce((sum, flag) => sum + flag, 0));
  let count = 0;
  flags.forEach((flag, at) => {
    if (flag === 0) return;
    places[count] = at;
    count += 1;
  });
  return places;
}
