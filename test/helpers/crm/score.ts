/** How well a clustering agrees with the truth, pair by pair; the figures of the data folder's scorer. */
export interface PairScore {
  readonly precision: number;
  readonly recall: number;
  readonly wrongPairs: number;
}

/** Scores records that are in one cluster against records that are one thing; both lists are by record. */
export function pairScore(truth: readonly string[], clusters: readonly string[]): PairScore {
  const pairs = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const both = pairs(countsOf(truth.map((one, at) => `${one}\n${clusters[at] ?? ""}`)));
  const predicted = pairs(countsOf(clusters));
  const real = pairs(countsOf(truth));
  return {
    precision: predicted === 0 ? 1 : both / predicted,
    recall: real === 0 ? 1 : both / real,
    wrongPairs: predicted - both,
  };
}

function countsOf(keys: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
