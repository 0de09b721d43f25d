import { isoFromInstant } from "../kernel/env.ts";
import { idFromUuid, idOrNull } from "../kernel/ids.ts";
import {
  type AccountRelation,
  type AccountSummary,
  accountRelations,
  type ContactSummary,
  type EmailClass,
  emailClasses,
  type FieldValue,
} from "./contract.ts";
import { registrableDomain } from "./core/host.ts";
import { claimsByField, whyWon } from "./core/survive.ts";
import { observationFrom } from "./region.ts";
import type { AccountView, ContactView } from "./store/people.ts";
import type { CurrentObservation } from "./store/records.ts";

/** A contact as lists show it: with what tells two people of one name apart. */
export function contactSummary(row: ContactView): ContactSummary {
  return {
    id: idFromUuid("con", row.id),
    name: row.name,
    email: row.email,
    emailClass: emailClass(row.email_class),
    title: row.title,
    company: row.account_name ?? row.golden["companyName"] ?? null,
    domain: row.account_domain ?? (row.email === null ? null : registrableDomain(row.email)),
    accountId: idOrNull("acc", row.account_id),
    country: row.country ?? row.account_country,
    relation: relation(row.relation),
    openReviews: row.open_reviews,
    updatedAt: isoFromInstant(row.updated_at),
  };
}

/** An account as lists show it. */
export function accountSummary(row: AccountView): AccountSummary {
  return { ...row, id: idFromUuid("acc", row.id), relation: relation(row.relation) };
}

/** Each field with the value that counts, why, and what else was said. */
export function fieldValues(observed: readonly CurrentObservation[]): FieldValue[] {
  const byObservation = new Map(observed.map((row) => [row.observation_id, row]));
  const source = (observationId: string) => {
    const row = byObservation.get(observationId);
    if (row === undefined) throw new Error("a claim without its observation");
    return {
      source: { id: idFromUuid("src", row.source_id), name: row.source_name, kind: row.source_kind },
      observedAt: isoFromInstant(row.observed_at),
    };
  };
  return [...claimsByField(observed.map(observationFrom))].flatMap(([name, claims]) => {
    const [winner, ...rest] = claims;
    if (winner === undefined) return [];
    const others = rest.map((claim) => ({ value: claim.value, ...source(claim.observation.id) }));
    return [
      {
        name,
        value: winner.value,
        ...source(winner.observation.id),
        confidence: winner.observation.confidence,
        why: whyWon(claims),
        others,
      },
    ];
  });
}

/** The relation in its closed vocabulary; what is not in it is unknown. */
export function relation(word: string | null): AccountRelation {
  return accountRelations.find((known) => known === word) ?? "unknown";
}

/** The class of an address in its closed vocabulary. */
export function emailClass(word: string): EmailClass {
  return emailClasses.find((known) => known === word) ?? "none";
}
