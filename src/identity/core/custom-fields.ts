import type { CustomFieldType } from "../words/contract.ts";
import { calendarDay } from "./day.ts";
import { fold, squish } from "./text.ts";

/** A custom field as a workspace declared it, for contacts or for accounts. */
export interface CustomField {
  readonly name: string;
  readonly label: string;
  readonly type: CustomFieldType;
  /** What a choice may be, in the order of the declaration; empty for other types. */
  readonly options: readonly string[];
}

/** A value in its one spelling, or what is wrong with the text. */
export type ParsedValue =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly message: string };

/** Between the options of a multi-choice in its canonical text; no option holds it. */
export const choiceSeparator = ";";

const prefix = "custom.";
const textMax = 2_000;

/** The field name under which claims about a custom field are kept. */
export function customFieldName(name: string): string {
  return `${prefix}${name}`;
}

/** The custom field that a field name names, or null for a built-in one. */
export function customNameOf(field: string): string | null {
  return field.startsWith(prefix) ? field.slice(prefix.length) : null;
}

/**
 * Reads a text as a value of a custom field. One value has one spelling, so that sources agree or disagree by what they mean;
 * what can be read in two ways is refused. An empty text is no value and belongs to the caller.
 */
export function parseCustomValue(field: Pick<CustomField, "type" | "options">, input: string): ParsedValue {
  const text = squish(input);
  if (text === "") return refused("expected a value");
  switch (field.type) {
    case "text":
      return text.length <= textMax ? { ok: true, value: text } : refused(`expected at most ${textMax} characters`);
    case "number":
      return parsed(canonicalNumber(text), "expected a number such as `1200` or `-3.5`");
    case "boolean":
      return parsed(truthOf(text), "expected `true` or `false`");
    case "date":
      return parsed(calendarDay(text), "expected a date such as `2026-01-31`");
    case "url":
      return parsed(canonicalUrl(text), "expected an address that starts with `https://`");
    case "choice":
      return parsed(optionOf(field.options, text), `expected one of ${listed(field.options)}`);
    case "multi_choice":
      return parsed(optionsOf(field.options, text), `expected some of ${listed(field.options)}, separated by \`;\``);
  }
}

/** The single values of a canonical text: the options of a multi-choice, else the text itself. */
export function customValues(type: CustomFieldType, value: string): readonly string[] {
  return type === "multi_choice" ? value.split(choiceSeparator) : [value];
}

function parsed(value: string | null, message: string): ParsedValue {
  return value === null ? refused(message) : { ok: true, value };
}

const refused = (message: string): ParsedValue => ({ ok: false, message });

/** Digits kept exactly, without a sign, zeros or separators that say nothing. `1.234,5` may be two numbers and is neither. */
function canonicalNumber(text: string): string | null {
  const plain = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  const found = /^([+-]?)0*(\d{1,20})(?:\.(\d{1,15}))?$/.exec(plain);
  if (found === null) return null;
  const [, sign = "", whole = "", fraction = ""] = found;
  const tail = fraction.replace(/0+$/, "");
  const digits = tail === "" ? whole : `${whole}.${tail}`;
  return sign === "-" && digits !== "0" ? `-${digits}` : digits;
}

function truthOf(text: string): string | null {
  if (/^(true|t|yes|y|1|on|ja|j|oui|si|sí|sim|tak)$/i.test(text)) return "true";
  return /^(false|f|no|n|0|off|nein|non|não|nao|nie)$/i.test(text) ? "false" : null;
}

function canonicalUrl(text: string): string | null {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.hostname.includes(".");
  return isWeb && url.username === "" && url.password === "" && url.href.length <= textMax ? url.href : null;
}

function optionOf(options: readonly string[], text: string): string | null {
  const key = fold(text);
  return options.find((option) => fold(option) === key) ?? null;
}

function optionsOf(options: readonly string[], text: string): string | null {
  const given = text.split(/\s*[;|,]\s*/).filter((part) => part !== "");
  const whole = optionOf(options, text);
  const found = whole === null ? given.map((part) => optionOf(options, part)) : [whole];
  if (found.length === 0 || found.includes(null)) return null;
  return options.filter((option) => found.includes(option)).join(choiceSeparator);
}

function listed(options: readonly string[]): string {
  const shown = options.slice(0, 10).map((option) => `\`${option}\``);
  return shown.join(", ") + (options.length > shown.length ? ", …" : "");
}
