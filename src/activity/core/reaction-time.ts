/** How something came in that stops a contact. */
export const reactionWays = ["smtp", "imap", "webhook"] as const;
export type ReactionWay = (typeof reactionWays)[number];

/** The bounds of the buckets in milliseconds; the last one has none that anybody would wait for. */
export const reactionBoundsMs = [
  25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 2_147_483_647,
] as const;
export const boundlessMs = reactionBoundsMs[reactionBoundsMs.length - 1] ?? 0;

/** How many took up to a bound, and longer than the one before. */
export interface ReactionBucket {
  readonly boundMs: number;
  readonly mails: number;
}

/** The bucket that a time belongs to. */
export function boundOf(ms: number): number {
  return reactionBoundsMs.find((bound) => ms <= bound) ?? boundlessMs;
}

/** The time that a share of all took at most, to the precision of the buckets; null for none. */
export function quantileMs(buckets: readonly ReactionBucket[], share: number): number | null {
  const filled = buckets.toSorted((a, b) => a.boundMs - b.boundMs);
  const wanted = share * filled.reduce((sum, { mails }) => sum + mails, 0);
  let count = 0;
  for (const { boundMs, mails } of filled) {
    count += mails;
    if (mails > 0 && count >= wanted) return boundMs;
  }
  return null;
}
