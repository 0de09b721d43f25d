import type { Instant } from "../../kernel/env.ts";

/** A mailbox whose mail was not taken in for this long (real time) may hold unread replies: nothing is sent from it. */
export const readGapMaxMs = 5 * 60_000;

/** Whether replies to a mailbox are being read, and how long ago they last were. */
export interface Readability {
  readonly isReadable: boolean;
  /** Null when its mail was never read. */
  readonly readGapMs: number | null;
}

/** Judges the read gap of a mailbox; never read means not readable. */
export function readability(lastReadAt: Instant | null, at: Instant): Readability {
  if (lastReadAt === null) return { isReadable: false, readGapMs: null };
  const readGapMs = Math.max(0, at - lastReadAt);
  return { isReadable: readGapMs <= readGapMaxMs, readGapMs };
}
