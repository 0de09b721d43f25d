import { fold, squish } from "./text.ts";
import { countryNames } from "./words/country-names.ts";

/** ISO 3166-1 alpha-2 by code, alpha-3 code and name. */
const countryByWord: ReadonlyMap<string, string> = countryTable();

/** What an official name says besides the country: `Korea, Republic of`. */
const officialWords = /\b(?:republic|state|states|kingdom|province|federated|islamic|sar|of)\b/;

/** The letters of a flag. */
const flagLetters = /^[\u{1f1e6}-\u{1f1ff}]{2}$/u;
const flagBase = 0x1f1e6;

/**
 * The ISO 3166-1 alpha-2 code of a country as people write it (code, alpha-3, name in many languages, official name, flag,
 * `Berlin, Germany`), or null when it names none. Codes and names: ISO 3166-1 and the Unicode CLDR.
 */
export function countryCode(input: string): string | null {
  const text = squish(input);
  const word = keyOf(text);
  const found = countryByWord.get(word);
  if (found !== undefined) return found;
  if (flagLetters.test(text)) return countryByWord.get(flagCode(text)) ?? null;
  const outside = keyOf(text.replace(/\([^)]*\)/g, " "));
  if (outside !== word) return countryByWord.get(outside) ?? null;
  return text.includes(",") ? countryOfParts(text) : null;
}

/** `Korea, Republic of` is read from behind first, since it is another country than `Korea, Democratic People's Republic of`. */
function countryOfParts(text: string): string | null {
  const parts = text.split(",").map(keyOf);
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  const isOfficial = officialWords.test(last);
  const turned = countryByWord.get(keyOf(`${parts.slice(1).join(" ")} ${first}`));
  return turned ?? countryByWord.get(last) ?? (isOfficial ? (countryByWord.get(first) ?? null) : null);
}

const flagCode = (flag: string): string =>
  [...flag].map((letter) => String.fromCharCode(97 + (letter.codePointAt(0) ?? flagBase) - flagBase)).join("");

function countryTable(): ReadonlyMap<string, string> {
  const rows = countryNames.split("\n").filter((line) => line !== "");
  const table = new Map<string, string>();
  for (const row of rows) {
    const [, code = "", three = "", names = ""] = /^\s*(\S+) (\S+) (.*)$/.exec(row) ?? [];
    for (const word of [code.toLowerCase(), three.toLowerCase(), ...names.split("|")]) table.set(word, code);
  }
  return table;
}

function keyOf(text: string): string {
  return fold(text)
    .replace(/['’ʼ`´]/g, "")
    .replace(/&/g, " and ")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
