import { createHash } from "node:crypto";
import type { Review } from "./resolve.ts";
import { type Claim, claimsByField, isHuman, type Observation, type Owners, sayTheSame, winnerOf } from "./survive.ts";
import { compareText } from "./text.ts";

/** A version of what a record said, with when we heard it. */
export interface HeardObservation extends Observation {
  readonly receivedAt: number;
}

/** Fields whose open conflict keeps a contact from being written to: they say who this is and where. */
const vital: ReadonlySet<string> = new Set(["email", "firstName", "lastName", "country", "companyName", "website"]);

/** Values that describe another value, and not the person. */
const derived: ReadonlySet<string> = new Set(["emailStatus", "firstInitial", "lifecycle"]);

/**
 * What machines have said against a person's word since that word was given: one question for each such value. A value that
 * a record said already, when the person decided, is no news; nor is one that anybody called wrong. A pure function of all that
 * was ever said, so that the question goes when the person answers it by pinning, editing or calling the value wrong.
 */
export function claimConflicts(
  current: readonly Observation[],
  history: readonly HeardObservation[],
  owners: Owners,
): readonly Review[] {
  const found: Review[] = [];
  for (const [field, claims] of claimsByField(current, owners)) {
    const winner = winnerOf(claims);
    if (winner === undefined || derived.has(field)) continue;
    const decidedAt = decisionAt(winner);
    if (decidedAt === null) continue;
    const against = claims.filter(
      (claim) => isMachine(claim) && claim.value !== null && !sayTheSame(claim.value, winner.value),
    );
    for (const claim of against) if (heardSince(claim, history) > decidedAt) found.push(question(field, claim, winner));
  }
  const bySubject = new Map(found.map((review) => [review.subject, review]));
  return [...bySubject.values()].sort((left, right) => compareText(left.subject, right.subject));
}

/** Whether a question is about who this is and where, by its subject. */
export function isVitalConflict(subject: string): boolean {
  return vital.has(/^claim:[^:]+:([^:]+):/.exec(subject)?.[1] ?? "");
}

/** When a person gave the word that counts, or null when no person did. */
function decisionAt(winner: Claim): number | null {
  const pinnedAt = winner.rank === "pinned" ? winner.observation.ranks?.[winner.field]?.at : undefined;
  if (pinnedAt !== undefined) return isHuman(winner) ? Math.max(pinnedAt, winner.observedAt) : pinnedAt;
  return isHuman(winner) ? winner.observedAt : null;
}

function isMachine(claim: Claim): boolean {
  return !isHuman(claim) && claim.rank !== "deprecated" && claim.observation.isCurrent !== false;
}

/** Since when the record has been saying so without a break. */
function heardSince(claim: Claim, history: readonly HeardObservation[]): number {
  let since = Number.POSITIVE_INFINITY;
  const versions = history.filter((one) => one.recordId === claim.observation.recordId).toSorted(byHearing);
  for (const version of versions.toReversed()) {
    if (!sayTheSame(version.fields[claim.field] ?? null, claim.value)) break;
    since = version.receivedAt;
  }
  return since;
}

const byHearing = (left: HeardObservation, right: HeardObservation): number =>
  left.receivedAt - right.receivedAt || compareText(left.id, right.id);

/** The value itself stays out of the subject, which others list; its digest tells one question from the next. */
function question(field: string, claim: Claim, winner: Claim): Review {
  const digest = createHash("sha256")
    .update(claim.value ?? "")
    .digest("hex")
    .slice(0, 16);
  const { recordId } = claim.observation;
  return {
    kind: "claim_conflict",
    subject: `claim:${recordId}:${field}:${digest}`,
    members: [...new Set([recordId, winner.observation.recordId])].sort(),
  };
}
