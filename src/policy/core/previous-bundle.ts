/** What the history of bundles tells for going back: newest first. */
export interface HistoryEntry {
  readonly hash: string;
  readonly previous: string | null;
  readonly kind: "activate" | "rollback" | "upgrade";
}

/**
 * What was in force before the policies of a bundle first were; null where nothing was. Going back again and again goes further back and
 * never round in a circle. An upgrade only brought another core, so what was there before it is the same as far as people wrote it.
 */
export function previousBundle(history: readonly HistoryEntry[], hash: string): string | null {
  const first = history.findLast((one) => one.hash === hash && one.kind !== "rollback");
  if (first === undefined || first.previous === null) return null;
  // Older entries only, so that this ends.
  const older = history.slice(history.indexOf(first) + 1);
  return first.kind === "upgrade" ? previousBundle(older, first.previous) : first.previous;
}
