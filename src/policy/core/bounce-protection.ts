import type { BounceReason, Permanence } from "../../activity/contract.ts";
import { dayMs, type Instant } from "../../kernel/env.ts";

/** A failure to reach an address: what was said of it, and whether it carried our own token. */
export interface Failure {
  readonly at: Instant;
  readonly permanence: Permanence;
  readonly reason: BounceReason;
  readonly trusted: boolean;
}

/** What a failure asks for. A refusal that blames us asks nothing of the contact: the breaker hears of it by its event. */
export type BounceProtection =
  | { readonly does: "nothing" }
  | { readonly does: "suppress"; readonly basis: string; readonly strikes: number }
  | { readonly does: "hold"; readonly until: Instant };

/** The first hold after a failure; each further one is twice as long, up to the longest. */
const firstHoldMs = 3 * dayMs;
const longestHoldMs = 48 * dayMs;

/** Two failures count as two strikes when they lie this far apart: one outage is one strike, however many mails it refuses. */
const strikesApartMs = dayMs;

/** Reasons that are about who sends or what is sent, never about the address. */
const blamesUs: ReadonlySet<BounceReason> = new Set([
  "authentication",
  "blocked",
  "content",
  "rate_limited",
  "too_big",
]);

/** Reasons that say, without proof, that nobody is there: twice is proof enough. A full mailbox or a filter never is. */
const doubtsAddress: ReadonlySet<BounceReason> = new Set([
  "unknown_user",
  "unknown_domain",
  "mailbox_inactive",
  "undefined",
]);

/**
 * What follows from a failure, given the earlier ones of the same address since something last got through. For good only
 * where code and text agree, or at the second strike; a report without our token may be forged and only pauses.
 */
export function protectionAfter(failure: Failure, earlier: readonly Failure[]): BounceProtection {
  if (!failure.trusted) return { does: "hold", until: failure.at + firstHoldMs };
  if (failure.permanence === "permanent") return { does: "suppress", basis: failure.reason, strikes: 1 };
  if (blamesUs.has(failure.reason)) return { does: "nothing" };
  const counted = earlier.filter((one) => one.trusted && one.at <= failure.at);
  const hadStrike = counted.some((one) => isStrike(one) && failure.at - one.at >= strikesApartMs);
  if (isStrike(failure) && hadStrike) return { does: "suppress", basis: "second_strike", strikes: 2 };
  const before = counted.filter((one) => !blamesUs.has(one.reason)).length;
  return { does: "hold", until: failure.at + Math.min(longestHoldMs, firstHoldMs * 2 ** Math.min(before, 10)) };
}

/** A refusal for good whose code and words disagree; what is refused for now is tried again and proves nothing. */
function isStrike({ permanence, reason }: Failure): boolean {
  return permanence !== "temporary" && doubtsAddress.has(reason);
}
