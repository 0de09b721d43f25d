import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { placeholderPhones } from "./words/placeholders.ts";

const mangled = /^[+-]?\d+([.,]\d+)?e[+-]?\d+$/i;

/** Whether a spreadsheet turned the number into floating point (`6.50253E+09`): its digits are gone. */
export function isMangledPhone(input: string): boolean {
  return mangled.test(input.trim());
}

/** The number in E.164, or null unless it is valid in its own plan; `region` reads national forms. */
export function phoneE164(input: string, region: string | null): string | null {
  const text = input
    .normalize("NFKC")
    .trim()
    .replace(/^'/, "")
    .replace(/^00(?=[1-9])/, "+");
  const digits = text.replace(/\D/g, "");
  if (digits.length < 4 || isMangledPhone(text) || placeholderPhones.has(digits) || /^(\d)\1+$/.test(digits))
    return null;
  const country = region !== null && isSupportedCountry(region) ? (region as CountryCode) : undefined;
  if (country === undefined && !text.startsWith("+")) return null;
  const first = text.split(/[;|]|\s\/\s|\bor\b/, 1)[0] ?? text;
  const number = parsePhoneNumberFromString(first, country);
  return number?.isValid() === true ? number.number : null;
}
