import { createLeafHasher, type Hash, hashBytes } from "../audit/core/leaf.ts";
import { appendLeaf, emptyTree, type Tree, tileWidth, treeRoot } from "../audit/core/merkle.ts";
import { bundlePath, tilePath } from "../audit/core/tiles.ts";
import type { AnchorWatch } from "./anchors.ts";
import { type Bundle, lineBatches } from "./bundle.ts";
import { disclosureCursor } from "./disclosures.ts";
import type { Findings } from "./findings.ts";
import { commitmentsOf, recordFields } from "./record-fields.ts";
import { seenIds } from "./seen-ids.ts";

/** What one pass over the entries found. */
export interface Walk {
  readonly size: number;
  readonly root: Hash;
  readonly disclosed: number;
  readonly commitments: number;
}

interface Collected {
  readonly tiles: Map<number, { n: number; hashes: Hash[] }>;
  readonly fullTiles: { path: string; hashes: Hash[] }[];
  readonly fullBundles: { path: string; lines: Buffer[] }[];
  entries: Buffer[];
}

/** Reads the entries once, in constant memory, and holds every other file of the export against them. */
export async function walkEntries(
  bundle: Bundle,
  watch: AnchorWatch,
  notAfter: string,
  findings: Findings,
): Promise<Walk> {
  const tree = emptyTree();
  const collected: Collected = { tiles: new Map(), fullTiles: [], fullBundles: [], entries: [] };
  const disclosures = disclosureCursor(bundle, findings);
  const ids = seenIds();
  const leafHash = createLeafHasher();
  let commitments = 0;
  if (watch.nextSize() === 0) watch.reached(treeRoot(tree));
  for await (const { lines, isTerminated } of lineBatches(bundle.stream("entries.jsonl"))) {
    if (!isTerminated) findings.add("COUNT", "`entries.jsonl` does not end with a line feed");
    const first = tree.size;
    for (const line of lines) {
      checkFields(line, tree.size, ids.add, notAfter, findings);
      grow(tree, collected, line, leafHash(line));
      if (tree.size === watch.nextSize()) watch.reached(treeRoot(tree));
    }
    await compareFull(bundle, collected, findings);
    commitments += await disclosures.check(first, lines.map(commitmentsOf));
  }
  closePartial(collected, tree);
  await compareFull(bundle, collected, findings);
  await disclosures.finish(tree.size);
  return { size: tree.size, root: treeRoot(tree), disclosed: disclosures.count(), commitments };
}

function checkFields(
  line: Buffer,
  index: number,
  isNew: (id: string) => boolean,
  notAfter: string,
  findings: Findings,
): void {
  const { id, at } = recordFields(line);
  if (id === undefined || !isNew(id))
    findings.add("DUPLICATE_ID", `entry ${index} has ${id === undefined ? "no id" : "the id of another"}`, index);
  if (at === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)) {
    findings.add("TIME", `entry ${index} has no time`, index);
  } else if (at > notAfter) {
    findings.add("TIME", `entry ${index} says \`${at}\`, which is yet to come`, index);
  }
}

function grow(tree: Tree, collected: Collected, line: Buffer, leaf: Hash): void {
  appendLeaf(tree, leaf, (level, hash) => {
    const tile = collected.tiles.get(level) ?? { n: 0, hashes: [] };
    tile.hashes.push(hash);
    const isFull = tile.hashes.length === tileWidth;
    if (isFull)
      collected.fullTiles.push({ path: tilePath({ level, n: tile.n, width: tileWidth }), hashes: tile.hashes });
    collected.tiles.set(level, isFull ? { n: tile.n + 1, hashes: [] } : tile);
  });
  collected.entries.push(line);
  if (collected.entries.length === tileWidth) {
    collected.fullBundles.push({ path: bundlePath(tree.size / tileWidth - 1, tileWidth), lines: collected.entries });
    collected.entries = [];
  }
}

/** At the end, the last tile of each level and the last bundle are partial. */
function closePartial(collected: Collected, tree: Tree): void {
  for (const [level, { n, hashes }] of collected.tiles) {
    if (hashes.length > 0) collected.fullTiles.push({ path: tilePath({ level, n, width: hashes.length }), hashes });
  }
  const { entries } = collected;
  if (entries.length > 0) {
    collected.fullBundles.push({ path: bundlePath(Math.floor(tree.size / tileWidth), entries.length), lines: entries });
  }
}

async function compareFull(bundle: Bundle, collected: Collected, findings: Findings): Promise<void> {
  for (const { path, hashes } of collected.fullTiles.splice(0)) {
    const stored = await bundle.read(path);
    if (stored?.equals(hashBytes(hashes.join(""))) !== true) findings.add("TILE", `\`${path}\` ${faultOf(stored)}`);
  }
  for (const { path, lines } of collected.fullBundles.splice(0)) {
    const stored = await bundle.read(path);
    if (stored === undefined || !holdsLines(stored, lines)) findings.add("BUNDLE", `\`${path}\` ${faultOf(stored)}`);
  }
}

function faultOf(stored: Buffer | undefined): string {
  return stored === undefined ? "is missing" : "does not follow from the entries";
}

function holdsLines(stored: Buffer, lines: readonly Buffer[]): boolean {
  let at = 0;
  for (const line of lines) {
    if (at + 2 > stored.length || stored.readUInt16BE(at) !== line.length) return false;
    if (!stored.subarray(at + 2, at + 2 + line.length).equals(line)) return false;
    at += 2 + line.length;
  }
  return at === stored.length;
}
