import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { placeholderPhones } from "./words/placeholders.ts";

const asFloat = /^[+-]?\d+(?:[.,]\d+)?\s?e\s?[+-]?\d+$/i;
const plainNumber = /^\+?[\d\s().-]+$/;
const asciiOnly = /^[\x20-\x7e]*$/;

/** More digits than any number with its prefixes, country code and extension has. */
const digitsMax = 30;
/** The shortest subscriber numbers there are (Saint Helena's have four). */
const digitsMin = 4;
/** With fewer digits before a separator, what follows it belongs to the same number. */
const wholeNumberMin = 6;

/**
 * Whether a spreadsheet turned the number into a quantity (`6.50253E+09`) or hid it (`#####`): its digits are gone, and
 * only whoever has the list can bring them back.
 */
export function isMangledPhone(input: string): boolean {
  const text = input.trim();
  return asFloat.test(text) || /^#{3,}$/.test(text);
}

/**
 * The number in E.164 (ITU-T), or null unless it is valid in its own numbering plan (libphonenumber's tables). `region`
 * (ISO 3166-1 alpha-2) reads national forms; with null only international ones can be read. Extensions are left out; of
 * several numbers the first counts.
 */
export function phoneE164(input: string, region: string | null): string | null {
  const text = firstNumber(input);
  const digits = text.replace(/\D/g, "");
  if (digits.length < digitsMin || digits.length > digitsMax || isMangledPhone(text)) return null;
  if (placeholderPhones.has(digits) || /^(\d)\1+$/.test(digits)) return null;
  const country = region !== null && isSupportedCountry(region) ? (region as CountryCode) : undefined;
  if (country === undefined && !text.startsWith("+")) return null;
  const options = country === undefined ? {} : { defaultCountry: country };
  // What is digits and punctuation alone needs no search for a number in running text.
  const number = parsePhoneNumberFromString(text, plainNumber.test(text) ? { ...options, extract: false } : options);
  if (number === undefined) return null;
  const isKnown = number.isValid() || (replacedPlans.has(number.country ?? "") && number.isPossible());
  return isKnown ? number.number : null;
}

/** Countries whose old area codes the tables have dropped while lists still carry them: there the length decides. */
const replacedPlans: ReadonlySet<string> = new Set(["ZW"]);

/** What was written, without a spreadsheet's marks, with `00` as `+` and up to where a second number begins. */
function firstNumber(input: string): string {
  const text = (asciiOnly.test(input) ? input : plainDigits(input))
    .trim()
    .replace(/^(?:="?|['"])|["']$/g, "")
    .replace(/^(?:tel|callto|phone|mobile|fax|t|m|p)\s*[.:]\s*/i, "")
    .replace(/^(\d{7,15})\.0+$/, "$1")
    .replace(/^\(?00\)?\s?(?=[1-9])/, "+")
    .replace(/^\(\+/, "+(");
  const [first = text] = text.split(/[;|\n\r]|\s\/\s|,\s|\b(?:or|oder|ou)\b/i, 1);
  // `030 / 1234567` is one number: what stands before the stroke is only its area.
  return first.replace(/\D/g, "").length < wholeNumberMin ? text : first.trim();
}

/** Compatibility forms and the digits of Arabic and Persian as ASCII; invisible direction marks are dropped. */
function plainDigits(input: string): string {
  return input
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\p{Pd}|\u2212/gu, "-");
}
