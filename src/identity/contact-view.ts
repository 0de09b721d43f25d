import { isoFromInstant } from "../kernel/env.ts";
import { idFromUuid, idOrNull } from "../kernel/ids.ts";
import {
  type AccountRelation,
  type AccountSummary,
  accountRelations,
  type ContactSummary,
  type EmailClass,
  emailClasses,
} from "./contract.ts";
import { registrableDomain } from "./core/host.ts";
import type { AccountView, ContactView } from "./store/people.ts";

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

/** The relation in its closed vocabulary; what is not in it is unknown. */
export function relation(word: string | null): AccountRelation {
  return accountRelations.find((known) => known === word) ?? "unknown";
}

/** The class of an address in its closed vocabulary. */
export function emailClass(word: string): EmailClass {
  return emailClasses.find((known) => known === word) ?? "none";
}
