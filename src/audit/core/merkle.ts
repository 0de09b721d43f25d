import { emptyRoot, type Hash, hashBytes, hashFromBytes, hashLength, nodeHash } from "./leaf.ts";

/** Levels of the tree that one tile spans: a tile is 256 hashes wide (C2SP tlog-tiles). */
export const tileHeight = 8;
export const tileWidth = 256;

/**
 * A growing RFC 6962 tree, held as its frontier: the roots of the perfect subtrees from left to right, one per set bit
 * of the size. Appending costs one hash on average and the root at most one per bit.
 */
export interface Tree {
  size: number;
  readonly frontier: Hash[];
}

/** Told of every hash that a tile stores: the level of the tile, in order of position. */
export type OnTileHash = (level: number, hash: Hash) => void;

/** The tree of an empty log. */
export function emptyTree(): Tree {
  return { size: 0, frontier: [] };
}

/** Adds one leaf in place, telling of the tile hashes that it completes. */
export function appendLeaf(tree: Tree, leaf: Hash, onTileHash: OnTileHash): void {
  onTileHash(0, leaf);
  let node = leaf;
  let height = 0;
  for (let rest = tree.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = tree.frontier.pop();
    if (left === undefined) throw new Error(`the frontier does not fit a tree of ${tree.size}`);
    node = nodeHash(left, node);
    height += 1;
    if (height % tileHeight === 0) onTileHash(height / tileHeight, node);
  }
  tree.frontier.push(node);
  tree.size += 1;
}

/** The root hash of the tree as it is now. */
export function treeRoot(tree: Tree): Hash {
  return foldRight(tree.frontier);
}

/** The root over perfect subtrees, given from left to right, largest first. */
export function foldRight(subtrees: readonly Hash[]): Hash {
  return subtrees.length === 0 ? emptyRoot : subtrees.reduceRight((right, left) => nodeHash(left, right));
}

/** The frontier as bytes, to be stored beside the size. */
export function frontierBytes(tree: Tree): Buffer {
  return hashBytes(tree.frontier.join(""));
}

/** The tree of a stored size and frontier; refuses a frontier that cannot belong to the size. */
export function treeFromFrontier(size: number, bytes: Uint8Array): Tree {
  const frontier: Hash[] = [];
  for (let at = 0; at < bytes.length; at += hashLength)
    frontier.push(hashFromBytes(bytes.subarray(at, at + hashLength)));
  if (frontier.length !== setBits(size))
    throw new Error(`a frontier of ${frontier.length} does not fit a tree of ${size}`);
  return { size, frontier };
}

/** The root of perfect 2^k hashes in a row, as they lie in a tile. */
export function perfectRoot(hashes: readonly Hash[]): Hash {
  let level = hashes;
  while (level.length > 1) {
    const above: Hash[] = [];
    for (let at = 0; at < level.length; at += 2) above.push(nodeHash(level[at] ?? "", level[at + 1] ?? ""));
    level = above;
  }
  const root = level[0];
  if (root === undefined) throw new Error("a perfect subtree has at least one hash");
  return root;
}

function setBits(size: number): number {
  let bits = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) bits += rest % 2;
  return bits;
}
