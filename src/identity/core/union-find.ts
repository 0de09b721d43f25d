/** Disjoint sets over `0 … size-1`, with the smallest member as root, so that the result does not depend on edge order. */
export interface UnionFind {
  readonly parent: Int32Array;
}

/** Every element in its own set. */
export function singletons(size: number): UnionFind {
  return { parent: Int32Array.from({ length: size }, (_none, index) => index) };
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
