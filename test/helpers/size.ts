/**
 * How much a test does: `npm test` runs the small size, `npm run test:full` the whole one. A test that only makes sense
 * at full size says so with `context.skip(!isFullSize, "full size only")`. The nightly size does the whole one and draws a
 * million fact documents.
 */
const size = process.env["FAIRLEAD_TEST_SIZE"];

export const isNightlySize = size === "nightly";
export const isFullSize = size === "full" || isNightlySize;

/** The number for this size of run, e.g. how many kills or generated cases; the nightly one is the full one where none is named. */
export function sized(fast: number, full: number, nightly: number = full): number {
  if (isNightlySize) return nightly;
  return isFullSize ? full : fast;
}
