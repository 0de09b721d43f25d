import type { Fields } from "./match.ts";
import { compareText, fold } from "./text.ts";

/** Where claims come from; `trust` orders sources, a `user` source is a human edit. */
export interface ClaimSource {
  readonly id: string;
  readonly kind: string;
  readonly trust: number;
}

/** What is particular to one claim of an observation: said at another time or with other confidence, or the field cleared. */
export interface ClaimDetail {
  readonly observedAt?: number;
  readonly confidence?: number;
  readonly cleared?: true;
}

/** What a person said about one claim, and when: this one holds, or this one is wrong. */
export interface ClaimRank {
  readonly rank: "pinned" | "deprecated";
  readonly at: number;
}

/** One version of what one record says. */
export interface Observation {
  readonly id: string;
  readonly recordId: string;
  readonly source: ClaimSource;
  readonly observedAt: number;
  readonly confidence: number;
  readonly fields: Fields;
  readonly details?: Readonly<Record<string, ClaimDetail>>;
  readonly ranks?: Readonly<Record<string, ClaimRank>>;
  /** False for what the record said before: of that only what a person ranked still counts. */
  readonly isCurrent?: boolean;
}

/** One value of one field from one observation; null is a field that a person cleared. */
export interface Claim {
  readonly field: string;
  readonly value: string | null;
  readonly rank: "pinned" | "normal" | "deprecated";
  readonly isVerified: boolean;
  /** Whether the source is the one that owns the field. */
  readonly isOwned: boolean;
  readonly observedAt: number;
  readonly confidence: number;
  readonly observation: Observation;
}

/** The source that owns each field, by field. */
export type Owners = ReadonlyMap<string, string>;

/** Why one claim is before another; the first difference in this order decides. */
export type Reason =
  | "the other is known to be wrong"
  | "pinned"
  | "edited by a person"
  | "from the field's owner"
  | "verified"
  | "more trusted source"
  | "newer"
  | "more confident"
  | "first in value order"
  | "first in record order"
  | "only value";

type Step = readonly [Reason, (left: Claim, right: Claim) => number];

const number = (of: (claim: Claim) => number) => (left: Claim, right: Claim) => of(right) - of(left);
const flag = (of: (claim: Claim) => boolean) => number((claim) => (of(claim) ? 1 : 0));

/**
 * The total order over claims. INVARIANT: it ends in an id, so that two claims are never equal and the winner does not
 * depend on arrival (test "survivorship in any order").
 */
const order: readonly Step[] = [
  ["the other is known to be wrong", flag((claim) => claim.rank !== "deprecated")],
  ["pinned", flag((claim) => claim.rank === "pinned")],
  ["edited by a person", flag(isHuman)],
  ["from the field's owner", flag((claim) => claim.isOwned)],
  ["verified", flag((claim) => claim.isVerified)],
  ["more trusted source", number((claim) => claim.observation.source.trust)],
  ["newer", number((claim) => claim.observedAt)],
  ["more confident", number((claim) => claim.confidence)],
  ["first in value order", (left, right) => compareText(left.value ?? "", right.value ?? "")],
  ["first in record order", (left, right) => compareText(left.observation.id, right.observation.id)],
];

/** The claims of observations by field, best first; what is known to be wrong comes last. */
export function claimsByField(
  observations: readonly Observation[],
  owners: Owners = new Map(),
): ReadonlyMap<string, readonly Claim[]> {
  const byField = new Map<string, Claim[]>();
  const add = (claim: Claim): void => {
    const claims = byField.get(claim.field);
    if (claims === undefined) byField.set(claim.field, [claim]);
    else claims.push(claim);
  };
  const wrong = wrongValues(observations);
  for (const observation of observations) for (const claim of claimsOf(observation, owners, wrong)) add(claim);
  for (const claims of byField.values()) claims.sort(compareClaims);
  return byField;
}

/** The claim that counts: the best one that nobody called wrong. */
export function winnerOf(claims: readonly Claim[] | undefined): Claim | undefined {
  const [best] = claims ?? [];
  return best === undefined || best.rank === "deprecated" ? undefined : best;
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

/** Whether a person stands behind the claim. */
export function isHuman(claim: Claim): boolean {
  return claim.observation.source.kind === "user";
}

/** Whether two values say the same, however they are written. */
export function sayTheSame(left: string | null, right: string | null): boolean {
  return left === right || (left !== null && right !== null && fold(left) === fold(right));
}

function claimsOf(observation: Observation, owners: Owners, wrong: ReadonlySet<string>): readonly Claim[] {
  const { fields, details, ranks, source } = observation;
  const isVerified = fields["emailStatus"] === "verified";
  const claim = (field: string, value: string | null): Claim => ({
    field,
    value,
    rank: wrong.has(wrongKey(field, value)) ? "deprecated" : (ranks?.[field]?.rank ?? "normal"),
    isVerified: isVerified && field === "email",
    isOwned: owners.get(field) === source.id,
    observedAt: details?.[field]?.observedAt ?? observation.observedAt,
    confidence: details?.[field]?.confidence ?? observation.confidence,
    observation,
  });
  const said = Object.entries(fields).map(([field, value]) => claim(field, value));
  // Of what a record no longer says, a pinned claim lives on.
  if (observation.isCurrent === false) return said.filter(({ field }) => ranks?.[field]?.rank === "pinned");
  if (details === undefined) return said;
  return [...said, ...clearedIn(details).map((field) => claim(field, null))];
}

function clearedIn(details: Readonly<Record<string, ClaimDetail>>): readonly string[] {
  return Object.entries(details).flatMap(([field, detail]) => (detail.cleared === true ? [field] : []));
}

/** Values that a person called wrong, for every source that says them: a wrong title is wrong wherever it comes from. */
function wrongValues(observations: readonly Observation[]): ReadonlySet<string> {
  return new Set(
    observations.flatMap(({ fields, ranks }) =>
      Object.entries(ranks ?? {}).flatMap(([field, { rank }]) => {
        const value = fields[field];
        return rank === "deprecated" && value !== undefined ? [wrongKey(field, value)] : [];
      }),
    ),
  );
}

const wrongKey = (field: string, value: string | null): string => `${field}\n${value === null ? "" : fold(value)}`;
