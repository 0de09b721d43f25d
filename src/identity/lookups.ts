import { type Id, idFromUuid, uuidFromId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { absorbedAccounts } from "./attribution.ts";
import { customValues } from "./core/custom-fields.ts";
import {
  addressesOf,
  contactFactsFor,
  contactIdsByAddress,
  contactsAfter,
  knownAccounts,
  livingContacts,
} from "./facts-for.ts";
import type { CustomValues } from "./fields/custom-values.ts";
import { absorbedInto, formerIdsOf } from "./store/people.ts";

/**
 * What blocks that may not import identity, or only ask it one thing, are given by the composition root. Each is set-based
 * and reads in the caller's transaction.
 */

/** Every key under which a person can be reached, and where they work. */
export const personKeys = addressesOf;

/** A contact behind an address that wrote to us. */
export interface AddressedContact {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  /** The address as it was asked for. */
  readonly address: string;
}

/** The contacts behind addresses, after every merge; one mailbox may be several people's. */
export async function contactsByAddress(tx: Tx, addresses: readonly string[]): Promise<readonly AddressedContact[]> {
  const found = await contactIdsByAddress(tx, addresses);
  const facts = await contactFactsFor(tx, [...new Set([...found.values()].flat())]);
  return [...found].flatMap(([address, contactIds]) =>
    contactIds.map((contactId) => ({ contactId, accountId: facts.get(contactId)?.accountId ?? null, address })),
  );
}

/** Every id that a contact's events may stand under: its own and those merged into it; empty for an unknown contact. */
export async function idsOfContact(tx: Tx, contactId: Id<"con">): Promise<readonly Id<"con">[]> {
  const id = (await livingContacts(tx, [contactId])).get(contactId);
  if (id === undefined) return [];
  return [id, ...(await absorbedInto(tx, uuidFromId(id))).map((uuid) => idFromUuid("con", uuid))];
}

/** What scoring reads of contacts and accounts. */
export const subjectSource = {
  subjects,
  livingContacts,
  knownAccounts,
  contactsOfAccounts: contactsAfter,
  contactsAfter: (tx: Tx, after: Id<"con"> | null, count: number) => contactsAfter(tx, null, after, count),
} as const;

/** A contact and its account as scoring reads them. */
export interface ScoredSubject {
  readonly contactId: Id<"con">;
  readonly accountId: Id<"acc"> | null;
  readonly formerIds: readonly Id<"con">[];
  readonly formerAccountIds: readonly Id<"acc">[];
  readonly persona: string | null;
  readonly seniority: string | null;
  readonly title: string | null;
  readonly country: string | null;
  readonly segments: readonly string[];
  readonly industry: string | null;
  readonly accountCountry: string | null;
  readonly employees: number | null;
  readonly relation: string | null;
  readonly custom: ScoredCustom;
  readonly accountCustom: ScoredCustom;
}

/** Values of declared fields as conditions compare them. */
export type ScoredCustom = Readonly<
  Record<string, { readonly texts: readonly string[]; readonly number: number | null }>
>;

async function subjects(tx: Tx, contactIds: readonly Id<"con">[]): Promise<readonly ScoredSubject[]> {
  const facts = await contactFactsFor(tx, contactIds);
  const living = [...facts].filter(([asked, found]) => asked === found.contactId).map(([, found]) => found);
  const former = await formerIdsOf(
    tx,
    living.map((one) => uuidFromId(one.contactId)),
  );
  const absorbed = await absorbedAccounts(tx, [...new Set(living.flatMap((one) => one.accountId ?? []))]);
  return living.map((one) => ({
    contactId: one.contactId,
    accountId: one.accountId,
    formerIds: (former.get(uuidFromId(one.contactId)) ?? []).map((uuid) => idFromUuid("con", uuid)),
    formerAccountIds: one.accountId === null ? [] : (absorbed.get(one.accountId) ?? []),
    persona: known(one.persona),
    seniority: one.seniority,
    title: one.title,
    country: one.country,
    segments: one.segments,
    industry: one.industry,
    accountCountry: one.accountCountry,
    employees: employeeCount(one.employees),
    relation: known(one.relation),
    custom: scored(one.custom),
    accountCustom: scored(one.accountCustom),
  }));
}

function scored(values: CustomValues): ScoredCustom {
  return Object.fromEntries(
    Object.entries(values).map(([name, { type, value }]) => [
      name,
      { texts: customValues(type, value), number: type === "number" ? Number(value) : null },
    ]),
  );
}

const known = (word: string): string | null => (word === "unknown" ? null : word);

/** `1,001-5,000` and `200+` count as their lower end; what is no number is unknown. */
function employeeCount(text: string | null): number | null {
  const digits = /\d[\d.,' ]*/.exec(text ?? "")?.[0].replace(/[.,' ](?=\d{3})/g, "") ?? "";
  const count = Number.parseInt(digits, 10);
  return Number.isSafeInteger(count) ? count : null;
}
