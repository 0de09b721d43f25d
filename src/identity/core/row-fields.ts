import { type AccountRelation, accountRelations, type OptOutBasis } from "../contract.ts";
import { countryCode } from "./country.ts";
import { parseEmail } from "./email.ts";
import { companyDomain, type HostCache } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import type { Fields } from "./match.ts";
import { isMangledPhone, phoneE164 } from "./phone.ts";
import { relationOf } from "./relation.ts";
import { squish } from "./text.ts";

/** Something about a row that a person should know; the row itself may be fine. */
export interface RowNote {
  readonly code: string;
  readonly message: string;
}

/** A contact row as claims: canonical where we can read a value, under `…Text` as it was where we cannot. */
export interface ContactRow {
  readonly fields: Fields;
  readonly notes: readonly RowNote[];
  readonly optOuts: readonly OptOutBasis[];
  readonly observedAt: number | null;
}

const plainFields = [
  "firstName",
  "lastName",
  "fullName",
  "title",
  "department",
  "seniority",
  "state",
  "city",
  "companyName",
  "website",
  "industry",
  "employees",
  "segments",
] as const;

/**
 * Turns the mapped cells of one row into claims. Empty cells make no claim: they cannot blank a value. `hosts` remembers the
 * domains of the rows before.
 */
export function contactFieldsOf(cells: Fields, hosts?: HostCache): ContactRow {
  const fields: Record<string, string> = {};
  const notes: RowNote[] = [];
  const cell = (name: string): string => squish(cells[name] ?? "");
  for (const name of plainFields) {
    const value = cell(name);
    if (value !== "") fields[name] = value;
  }
  // An initial is no first name: it may match, but nobody is greeted by it.
  const first = fields["firstName"] ?? "";
  if (/^\p{L}\.?$/u.test(first)) {
    fields["firstInitial"] = first;
    delete fields["firstName"];
  }
  readCountry(cell("country"), fields);
  readEmail(cell("email"), fields, notes, hosts);
  readPhone(cell("phone"), fields, notes);
  readLinkedin(cell("linkedin"), fields);
  const status = emailStatusOf(cell("emailStatus"));
  if (status !== null && fields["email"] !== undefined) fields["emailStatus"] = status;
  const lifecycle = cell("lifecycle");
  if (lifecycle !== "") {
    fields["lifecycle"] = lifecycle;
    const relation = relationOf(lifecycle);
    if (relation !== "unknown") fields["relation"] = relation;
  }
  return { fields, notes, optOuts: optOutsOf(cell, lifecycle), observedAt: instantOf(cell("observedAt")) };
}

/** What a contact row claims about the contact's account, or null when it names none. */
export function accountFieldsOf(contact: Fields, hosts?: HostCache): Fields | null {
  const mailDomain = companyDomain(mailHost(contact["email"]), hosts);
  const domain = companyDomain(contact["website"] ?? "", hosts) ?? mailDomain;
  const name = contact["companyName"];
  if (domain === null && name === undefined) return null;
  const fields: Record<string, string> = {};
  if (name !== undefined) fields["name"] = name;
  if (domain !== null) fields["domain"] = domain;
  if (mailDomain !== null && mailDomain !== domain) fields["mailDomain"] = mailDomain;
  for (const shared of ["country", "industry", "employees", "relation"] as const) {
    const value = contact[shared];
    if (value !== undefined) fields[shared] = value;
  }
  return fields;
}

/** The relation that a claim states; anything else is `unknown`. */
export function relationClaim(value: string | undefined): AccountRelation {
  return accountRelations.find((relation) => relation === value) ?? "unknown";
}

function mailHost(email: string | undefined): string {
  return email === undefined ? "" : email.slice(email.lastIndexOf("@") + 1);
}

function readCountry(value: string, fields: Record<string, string>): void {
  if (value === "") return;
  const code = countryCode(value);
  fields[code === null ? "countryText" : "country"] = code ?? value;
}

function readEmail(value: string, fields: Record<string, string>, notes: RowNote[], hosts?: HostCache): void {
  if (value === "") return;
  const address = parseEmail(value, hosts);
  if (address !== null) fields["email"] = address.send;
  else {
    fields["emailText"] = value;
    notes.push({ code: "bad_email", message: `\`${short(value)}\` is not an e-mail address` });
  }
}

function readPhone(value: string, fields: Record<string, string>, notes: RowNote[]): void {
  if (value === "") return;
  if (isMangledPhone(value)) {
    fields["phoneText"] = value;
    notes.push({
      code: "mangled_phone",
      message: `\`${short(value)}\` is a phone number that a spreadsheet turned into a quantity: format the column as text and export again`,
    });
    return;
  }
  const number = phoneE164(value, fields["country"] ?? null);
  fields[number === null ? "phoneText" : "phone"] = number ?? value;
}

function readLinkedin(value: string, fields: Record<string, string>): void {
  if (value === "") return;
  const slug = linkedinSlug(value);
  fields[slug === null ? "linkedinText" : "linkedin"] = slug === null ? value : `https://www.linkedin.com/in/${slug}`;
}

/** A verified address on a domain that accepts everything is not verified. */
function emailStatusOf(value: string): string | null {
  const words = value.toLowerCase();
  if (words === "") return null;
  if (/invalid|bounce|undeliverable|do not mail/.test(words)) return "invalid";
  if (/(?<!not |non-|non |un)catch|accept[- ]?all|risky|guess|extrapolat|likely|questionable/.test(words))
    return "risky";
  return /(?<!un|not )verified|(?<!in)valid\b|deliverable|\bok\b/.test(words) ? "verified" : "unverified";
}

function optOutsOf(cell: (name: string) => string, lifecycle: string): readonly OptOutBasis[] {
  const said = lifecycle.toLowerCase();
  const found: OptOutBasis[] = [];
  if (isSet(cell("doNotContact")) || /do[ _-]?not[ _-]?(contact|email|mail)|\bdnc\b/.test(said))
    found.push("do_not_contact");
  if (isSet(cell("optOut")) || /unsubscribed|opted?[ _-]?out/.test(said)) found.push("unsubscribed");
  if (isSet(cell("bounced")) || emailStatusOf(cell("emailStatus")) === "invalid") found.push("bounced");
  if (isSet(cell("doNotCall"))) found.push("do_not_call");
  return found;
}

/** A date, a reason or a `yes` in a stop column all mean stop; only a plain denial does not. */
function isSet(value: string): boolean {
  return value !== "" && !/^(0|0\.0|false|f|no|n|nein|non|não|nao|off|never|active|subscribed|[-–])$/i.test(value);
}

function instantOf(value: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const zoned = /[zZ]|[+-]\d{2}:?\d{2}$/.test(value.slice(10))
    ? value
    : `${value.replace(" ", "T")}${value.length > 10 ? "Z" : ""}`;
  const instant = Date.parse(zoned);
  return Number.isNaN(instant) ? null : instant;
}

const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
