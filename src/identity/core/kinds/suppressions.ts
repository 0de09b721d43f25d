import { isId } from "../../../kernel/ids.ts";
import { countryCode } from "../country.ts";
import { parseEmail } from "../email.ts";
import { companyDomain, registrableDomain } from "../host.ts";
import type { Fields } from "../match.ts";
import { isMangledPhone, phoneE164 } from "../phone.ts";
import type { RowNote } from "../row-fields.ts";
import { fold, squish } from "../text.ts";
import { isoDate } from "./dates.ts";
import type { KindRow, KindTable } from "./kind-table.ts";

/** Why a row of a list forbids contact, from its words; what says nothing known forbids everything. */
const reasons: readonly (readonly [string, RegExp])[] = [
  ["complaint", /complain|spam|abuse|feedback loop|\bfbl\b|beschwerde|plainte|queja/],
  ["hard_bounce", /bounce|invalid|undeliverable|does not exist|unknown user|cleaned|unzustellbar/],
  ["left_company", /left (the )?(company|job|firm)|no longer (at|with|works|employed)|ausgeschieden/],
  ["negative", /not interested|negative|no interest|kein interesse/],
  ["do_not_contact", /do[ _-]?not|dnc|gdpr|erasure|legal|lawyer|competitor|customer|never/],
  ["unsubscribed", /unsub|opt(ed)?[ _-]?out|abgemeldet|desinscri|baja|remove|list[ _-]?unsubscribe/],
];

/** Lists of whom not to contact: addresses, domains and numbers, in a column each or all in one. */
export const suppressionTable: KindTable = {
  headings: {
    address:
      "email emailaddress emails mail workemail businessemail primaryemail subscriberemail recipient recipientemail blockedemail suppressedemail contactemail emailadresse emailadress correo correoelectronico courriel adresseemail address secondaryemail",
    domain:
      "domain domains companydomain companydomainname blockeddomain suppresseddomain emaildomain website websiteurl companywebsite accountdomain domaine dominio",
    phone:
      "phone phonenumber telephone tel mobile mobilephone mobilephonenumber cell blockedphone suppressedphone number workphone workdirectphone telefon telefono telefone",
    value:
      "value entry item identifier blocked blockedvalue suppressed suppressedvalue suppression excluded exclusion target recipientoraddress contact",
    contactId: "contactid fairleadid",
    key: "suppressionkey",
    hint: "hint suppressionhint",
    scope: "scope level suppressiontype entrytype blocktype matchtype type",
    reason:
      "reason suppressionreason cause why optoutreason unsubscribereason bouncereason emailbouncedreason category bouncetype donotcontactreason",
    status:
      "status emailstatus subscriptionstatus marketingstatus listmemberstatus mailingliststatus optinstatus emailmarketingstatus",
    stopped:
      "unsubscribed unsubscribedfromallemail hsemailoptout hasoptedoutofemail optout optedout emailoptout emailoptedout globalunsubscribe isunsubscribed donotcontact donotcall donotemail dnc isdonotcontact unsubscribe",
    since:
      "date addedat added createdat created createdate dateadded suppressedat suppressedon unsubscribedate unsubscribedat optouttime optoutdate timestamp bouncedat emailbounceddate complainedat time when datum fecha",
    country: "country countrycode countryregion mailingcountry land pays pais",
    confirmed: "confirm confirmed confirmdomain confirmeddomain",
  },
  required: [["address", "domain", "phone", "value", "contactId", "key"]],
  idField: null,
  keyFields: ["address", "domain", "phone", "contactId", "key", "reason"],
  listFields: ["address", "domain", "phone", "value"],
  bareField: "value",
  read: readSuppression,
};

interface Named {
  readonly address: string[];
  readonly domain: string[];
  readonly phone: string[];
  readonly contactId: string[];
  readonly key: string[];
  readonly notes: RowNote[];
}

function readSuppression(cells: Fields): KindRow {
  const allowed = allowedFault(cells);
  if (allowed !== null) return handedBack(allowed);
  const named = namedBy(cells);
  const scope = fold(squish(cells["scope"] ?? ""));
  const isWide = /domain|company|account|organi[sz]ation|firma/.test(scope);
  const isPerson = named.address.length + named.phone.length + named.contactId.length > 0;
  // A company stands beside a person in most exports: it is forbidden only where the row names nobody, or says so.
  if (isPerson && !isWide) named.domain.length = 0;
  if (isWide) named.domain.push(...(named.domain.length > 0 ? [] : named.address.map(domainOf)));
  if (isWide) for (const list of [named.address, named.phone, named.contactId]) list.length = 0;
  const isConfirmed = isYes(cells["confirmed"] ?? "");
  keepCompanies(named, isConfirmed);
  const keys = (["address", "domain", "phone", "contactId", "key"] as const).flatMap((name) =>
    named[name].length === 0 ? [] : [[name, [...new Set(named[name])].join(" ")] as const],
  );
  if (keys.length === 0) {
    const message = "no address, domain or phone number says whom this row forbids";
    return handedBack(named.notes[0] ?? { code: "no_key", message });
  }
  const since = isoDate(cells["since"] ?? "");
  const hint = /^…[\w@.-]{0,120}$/.exec(cells["hint"] ?? "")?.[0] ?? null;
  if (since === null && cells["since"] !== undefined)
    named.notes.push({ code: "bad_date", message: `\`${short(cells["since"])}\` is no date that can be read` });
  const fields = {
    ...Object.fromEntries(keys),
    reason: reasonOf(cells),
    ...(since === null ? {} : { since }),
    ...(isConfirmed ? { confirmed: "yes" } : {}),
    ...(named.key.length > 0 && hint !== null ? { hint } : {}),
  };
  return { fields, fault: null, notes: named.notes };
}

