import type { BounceReason, Permanence } from "../contract.ts";

/** What a refusal counts as against how we send; `unauthenticated` is our own SPF, DKIM or DMARC. */
export type Blame = "unauthenticated" | "blocked";

const blames: ReadonlyMap<BounceReason, Blame> = new Map<BounceReason, Blame>([
  ["authentication", "unauthenticated"],
  ["blocked", "blocked"],
  ["content", "blocked"],
  ["filtered", "blocked"],
]);

/**
 * Whom a refusal blames: us, or nobody but the recipient (null). A refusal for now blames nobody. Breakers count by it, and a
 * sequence waits by it.
 */
export function blameOf({ permanence, reason }: { permanence: Permanence; reason: BounceReason }): Blame | null {
  return permanence === "temporary" ? null : (blames.get(reason) ?? null);
}
