import { type Hash, hashBase64, hashFromBytes, nodeHash, strictBase64 } from "./leaf.ts";
import { foldRight, perfectRoot, tileHeight, tileWidth } from "./merkle.ts";

/** A run of leaves [from, to) whose hash is one element of a proof. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Gives the hashes of one tile; as many as the log's size has at that level. */
export type ReadTile = (level: number, n: number) => readonly Hash[];

interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** The ranges whose hashes prove that leaf `index` is in the log of `size` (RFC 6962 section 2.1.1). */
export function inclusionRanges(index: number, size: number): Range[] {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a log of ${size}`);
  const ranges: Range[] = [];
  let { from, to }: Range = { from: 0, to: size };
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    ranges.unshift(index < middle ? { from: middle, to } : { from, to: middle });
    if (index < middle) to = middle;
    else from = middle;
  }
  return ranges;
}

/** The ranges whose hashes prove that the log of `size` extends the log of `oldSize` (RFC 6962 section 2.1.2). */
export function consistencyRanges(oldSize: number, size: number): Range[] {
  if (oldSize < 0 || oldSize > size) throw new RangeError(`a log of ${size} cannot extend one of ${oldSize}`);
  if (oldSize === 0 || oldSize === size) return [];
  const ranges: Range[] = [];
  let { from, to }: Range = { from: 0, to: size };
  while (to !== oldSize) {
    const middle = from + splitOf(to - from);
    ranges.unshift(oldSize <= middle ? { from: middle, to } : { from, to: middle });
    if (oldSize <= middle) to = middle;
    else from = middle;
  }
  return from === 0 ? ranges : [{ from, to }, ...ranges];
}

/** The hash of a range, read from tiles. */
export function rangeHash(range: Range, readTile: ReadTile): Hash {
  return foldRight(subtreesOf(range).map((subtree) => subtreeHash(subtree, readTile)));
}

/** The tiles that the hashes of some ranges need, each once. */
export function tilesOfRanges(ranges: readonly Range[]): { readonly level: number; readonly n: number }[] {
  const tiles = new Map<string, { level: number; n: number }>();
  for (const subtree of ranges.flatMap(subtreesOf)) {
    const { level, n } = placeOf(subtree);
    tiles.set(`${level}/${n}`, { level, n });
  }
  return [...tiles.values()];
}

/** Whether a proof shows that `leaf` is entry `index` of the log of `size` with this root (RFC 9162 section 2.1.3.2). */
export function isIncluded(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (!(index >= 0 && index < size)) return false;
  let at = index;
  let last = size - 1;
  let node = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      node = nodeHash(node, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && node === root;
}

/** Whether a proof shows that the newer log holds the older one unchanged (RFC 9162 section 2.1.4.2). */
export function isConsistent(
  oldSize: number,
  oldRoot: Hash,
  size: number,
  root: Hash,
  proof: readonly Hash[],
): boolean {
  if (oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && oldRoot === root;
  if (oldSize === 0) return proof.length === 0;
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let at = oldSize - 1;
  let last = size - 1;
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  let oldNode = first;
  let node = first;
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      oldNode = nodeHash(sibling, oldNode);
      node = nodeHash(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      node = nodeHash(node, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && oldNode === oldRoot && node === root;
}

const proofHeader = "c2sp.org/tlog-proof@v1";

/** An inclusion proof as a text that stands alone (C2SP tlog-proof): index, hashes, signed checkpoint. */
export function proofText(index: number, proof: readonly Hash[], note: string): string {
  return [proofHeader, `index ${index}`, ...proof.map(hashBase64), "", note].join("\n");
}

/** The parts of a tlog-proof text, or undefined if it is none. */
export function parseProofText(text: string): { index: number; proof: Hash[]; note: string } | undefined {
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, end).split("\n");
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(lines[1] ?? "")?.[1];
  if (end < 0 || lines[0] !== proofHeader || index === undefined) return undefined;
  const hashes = lines.slice(2).map((line) => strictBase64(line));
  if (!hashes.every((bytes) => bytes?.length === 32)) return undefined;
  return {
    index: Number(index),
    proof: hashes.map((bytes) => hashFromBytes(bytes ?? Buffer.alloc(0))),
    note: text.slice(end + 2),
  };
}

function subtreesOf(range: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let from = range.from; from < range.to; ) {
    const height = Math.floor(Math.log2(range.to - from));
    subtrees.push({ height, index: from / 2 ** height });
    from += 2 ** height;
  }
  return subtrees;
}

function placeOf({ height, index }: Subtree): { level: number; n: number; offset: number; count: number } {
  const count = 2 ** (height % tileHeight);
  const position = index * count;
  return {
    level: Math.floor(height / tileHeight),
    n: Math.floor(position / tileWidth),
    offset: position % tileWidth,
    count,
  };
}

function subtreeHash(subtree: Subtree, readTile: ReadTile): Hash {
  const { level, n, offset, count } = placeOf(subtree);
  const hashes = readTile(level, n).slice(offset, offset + count);
  if (hashes.length !== count) throw new Error(`tile ${level}/${n} is too short`);
  return perfectRoot(hashes);
}

function splitOf(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1);
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.floor(Math.log2(value)) === value;
}
