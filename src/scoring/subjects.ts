import {
  type ContactFacts,
  contactFactsFor,
  contactsAfter,
  knownAccounts,
  livingContacts,
} from "../identity/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { employeesFrom } from "./core/employees.ts";
import type { Subject } from "./core/subject.ts";
import type { QueueDeps, SubjectSource } from "./deps.ts";

/** The ids that each of these living contacts absorbed. */
export type FormerIds = (
  tx: Tx,
  contactIds: readonly Id<"con">[],
) => Promise<ReadonlyMap<Id<"con">, readonly Id<"con">[]>>;

/** Contacts and accounts as scoring reads them, from identity's own functions. */
export function subjectsFromIdentity(formerIds: FormerIds): SubjectSource {
  return {
    subjects: async (tx, contactIds) => {
      const facts = await contactFactsFor(tx, contactIds);
      const living = [...facts].flatMap(([asked, one]) => (asked === one.contactId ? [one] : []));
      const former = await formerIds(
        tx,
        living.map((one) => one.contactId),
      );
      return living.map((one) => subjectFrom(one, former.get(one.contactId) ?? []));
    },
    livingContacts,
    knownAccounts,
    contactsOfAccounts: contactsAfter,
    contactsAfter: (tx, after, count) => contactsAfter(tx, null, after, count),
  };
}

/** Names for the queue. */
export const namesFromIdentity: QueueDeps["names"] = async (tx, contactIds) => {
  const facts = await contactFactsFor(tx, contactIds);
  return new Map([...facts].map(([id, { name, accountName }]) => [id, { name, accountName }]));
};

function subjectFrom(facts: ContactFacts, formerIds: readonly Id<"con">[]): Subject {
  return {
    contactId: facts.contactId,
    accountId: facts.accountId,
    formerIds,
    persona: facts.persona,
    title: facts.title,
    countries: facts.countries,
    segments: facts.segments,
    industry: facts.industry,
    employees: employeesFrom(facts.employees),
    relation: facts.relation,
  };
}
