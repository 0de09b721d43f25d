import { widened } from "./string-pool.ts";

/** Groups of records that a tier wants joined, each behind its length, in one array. */
export interface JoinList {
  size: number;
  flat: Int32Array;
}

/** A list without groups. */
export function joinList(): JoinList {
  return { size: 0, flat: new Int32Array(64) };
}

/** Puts a group on the list. */
export function addJoin(list: JoinList, members: ArrayLike<number>): void {
  while (list.size + members.length + 1 > list.flat.length) list.flat = widened(list.flat);
  list.flat[list.size] = members.length;
  list.flat.set(members, list.size + 1);
  list.size += members.length + 1;
}

/** Calls back with every group, in the order in which they were put on. */
export function eachJoin(list: JoinList, take: (members: Int32Array) => void): void {
  for (let at = 0; at < list.size; ) {
    const length = list.flat[at] ?? 0;
    take(list.flat.subarray(at + 1, at + 1 + length));
    at += length + 1;
  }
}