/** Domains of mail providers and platforms are many companies' and strangers': forbidding one has to be meant. */
function keepCompanies(named: Named, isConfirmed: boolean): void {
  if (isConfirmed) return;
  const [companies, others] = [named.domain.filter(isCompany), named.domain.filter((one) => !isCompany(one))];
  named.domain.splice(0, named.domain.length, ...companies);
  for (const domain of others)
    named.notes.push({
      code: "shared_domain",
      message: `\`${short(domain)}\` belongs to many people: list their addresses, or add a column \`confirm\` with \`yes\` to forbid all of them`,
    });
}

const isCompany = (domain: string): boolean => companyDomain(domain) !== null;
const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

function namedBy(cells: Fields): Named {
  const named: Named = { address: [], domain: [], phone: [], contactId: [], key: [], notes: [] };
  const country = countryCode(cells["country"] ?? "");
  for (const part of partsOf(cells["address"])) readAny(part, country, named, "address");
  for (const part of partsOf(cells["domain"])) readAny(part, country, named, "domain");
  for (const part of phonesOf(cells["phone"])) readPhone(part, country, named);
  for (const part of valuesOf(cells["value"])) readAny(part, country, named, "any");
  for (const part of partsOf(cells["contactId"])) readAny(part, country, named, "any");
  for (const part of partsOf(cells["key"])) readKey(part, named);
  return named;
}

/** Files what a cell holds under what it is: an address stays one in a column of domains, and `@acme.com` is a domain. */
function readAny(part: string, country: string | null, named: Named, column: "address" | "domain" | "any"): void {
  const text = part.replace(/^\*@|^@|^\*\./, "");
  if (isId("con", text)) named.contactId.push(text);
  else if (text.includes("@")) readAddress(text, named);
  else if (column === "any" && /^[+(\d][\d\s()./+-]{4,}$/.test(text)) readPhone(text, country, named);
  else if (column === "address" && text === part)
    named.notes.push({ code: "bad_email", message: `\`${short(part)}\` is no e-mail address` });
  else {
    const domain = registrableDomain(text);
    if (domain !== null) named.domain.push(domain);
    else named.notes.push({ code: "bad_domain", message: `\`${short(part)}\` is no domain that somebody registered` });
  }
}

/** A key of an exported list: whoever made it says whether it is one of its own. */
function readKey(part: string, named: Named): void {
  if (/^[a-z]+:[\w.-]{1,253}:[0-9a-f]{16}$/.test(part)) named.key.push(part);
  else named.notes.push({ code: "bad_key", message: `\`${short(part)}\` is no key of an exported list` });
}

function readAddress(text: string, named: Named): void {
  const address = parseEmail(text);
  if (address !== null) named.address.push(address.send);
  else named.notes.push({ code: "bad_email", message: `\`${short(text)}\` is no e-mail address` });
}

function readPhone(text: string, country: string | null, named: Named): void {
  const number = phoneE164(text, country);
  if (number !== null) {
    named.phone.push(number);
    return;
  }
  const isMangled = isMangledPhone(text);
  named.notes.push({
    code: isMangled ? "mangled_phone" : "bad_phone",
    message: isMangled
      ? `\`${short(text)}\` is a phone number that a spreadsheet turned into a quantity: format the column as text and export again`
      : `\`${short(text)}\` is no phone number that can be dialled from anywhere: write it as \`+44 20 7946 0000\`, or add a column \`Country\``,
  });
}

/** A list of everybody with a column that says who opted out: who did not is none of this list's business. */
function allowedFault(cells: Fields): RowNote | null {
  const said = [cells["stopped"], cells["status"]].filter((cell) => cell !== undefined && squish(cell) !== "");
  if (said.length === 0 || said.some((cell) => !isAllowing(cell ?? ""))) return null;
  const message = `the row says \`${short(said[0] ?? "")}\`, so that nobody is forbidden by it: leave it out of the list`;
  return { code: "not_suppressed", message };
}

function isAllowing(cell: string): boolean {
  return /^(0|0\.0|false|f|no|n|nein|non|nao|off|never|active|subscribed|opted[ _-]?in|opt[ _-]?in|valid|verified|deliverable|confirmed|[-–])$/.test(
    fold(squish(cell)),
  );
}

function reasonOf(cells: Fields): string {
  const words = fold([cells["reason"], cells["status"], cells["scope"]].map((cell) => squish(cell ?? "")).join(" "));
  const found = reasons.find(([, pattern]) => pattern.test(words))?.[0];
  return found ?? "do_not_contact";
}

const isYes = (cell: string): boolean => /^(yes|y|true|1|ja|oui|si)$/.test(fold(squish(cell)));
const handedBack = (fault: RowNote): KindRow => ({ fields: {}, fault, notes: [] });
const partsOf = (cell: string | undefined): readonly string[] =>
  (cell ?? "").split(/[;,|\s]+/).filter((part) => part !== "");
const phonesOf = (cell: string | undefined): readonly string[] =>
  (cell ?? "")
    .split(/[;|]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
/** A number may hold spaces, an address or a domain does not. */
const valuesOf = (cell: string | undefined): readonly string[] =>
  phonesOf(cell).flatMap((part) => (/^[+(\d][\d\s()./+-]{4,}$/.test(part) ? [part] : partsOf(part)));
const short = (value: string): string => (value.length > 60 ? `${value.slice(0, 60)}…` : value);
