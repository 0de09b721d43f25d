import type { Checkpoint } from "../audit/core/checkpoint.ts";
import { type Hash, leafHash } from "../audit/core/leaf.ts";
import { appendLeaf, emptyTree, treeRoot } from "../audit/core/merkle.ts";
import { hashesOfTile, tilePath, tilesAt } from "../audit/core/tiles.ts";
import { type Bundle, lineBatches } from "./bundle.ts";
import type { Findings } from "./findings.ts";

/**
 * Says which entries differ, once the root does not match. The tiles give the signed leaves if they still lead to the signed
 * root; else nothing but the mismatch can be said.
 */
export async function diagnose(bundle: Bundle, checkpoint: Checkpoint, findings: Findings): Promise<void> {
  const signed = await authenticLeaves(bundle, checkpoint);
  if (signed === undefined) return;
  const found: Hash[] = [];
  for await (const { lines } of lineBatches(bundle.stream("entries.jsonl")))
    found.push(...lines.map((line) => leafHash(line)));
  const place = new Map(signed.map((hash, index) => [hash, index]));
  const kept = longestRising(found.map((hash) => place.get(hash) ?? -1));
  const present = new Set(found);
  let [nextSigned, nextFound] = [0, 0];
  for (const at of [...kept, { found: found.length, signed: signed.length }]) {
    compareGap(
      range(nextFound, at.found).filter((index) => !place.has(found[index] ?? "")),
      range(nextSigned, at.signed).filter((index) => !present.has(signed[index] ?? "")),
      findings,
    );
    for (const index of range(nextFound, at.found)) {
      const home = place.get(found[index] ?? "");
      if (home !== undefined) findings.add("ENTRY_MOVED", `entry ${home} is at line ${index}`, home);
    }
    [nextSigned, nextFound] = [at.signed + 1, at.found + 1];
  }
}

/** Between two entries that are in place: strange lines stand for missing entries, one for one; the rest came or went. */
function compareGap(strange: readonly number[], missing: readonly number[], findings: Findings): void {
  for (let at = 0; at < Math.max(strange.length, missing.length); at += 1) {
    const [line, entry] = [strange[at], missing[at]];
    if (entry !== undefined && line !== undefined) findings.add("ENTRY_EDITED", `entry ${entry} was edited`, entry);
    else if (entry !== undefined) findings.add("ENTRY_MISSING", `entry ${entry} is missing`, entry);
    else if (line !== undefined) findings.add("ENTRY_INSERTED", `line ${line} is no entry of the log`, line);
  }
}

async function authenticLeaves(bundle: Bundle, checkpoint: Checkpoint): Promise<Hash[] | undefined> {
  const leaves: Hash[] = [];
  for (const tile of tilesAt(checkpoint.size)) {
    if (tile.level > 0) break;
    const stored = await bundle.read(tilePath(tile));
    if (stored === undefined) return undefined;
    leaves.push(...hashesOfTile(stored));
  }
  const tree = emptyTree();
  for (const leaf of leaves) appendLeaf(tree, leaf, () => undefined);
  return tree.size === checkpoint.size && treeRoot(tree) === checkpoint.root ? leaves : undefined;
}

/** The longest run of lines whose entries are in order: these stayed, the others moved. Negative places are skipped. */
function longestRising(places: readonly number[]): { found: number; signed: number }[] {
  const tails: number[] = [];
  const before: number[] = [];
  for (const [index, value] of places.entries()) {
    if (value < 0) continue;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = index;
  }
  const run: { found: number; signed: number }[] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1)
    run.push({ found: index, signed: places[index] ?? 0 });
  return run.reverse();
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
