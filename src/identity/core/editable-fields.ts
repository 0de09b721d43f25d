import { type AccountRelation, accountRelations } from "../contract.ts";
import type { FieldObject } from "../words/contract.ts";
import { countryCode } from "./country.ts";
import { type CustomField, choiceSeparator, customFieldName, parseCustomValue } from "./custom-fields.ts";
import { parseEmail } from "./email.ts";
import { emailClassOf } from "./email-class.ts";
import { companyDomain } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import { isMangledPhone, phoneE164 } from "./phone.ts";
import { squish } from "./text.ts";

/** How a person may write the value of a field: as text, or as its type has it. Null clears the field. */
export type GivenValue = string | number | boolean | readonly string[] | null;

/** What a person says about fields: values in their one spelling, and fields that have no value by their word. */
export interface Edit {
  readonly fields: Readonly<Record<string, string>>;
  readonly cleared: readonly string[];
}

/** One fault of an edit, with the field that has it. */
export interface EditFault {
  readonly field: string;
  readonly message: string;
}

/** A field that Fairlead knows by itself, with what a value of it is. */
export interface BuiltInField {
  readonly name: string;
  readonly type: "text" | "email" | "phone" | "linkedin" | "country" | "domain" | "relation" | "list";
}

type Read = (text: string, country: string | null) => string | { readonly message: string };

const contactFields: readonly BuiltInField[] = [
  ...["firstName", "lastName", "title", "department", "seniority", "state", "city"].map(textField),
  { name: "email", type: "email" },
  { name: "phone", type: "phone" },
  { name: "linkedin", type: "linkedin" },
  { name: "country", type: "country" },
  ...["companyName", "website", "industry", "employees"].map(textField),
  { name: "segments", type: "list" },
];

const accountFields: readonly BuiltInField[] = [
  textField("name"),
  { name: "domain", type: "domain" },
  { name: "country", type: "country" },
  ...["industry", "employees"].map(textField),
  { name: "relation", type: "relation" },
];

/** The fields of contacts or of accounts that are built in and that a person may edit. */
export function builtInFields(object: FieldObject): readonly BuiltInField[] {
  return object === "contact" ? contactFields : accountFields;
}

/**
 * Reads an edit: each value in its field's one spelling. Unlike an import, which keeps what it cannot read beside, an edit is
 * refused with every fault named, for the person who typed it is there to mend it. `country` is the contact's, for phone numbers.
 */
export function readEdit(
  object: FieldObject,
  custom: readonly CustomField[],
  given: Readonly<Record<string, GivenValue>>,
  country: string | null,
): { readonly edit: Edit; readonly faults: readonly EditFault[] } {
  const known = new Map<string, Read>([
    ...builtInFields(object).map(({ name, type }) => [name, readers[type]] as const),
    ...custom.map((field) => [customFieldName(field.name), customReader(field)] as const),
  ]);
  const fields: Record<string, string> = {};
  const cleared: string[] = [];
  const faults: EditFault[] = [];
  const home = typeof given["country"] === "string" ? (countryCode(given["country"]) ?? country) : country;
  for (const [name, value] of Object.entries(given)) {
    const read = known.get(name);
    const said = read === undefined ? unknownField(name, [...known.keys()]) : readValue(read, value, home);
    if (said === null) cleared.push(name);
    else if (typeof said === "string") fields[name] = said;
    else faults.push({ field: name, message: said.message });
  }
  return { edit: { fields, cleared: cleared.sort() }, faults };
}

/** A value in its one spelling, null for a cleared field, or what is wrong with it. */
function readValue(
  read: Read,
  given: GivenValue,
  country: string | null,
): string | null | { readonly message: string } {
  if (given === null) return null;
  const text = squish(Array.isArray(given) ? given.join(choiceSeparator) : String(given));
  return text === "" ? { message: "expected a value; `null` clears the field" } : read(text, country);
}

function unknownField(name: string, known: readonly string[]): { readonly message: string } {
  const near = known.find((one) => one.toLowerCase() === name.toLowerCase() || one === customFieldName(name));
  return {
    message:
      near === undefined
        ? "no field that can be edited has this name: `fields.list` names them"
        : `no field has this name: did you mean \`${near}\`?`,
  };
}

const readers: Readonly<Record<BuiltInField["type"], Read>> = {
  text: (text) => (text.length <= 500 ? text : { message: "expected at most 500 characters" }),
  email: (text) => {
    const address = parseEmail(text);
    if (address === null) return { message: "expected an e-mail address such as `kim@example.com`" };
    const isReal = emailClassOf(address.send) !== "placeholder";
    return isReal ? address.send : { message: "this address is a placeholder and reaches nobody" };
  },
  phone: (text, country) =>
    (isMangledPhone(text) ? null : phoneE164(text, country)) ?? {
      message: "expected a phone number with its country code, such as `+49 30 1234567`",
    },
  linkedin: (text) => {
    const slug = linkedinSlug(text);
    return slug === null
      ? { message: "expected the address of a profile, such as `https://www.linkedin.com/in/kim-lee`" }
      : `https://www.linkedin.com/in/${slug}`;
  },
  country: (text) => countryCode(text) ?? { message: "expected a country by name or two-letter code" },
  domain: (text) =>
    companyDomain(text) ?? { message: "expected a domain of its own, neither a mail provider's nor a platform's" },
  relation: (text) => {
    const relation = accountRelations.find((one): one is AccountRelation => one === text.toLowerCase());
    return relation ?? { message: `expected one of ${accountRelations.map((one) => `\`${one}\``).join(", ")}` };
  },
  list: (text) =>
    [...new Set(text.split(/\s*[;|,]\s*/).filter((part) => part !== ""))].slice(0, 100).join(choiceSeparator),
};

function customReader(field: CustomField): Read {
  return (text) => {
    const parsed = parseCustomValue(field, text);
    return parsed.ok ? parsed.value : { message: parsed.message };
  };
}

function textField(name: string): BuiltInField {
  return { name, type: "text" };
}
