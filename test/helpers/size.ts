/**
 * How much a test does: `npm test` runs the small size, `npm run test:full` the whole one. A test that only makes sense
 * at full size says so with `context.skip(!isFullSize, "full size only")`.
 */
export const isFullSize = process.env["FAIRLEAD_TEST_SIZE"] === "full";

/** The number for this size of run, e.g. how many kills or generated cases. */
export function sized(fast: number, full: number): number {
  return isFullSize ? full : fast;
}
