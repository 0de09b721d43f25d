import { emailMatchKey } from "./email.ts";
import { companyDomain } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import { type Claim, isHuman, type Observation, winnerOf } from "./survive.ts";
import { fold } from "./text.ts";

/** What a contact's own records prove and lack; stored with the projection, since it changes only with them. */
export interface Evidence {
  readonly parts: {
    readonly identity: number;
    readonly address: number;
    readonly agreement: number;
    readonly jobChange: number;
  };
  /** When a value that outreach needs was last observed; how fresh that is depends on the day it is read. */
  readonly freshAt: number;
  /** What outreach needs and these records lack. */
  readonly lacks: readonly Lack[];
}

/** What stands between a contact and outreach, each by name. */
export type Lack = "email" | "name" | "account" | "country" | "evidence" | "openReview";

/** What changes without the contact's records: the account, review items, and what came back from the address. */
export interface Standing {
  readonly hasAccount: boolean;
  readonly accountCountry: string | null;
  readonly openReviews: number;
}

export interface Confidence {
  readonly total: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** Of a contact that was projected before evidence was kept in parts: nothing is proven until it is projected again. */
const unproven: Evidence = {
  parts: { identity: 0, address: 0, agreement: 0, jobChange: 0 },
  freshAt: 0,
  lacks: ["email", "name", "country", "evidence"],
};

type ClaimsByField = ReadonlyMap<string, readonly Claim[]>;

const dayMs = 86_400_000;
const required = ["email", "firstName", "lastName", "fullName", "companyName", "website", "country"] as const;

/** What the age of the newest needed value adds: much for a season, some for a year. */
const freshness = { freshMs: 90 * dayMs, freshPoints: 15, agedMs: 365 * dayMs, agedPoints: 8 } as const;

/** The least confidence with which a contact is ready for outreach by default; policy may ask for more. */
export const readyConfidenceMin = 60;

/**
 * Weighs what the records of one contact say. `blocked` names keys under which too many people stand: they prove nothing.
 * The weights are a proposal (identity.md, section 5).
 */
export function evidenceOf(
  observations: readonly Observation[],
  claims: ClaimsByField,
  golden: { readonly isSendable: boolean; readonly isNamed: boolean; readonly emailStatus: string | null },
  blocked: ReadonlySet<string>,
): Evidence {
  const current = observations.filter((one) => one.isCurrent !== false);
  const strong = current.filter((one) => isStrong(one, blocked));
  const sources = new Set(strong.map(({ source }) => source.id)).size;
  const hasOnlyBlocked = strong.length === 0 && current.some(hasKey);
  const country = winnerOf(claims.get("country"))?.value ?? null;
  return {
    parts: {
      identity: sources >= 2 ? 40 : sources === 1 ? 25 : 10,
      address: addressPart(golden.isSendable, golden.emailStatus),
      agreement: isAgreed(claims) ? 15 : 0,
      jobChange: hasMovedOn(current, claims) ? -20 : 0,
    },
    freshAt: Math.max(0, ...required.map((field) => winnerOf(claims.get(field))?.observedAt ?? 0)),
    lacks: [
      ...(golden.isSendable ? [] : ["email" as const]),
      ...(golden.isNamed ? [] : ["name" as const]),
      ...(country === null ? ["country" as const] : []),
      ...(hasOnlyBlocked ? ["evidence" as const] : []),
    ],
  };
}

/** The sum of the parts that only the records decide. */
export function provenBy(evidence: Evidence): number {
  return Object.values(evidence.parts).reduce((sum, part) => sum + part, 0);
}

/** Evidence as it was stored. */
export function storedEvidence(stored: unknown): Evidence {
  const isEvidence = typeof stored === "object" && stored !== null && "parts" in stored && "lacks" in stored;
  return isEvidence ? (stored as Evidence) : unproven;
}

/**
 * How sure we are, 0 to 100, that these records are this person and that the address reaches them: the stored parts, and
 * those that are read at `now`, which are freshness and open review items.
 */
export function confidenceOf(evidence: Evidence, standing: Standing, now: number): Confidence {
  const age = now - evidence.freshAt;
  const parts = {
    ...evidence.parts,
    freshness: age <= freshness.freshMs ? freshness.freshPoints : age <= freshness.agedMs ? freshness.agedPoints : 0,
    conflict: standing.openReviews > 0 ? -30 : 0,
  };
  return { total: totalOf(parts), parts };
}

/** The same where somebody knows when the person last wrote back: that proves the address better than any check. */
export function confidenceReached(
  parts: Readonly<Record<string, number>>,
  repliedAt: number | null,
  now: number,
): number {
  const hasReplied = repliedAt !== null && now - repliedAt <= freshness.freshMs;
  return totalOf(hasReplied ? { ...parts, address: Math.max(30, parts["address"] ?? 0) } : parts);
}

function totalOf(parts: Readonly<Record<string, number>>): number {
  const total = Object.values(parts).reduce((sum, part) => sum + part, 0);
  return Math.max(0, Math.min(100, total));
}

/** What outreach needs and is not there, each named; empty when nothing is missing. */
export function missingFor(evidence: Evidence, standing: Standing): readonly Lack[] {
  return [
    ...evidence.lacks.filter((lack) => lack !== "country" || standing.accountCountry === null),
    ...(standing.hasAccount ? [] : ["account" as const]),
    ...(standing.openReviews > 0 ? ["openReview" as const] : []),
  ];
}

/** The same for a list, whose statement adds the freshness to the stored parts itself. */
export function readyAt(now: number): {
  readonly confidenceMin: number;
  readonly freshSince: number;
  readonly freshPoints: number;
  readonly agedSince: number;
  readonly agedPoints: number;
} {
  return {
    confidenceMin: readyConfidenceMin,
    freshSince: now - freshness.freshMs,
    freshPoints: freshness.freshPoints,
    agedSince: now - freshness.agedMs,
    agedPoints: freshness.agedPoints,
  };
}

/** Whether a contact may be written to as far as its data goes; everything else is policy's. */
export function isReady(missing: readonly Lack[], confidence: Confidence): boolean {
  return missing.length === 0 && confidence.total >= readyConfidenceMin;
}

const hasKey = ({ fields }: Observation): boolean => fields["email"] !== undefined || fields["linkedin"] !== undefined;

/** Whether a record has a mailbox or a profile that is one person's. */
function isStrong(observation: Observation, blocked: ReadonlySet<string>): boolean {
  if (blocked.size === 0) return hasKey(observation);
  const { email, linkedin } = observation.fields;
  const isMailbox = email !== undefined && !blocked.has(`em:${emailMatchKey(email)}`);
  return isMailbox || (linkedin !== undefined && !blocked.has(`li:${linkedinSlug(linkedin)}`));
}

function addressPart(isSendable: boolean, status: string | null): number {
  if (!isSendable || status === "invalid") return 0;
  return status === "verified" ? 20 : 5;
}

/** No source contradicts another about the person, or a person has settled it. */
function isAgreed(claims: ClaimsByField): boolean {
  return ["lastName", "country"].every((field) => {
    const winner = winnerOf(claims.get(field));
    if (winner === undefined || winner.rank === "pinned" || isHuman(winner)) return true;
    const competing = (claims.get(field) ?? []).filter((claim) => claim.rank !== "deprecated");
    return new Set(competing.map((claim) => fold(claim.value ?? ""))).size === 1;
  });
}

/** A record newer than everything that gives the address names another company: the address may be the last employer's. */
function hasMovedOn(observations: readonly Observation[], claims: ClaimsByField): boolean {
  const address = winnerOf(claims.get("email"));
  if (address?.value == null) return false;
  const home = companyOf(address.value);
  if (home === null || address.rank === "pinned" || isHuman(address)) return false;
  const behind = (claims.get("email") ?? []).filter((claim) => claim.value === address.value);
  const provenAt = Math.max(...behind.map((claim) => claim.observedAt));
  return observations.some(({ fields, observedAt }) => {
    if (observedAt <= provenAt) return false;
    const domains = [companyDomain(fields["website"] ?? ""), companyOf(fields["email"] ?? "")];
    const named = domains.filter((domain) => domain !== null);
    return named.length > 0 && !named.includes(home);
  });
}

function companyOf(email: string): string | null {
  return email === "" ? null : companyDomain(email.slice(email.lastIndexOf("@") + 1));
}
