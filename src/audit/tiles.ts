import type { Tx } from "../kernel/sql.ts";
import type { Hash } from "./core/leaf.ts";
import { type Range, rangeHash, tilesOfRanges } from "./core/proof.ts";
import { hashesOfTile } from "./core/tiles.ts";
import { tileHashes } from "./store/reading.ts";

/** The hashes of ranges of the stored tree, all their tiles read in one statement. */
export async function rangeHashes(tx: Tx, epoch: number, proofs: readonly (readonly Range[])[]): Promise<Hash[][]> {
  const wanted = tilesOfRanges(proofs.flat());
  const rows = wanted.length === 0 ? [] : await tileHashes(tx, epoch, wanted);
  const tiles = new Map(rows.map((row) => [`${row.level}/${row.n}`, hashesOfTile(row.hashes)]));
  const readTile = (level: number, n: number): readonly Hash[] => tiles.get(`${level}/${n}`) ?? [];
  return proofs.map((ranges) => ranges.map((range) => rangeHash(range, readTile)));
}
