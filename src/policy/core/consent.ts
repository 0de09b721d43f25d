import type { Instant } from "../../kernel/env.ts";
import type { consents } from "./vocabulary.ts";

/** The ways to reach somebody that consent speaks of. */
export const consentChannels = ["email", "phone", "sms", "post", "all"] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/** On what ground contact is lawful, the strongest first. */
export const consentBases = ["consent", "soft_opt_in", "contract", "legitimate_interest"] as const;
export type ConsentBasis = (typeof consentBases)[number];

/** One recorded event: consent given, or taken back. */
export interface ConsentEvent {
  readonly channel: ConsentChannel;
  readonly state: "granted" | "withdrawn";
  readonly basis: ConsentBasis | null;
  /** The country whose law it was given under; null for any. */
  readonly jurisdiction: string | null;
  readonly obtainedAt: Instant;
  readonly expiresAt: Instant | null;
  /** Whether it is about the very address or number that would be used. */
  readonly isRecipient: boolean;
}

/** What is asked: may this channel be used for somebody who may be in any of these countries. */
export interface ConsentAsk {
  readonly channel: Exclude<ConsentChannel, "all">;
  readonly countries: readonly string[];
  readonly now: Instant;
  /** The newest wish to be left alone, lifted or not: what was given before it counts no longer. */
  readonly stoppedAt: Instant | null;
}

/** The fact that a decision reads. */
export type ConsentWord = (typeof consents)[number];

/**
 * The consent in force, as the one fact that policies read. What was given counts for the address it was given for; what was
 * taken back binds the whole person, until they opt in anew. Several possible countries need a consent each; the weakest counts.
 */
export function consentIn(events: readonly ConsentEvent[], ask: ConsentAsk): ConsentWord {
  const known = events.filter(({ channel, obtainedAt }) => {
    return (channel === ask.channel || channel === "all") && obtainedAt <= ask.now;
  });
  const granted = known.filter(({ state, isRecipient }) => state === "granted" && isRecipient);
  const withdrawnAt = newest(known.filter(({ state }) => state === "withdrawn"));
  const optedInAt = newest(granted.filter(({ basis }) => basis === "consent"));
  // Only a new opt-in answers a refusal: a company's own interest does not.
  if (withdrawnAt > Number.NEGATIVE_INFINITY && optedInAt <= withdrawnAt) return "refused";
  const endedAt = Math.max(withdrawnAt, ask.stoppedAt ?? Number.NEGATIVE_INFINITY);
  const standing = granted.filter(({ obtainedAt }) => obtainedAt > endedAt);
  const inForce = standing.filter(({ expiresAt }) => expiresAt === null || expiresAt > ask.now);
  const strengths = ask.countries.map((country) => strengthIn(inForce, country));
  if (strengths.length > 0 && strengths.every((strength) => strength !== -1))
    return wordOf(consentBases[Math.max(...strengths)]);
  return standing.length > inForce.length ? "expired" : "unknown";
}

/** The place of the strongest basis that counts in a country, or -1. */
function strengthIn(events: readonly ConsentEvent[], country: string): number {
  const bases = events
    .filter(({ jurisdiction }) => jurisdiction === null || jurisdiction === country)
    .map(({ basis }) => basis);
  return consentBases.findIndex((basis) => bases.includes(basis));
}

function wordOf(basis: ConsentBasis | undefined): ConsentWord {
  if (basis === undefined) return "unknown";
  return basis === "consent" ? "opt_in" : basis;
}

function newest(events: readonly ConsentEvent[]): number {
  return Math.max(Number.NEGATIVE_INFINITY, ...events.map(({ obtainedAt }) => obtainedAt));
}
