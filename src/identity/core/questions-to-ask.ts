import { createHash } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import { emailMatchKey } from "./email.ts";
import { linkedinSlug } from "./linkedin.ts";
import type { Fields } from "./match.ts";
import { claimsByField, isHuman, type Observation, type Owners } from "./survive.ts";
import { fold } from "./text.ts";

/** What is known of a contact, for somebody who is asked about them. */
export interface Identity {
  readonly name: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly linkedin: string | null;
  readonly domain: string | null;
  readonly company: string | null;
  readonly country: string | null;
  readonly title: string | null;
}

/** How each field of a contact stands: whose word it is, and from when. */
export interface Standing {
  readonly isHuman: boolean;
  readonly observedAt: number;
}

/** How the fields stand that have a value, or that a person said to have none. */
export function standings(observations: readonly Observation[], owners: Owners): ReadonlyMap<string, Standing> {
  const found = new Map<string, Standing>();
  for (const [field, claims] of claimsByField(observations, owners)) {
    const [best] = claims;
    if (best === undefined || best.rank === "deprecated") continue;
    found.set(field, { isHuman: isHuman(best) || best.rank === "pinned", observedAt: best.observedAt });
  }
  return found;
}

/** The fields worth asking for: those without a value, and with `staleBefore` those that a machine stated before that. */
export function gapsIn<F extends string>(
  standing: ReadonlyMap<string, Standing>,
  fields: readonly F[],
  staleBefore: number | null,
): readonly F[] {
  return fields.filter((field) => {
    const one = standing.get(field);
    // The state of an address that nobody knows is no gap of its own.
    if (field === "emailStatus" && !standing.has("email") && !fields.includes("email" as F)) return false;
    if (one === undefined) return true;
    return !one.isHuman && staleBefore !== null && one.observedAt < staleBefore;
  });
}

/** Whether enough is known for an answer to be about this person. */
export function isAskable(identity: Identity): boolean {
  const hasPlace = identity.domain !== null || identity.company !== null;
  return identity.email !== null || identity.linkedin !== null || (identity.lastName !== null && hasPlace);
}

/** The same for two questions about the same person, however the person is written. */
export function questionKey(identity: Identity): Buffer {
  const email = identity.email === null ? null : (emailMatchKey(identity.email) ?? identity.email);
  const linkedin = identity.linkedin === null ? null : linkedinSlug(identity.linkedin);
  const by =
    email === null && linkedin === null
      ? { name: fold(identity.name ?? ""), domain: identity.domain, company: fold(identity.company ?? "") }
      : { email, linkedin };
  return createHash("sha256").update(canonicalJson(by)).digest();
}

/** One value as a provider states it. */
export interface ProviderClaim {
  readonly field: string;
  readonly value: string;
  readonly observedAt: number | null;
  readonly confidence: number | null;
}

/** What a record of a provider says after an answer: what it said before, with what is new in place. */
export interface ProviderRecord {
  readonly fields: Fields;
  readonly details: Readonly<Record<string, { readonly observedAt?: number; readonly confidence?: number }>>;
}

/** Adds claims to what a provider's record says; a claim about another time or with other confidence keeps its own. */
export function withClaims(before: ProviderRecord, claims: readonly ProviderClaim[], now: number): ProviderRecord {
  const fields: Record<string, string> = { ...before.fields };
  const details: Record<string, { observedAt?: number; confidence?: number }> = { ...before.details };
  for (const { field, value, observedAt, confidence } of claims) {
    fields[field] = value;
    details[field] = {
      observedAt: Math.min(observedAt ?? now, now),
      ...(confidence === null ? {} : { confidence: Math.round(Math.max(0, Math.min(100, confidence))) }),
    };
  }
  return { fields, details };
}
