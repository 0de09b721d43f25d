/** Disjoint sets over `0 … size-1`, with the smallest member as root, so that the result does not depend on edge order. */
export interface UnionFind {
  readonly parent: Int32Array;
}

/** Every element in its own set. */
export function singletons(size: number): UnionFind {
  return { parent: countedUp(size) };
}

/** The numbers from 0 up to `size`. */
export function countedUp(size: number): Int32Array {
  const numbers = new Int32Array(size);
  for (let at = 0; at < size; at += 1) numbers[at] = at;
  return numbers;
}

/** The smallest member of an element's set. */
export function rootOf(sets: UnionFind, element: number): number {
  let root = element;
  while ((sets.parent[root] ?? root) !== root) root = sets.parent[root] ?? root;
  for (let at = element; at !== root; ) {
    const next = sets.parent[at] ?? root;
    sets.parent[at] = root;
    at = next;
  }
  return root;
}

/** Joins two sets. */
export function union(sets: UnionFind, left: number, right: number): void {
  const [a, b] = [rootOf(sets, left), rootOf(sets, right)];
  if (a < b) sets.parent[b] = a;
  else if (b < a) sets.parent[a] = b;
}

/** The sets as lists of members, each ascending, in order of their smallest member. */
export function setsOf(sets: UnionFind): readonly (readonly number[])[] {
  const lists = new Map<number, number[]>();
  for (let element = 0; element < sets.parent.length; element += 1) {
    const root = rootOf(sets, element);
    const list = lists.get(root);
    if (list === undefined) lists.set(root, [element]);
    else list.push(element);
  }
  return [...lists.values()];
}

/** The members of all sets in one array; those of root `r` are `members[startOf[r]]` up to `members[startOf[r + 1]]`. */
export interface SetMembers {
  readonly startOf: Int32Array;
  readonly members: Int32Array;
}

/** Lays the members of all sets out side by side, each set's ascending. */
export function setMembers(sets: UnionFind): SetMembers {
  const size = sets.parent.length;
  const startOf = new Int32Array(size + 1);
  for (let element = 0; element < size; element += 1) {
    const next = rootOf(sets, element) + 1;
    startOf[next] = (startOf[next] ?? 0) + 1;
  }
  for (let element = 0; element < size; element += 1)
    startOf[element + 1] = (startOf[element + 1] ?? 0) + (startOf[element] ?? 0);
  const fill = startOf.slice(0, size);
  const members = new Int32Array(size);
  for (let element = 0; element < size; element += 1) {
    const root = rootOf(sets, element);
    const place = fill[root] ?? 0;
    members[place] = element;
    fill[root] = place + 1;
  }
  return { startOf, members };
}

/** The members of a root's set; empty for an element that is no root. */
export function membersOf({ startOf, members }: SetMembers, root: number): Int32Array {
  return members.subarray(startOf[root] ?? 0, startOf[root + 1] ?? 0);
}
