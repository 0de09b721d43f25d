import { hourMs, type Instant } from "../../kernel/env.ts";

/** How long an unknown send waits for evidence before it is parked for a person. */
export const unknownWaitMs = 24 * hourMs;

/**
 * Until when a contact gets nothing else, for an unknown send since then: the first message may have arrived, and a second one
 * would make two of it. One that is not parked at its hour, as when the worker stands still, holds on.
 */
export function heldByUnknown(since: Instant, now: Instant): Instant {
  return Math.max(since + unknownWaitMs, now + hourMs);
}
