import type { Fields } from "./match.ts";
import { compareText } from "./text.ts";

/** Where claims come from; `trust` orders sources, a `user` source is a human edit. */
export interface ClaimSource {
  readonly id: string;
  readonly kind: string;
  readonly trust: number;
}

/** What one record says now. */
export interface Observation {
  readonly id: string;
  readonly recordId: string;
  readonly source: ClaimSource;
  readonly observedAt: number;
  readonly confidence: number;
  readonly fields: Fields;
}

/** One value of one field from one observation. */
export interface Claim {
  readonly field: string;
  readonly value: string;
  readonly rank: "pinned" | "normal";
  readonly isVerified: boolean;
  readonly observation: Observation;
}

/** Why one claim is before another; the first difference in this order decides. */
export type Reason =
  | "pinned"
  | "edited by a person"
  | "verified"
  | "more trusted source"
  | "newer"
  | "more confident"
  | "first in value order"
  | "first in record order"
  | "only value";

type Step = readonly [Reason, (left: Claim, right: Claim) => number];

const number = (of: (claim: Claim) => number) => (left: Claim, right: Claim) => of(right) - of(left);

/**
 * The total order over claims. INVARIANT: it ends in an id, so that two claims are never equal and the winner does not
 * depend on arrival (test "survivorship in any order").
 */
const order: readonly Step[] = [
  ["pinned", number((claim) => (claim.rank === "pinned" ? 1 : 0))],
  ["edited by a person", number((claim) => (claim.observation.source.kind === "user" ? 1 : 0))],
  ["verified", number((claim) => (claim.isVerified ? 1 : 0))],
  ["more trusted source", number((claim) => claim.observation.source.trust)],
  ["newer", number((claim) => claim.observation.observedAt)],
  ["more confident", number((claim) => claim.observation.confidence)],
  ["first in value order", (left, right) => compareText(left.value, right.value)],
  ["first in record order", (left, right) => compareText(left.observation.id, right.observation.id)],
];

/** The claims of observations by field, best first. */
export function claimsByField(observations: readonly Observation[]): ReadonlyMap<string, readonly Claim[]> {
  const byField = new Map<string, Claim[]>();
  for (const observation of observations) {
    const isVerified = observation.fields["emailStatus"] === "verified";
    for (const [field, value] of Object.entries(observation.fields)) {
      const claim: Claim = { field, value, rank: "normal", isVerified: isVerified && field === "email", observation };
      const claims = byField.get(field);
      if (claims === undefined) byField.set(field, [claim]);
      else claims.push(claim);
    }
  }
  for (const claims of byField.values()) claims.sort(compareClaims);
  return byField;
}

/** Negative when the left claim goes before the right one. */
export function compareClaims(left: Claim, right: Claim): number {
  for (const [, compare] of order) {
    const difference = compare(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Why the first claim won over the best one with another value. */
export function whyWon(claims: readonly Claim[]): Reason {
  const [winner] = claims;
  const rival = claims.find((claim) => claim.value !== winner?.value);
  if (winner === undefined || rival === undefined) return "only value";
  return order.find(([, compare]) => compare(winner, rival) !== 0)?.[0] ?? "only value";
}
