import { domainsIn } from "./account-domains.ts";
import { companyNameKey } from "./company-name.ts";
import { parseEmail } from "./email.ts";
import { emailTraits } from "./email-class.ts";
import { companyDomain, type HostCache } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import { fullNameKey } from "./name-agreement.ts";
import { nameKeys } from "./name-keys.ts";
import { parentNamed } from "./parent-fields.ts";
import { type PersonName, parsePersonName } from "./person-name.ts";
import { noEmployers } from "./words/no-employer.ts";

/** Version of everything below this line that decides who is who; stored with each result. */
export const rulesetVersion = 2;

/** The kinds of match key: mailbox, profile, phone, name at a company's domain or name; for accounts domain and name. */
export type KeyKind = "em" | "li" | "ph" | "nd" | "nc" | "do" | "nm";

/** What the resolver reads of a contact record, normalised once when the record arrives. */
export interface ContactMatch {
  readonly name: PersonName;
  /** Canonical mailbox; null for none and for placeholders. */
  readonly em: string | null;
  /** Whether the mailbox is a function's, so that it belongs to nobody in particular. */
  readonly isRole: boolean;
  readonly mailDomain: string | null;
  readonly li: string | null;
  readonly ph: string | null;
  /** Company domains of the record: the website's first, then the mailbox's. */
  readonly domains: readonly string[];
  /** The employer by name, within a country; none for words such as `freelance`, and in records that ruleset 1 read. */
  readonly employer?: string | null;
}

/** What the resolver reads of an account record. */
export interface AccountMatch {
  /** The company's domain: its website's, else its people's mailboxes'. */
  readonly domain: string | null;
  /** The mailboxes' domain where the website has another: an alias, or the employer before this one. */
  readonly mailDomain: string | null;
  readonly nameKey: string | null;
  readonly country: string | null;
  /** Other names of the company, and those that it has left. */
  readonly otherDomains?: readonly string[];
  /** The record's id in its source, and that of the record which it names as its parent. */
  readonly ownId?: string;
  readonly parentId?: string;
}

/** One key of a record, as the key table stores it. */
export interface MatchKey {
  readonly kind: KeyKind;
  readonly key: string;
  readonly name: string;
}

/** Fields of a record as text, by contract name. */
export type Fields = Readonly<Record<string, string>>;

/** Normalises a contact's fields for matching; `hosts` remembers the domains of the records before. */
export function contactMatch(fields: Fields, hosts?: HostCache): ContactMatch {
  const address = fields["email"] === undefined ? null : parseEmail(fields["email"], hosts);
  const traits = address === null ? null : emailTraits(address);
  const isUsable = address !== null && traits?.placeholder === false;
  const site = companyDomain(fields["website"] ?? "", hosts);
  const mail = isUsable ? companyDomain(address.host.host, hosts) : null;
  return {
    name: parsePersonName({
      first: fields["firstName"] ?? fields["firstInitial"] ?? null,
      last: fields["lastName"] ?? null,
      full: fields["fullName"] ?? null,
    }),
    em: isUsable ? address.matchKey : null,
    isRole: traits?.role === true,
    mailDomain: mail,
    li: fields["linkedin"] === undefined ? null : linkedinSlug(fields["linkedin"]),
    ph: fields["phone"] ?? null,
    domains: [...new Set([site, mail].filter((domain) => domain !== null))],
    employer: employerOf(fields),
  };
}

function employerOf(fields: Fields): string | null {
  const key = fields["companyName"] === undefined ? null : companyNameKey(fields["companyName"]);
  return key === null || noEmployers.has(key) ? null : `${key}/${fields["country"] ?? ""}`;
}

/** Normalises an account's fields for matching; `externalId` is the record's id in its source, where it has one. */
export function accountMatch(fields: Fields, externalId: string | null = null): AccountMatch {
  const otherDomains = domainsIn(`${fields["aliasDomains"] ?? ""} ${fields["formerDomains"] ?? ""}`);
  const parentId = parentNamed(fields)?.externalId ?? null;
  return {
    ...(otherDomains.length === 0 ? {} : { otherDomains }),
    ...(externalId?.startsWith("id:") === true ? { ownId: externalId } : {}),
    ...(parentId === null ? {} : { parentId }),
    domain: fields["domain"] ?? null,
    mailDomain: fields["mailDomain"] ?? null,
    nameKey: fields["name"] === undefined ? null : companyNameKey(fields["name"]),
    country: fields["country"] ?? null,
  };
}

/** The keys under which a contact record is found. */
export function contactKeys(match: ContactMatch): readonly MatchKey[] {
  const name = fullNameKey(match.name);
  const keys: MatchKey[] = [];
  if (match.em !== null) keys.push({ kind: "em", key: match.em, name });
  if (match.li !== null) keys.push({ kind: "li", key: match.li, name });
  if (isOwnPhone(match)) keys.push({ kind: "ph", key: match.ph, name });
  for (const nameKey of nameKeys(match.name)) {
    for (const domain of match.domains) keys.push({ kind: "nd", key: placedName(nameKey, domain), name });
    if (isText(match.employer)) keys.push({ kind: "nc", key: placedName(nameKey, match.employer), name });
  }
  return keys;
}

/** Whether a value is there: what an earlier ruleset did not read is not. */
export function isText(value: string | null | undefined): value is string {
  return value !== null && value !== undefined;
}

/** Whether a record's phone is a key: without a name it may be anybody's. */
export function isOwnPhone(match: ContactMatch): match is ContactMatch & { readonly ph: string } {
  return match.ph !== null && match.name.strength !== "none";
}

/** The key of a name at a company's domain, or at its name within a country. */
export function placedName(nameKey: string, place: string): string {
  return `${nameKey}@${place}`;
}

/** The keys under which an account record is found. */
export function accountKeys(match: AccountMatch): readonly MatchKey[] {
  const keys: MatchKey[] = [];
  for (const domain of [match.domain, match.mailDomain, ...(match.otherDomains ?? [])])
    if (domain !== null) keys.push({ kind: "do", key: domain, name: "" });
  if (match.nameKey !== null) keys.push({ kind: "nm", key: match.nameKey, name: match.domain ?? "" });
  return keys;
}
