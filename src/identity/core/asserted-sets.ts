import { rootOf, singletons, type UnionFind, union } from "./union-find.ts";

/** Records that a person held apart: no set may hold one of the left and one of the right. */
export interface HeldApart {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/**
 * Disjoint sets in which some unions are forbidden. Each set knows the sides it is on: side `2k` is the left of the k-th
 * pair held apart, `2k + 1` its right. A forbidden union is skipped alone: what else joins the two sides' neighbours stays.
 */
export interface AssertedSets {
  readonly sets: UnionFind;
  readonly sides: Map<number, ReadonlySet<number>>;
}

/** What people said about `size` records: the same are joined in the order given, where nobody holds them apart. */
export function assertedSets(
  size: number,
  same: readonly (readonly number[])[],
  apart: readonly HeldApart[],
): AssertedSets {
  const sides = new Map<number, ReadonlySet<number>>();
  const add = (member: number, side: number): void => {
    sides.set(member, new Set([...(sides.get(member) ?? []), side]));
  };
  apart.forEach(({ left, right }, at) => {
    for (const member of left) add(member, 2 * at);
    for (const member of right) add(member, 2 * at + 1);
  });
  const asserted: AssertedSets = { sets: singletons(size), sides };
  for (const members of same) joinAll(asserted, members);
  return asserted;
}

/** The same sets, for a trial that may be dropped. */
export function copyOf({ sets, sides }: AssertedSets): AssertedSets {
  return { sets: { parent: sets.parent.slice() }, sides: new Map(sides) };
}

/**
 * Joins members, in their order, into as few sets as may be: each goes to the first set that it is not held apart from,
 * so that one who was detached leaves the others together.
 */
export function joinAll(asserted: AssertedSets, members: Iterable<number>): void {
  const heads: number[] = [];
  for (const member of members) if (!heads.some((head) => tryUnion(asserted, head, member))) heads.push(member);
}

/** Joins two sets unless a person holds them apart; says whether they are one now. */
function tryUnion({ sets, sides }: AssertedSets, left: number, right: number): boolean {
  const [a, b] = [rootOf(sets, left), rootOf(sets, right)];
  if (a === b) return true;
  const [ofA, ofB] = [sides.get(a), sides.get(b)];
  if (ofA !== undefined && ofB !== undefined && areApart(ofA, ofB)) return false;
  union(sets, a, b);
  if (ofA !== undefined || ofB !== undefined) sides.set(Math.min(a, b), new Set([...(ofA ?? []), ...(ofB ?? [])]));
  return true;
}

function areApart(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  const [fewer, more] = left.size < right.size ? [left, right] : [right, left];
  for (const side of fewer) if (more.has(side % 2 === 0 ? side + 1 : side - 1)) return true;
  return false;
}
