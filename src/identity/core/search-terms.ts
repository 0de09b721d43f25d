import type { Fields } from "./match.ts";
import { fold } from "./text.ts";

const wordsPerName = 8;
const termsPerEntity = 48;
const wordLettersMax = 40;
/** Letters of a word under which its variants are kept; an error further on is found by comparing. */
const variantLetters = 6;
const variantWordLettersMin = 3;

/** The words of a text as search compares them: folded, parted at anything that is no letter or digit; `O'Brien` is one. */
export function wordsOf(text: string): readonly string[] {
  return fold(text)
    .replace(/['’ʼ`´]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.slice(0, wordLettersMax));
}

/** What a contact's record calls the person. */
export function personNamesIn(fields: Fields): readonly string[] {
  const parts = [fields["firstName"] ?? fields["firstInitial"], fields["lastName"]];
  return [parts.filter((part) => part !== undefined).join(" "), fields["fullName"] ?? ""].filter((name) => name !== "");
}

/** What an account's record calls the company. */
export function accountNamesIn(fields: Fields): readonly string[] {
  return fields["name"] === undefined ? [] : [fields["name"]];
}

/** Names as they are looked up: each turned so that every word of it comes first once. */
export function termsOf(names: readonly string[]): readonly string[] {
  const terms = new Set<string>();
  for (const name of names) {
    const words = wordsOf(name).slice(0, wordsPerName);
    words.forEach((word, at) => {
      // Nobody looks for the `J` of `Samuel J Brown`; the words around it are enough.
      if (at > 0 && word.length < 2 && /[a-z0-9]/.test(word)) return;
      terms.add([...words.slice(at), ...words.slice(0, at)].join(" "));
    });
  }
  return [...terms].slice(0, termsPerEntity);
}

/** The words that terms begin with: since names are turned, all words of them that anybody looks for. */
export function firstWordsOf(terms: readonly string[]): readonly string[] {
  return [...new Set(terms.map((term) => term.split(" ", 1)[0] ?? ""))];
}

/**
 * What is left of a word's beginning when no letter or one is missing. Two words that differ by one added, missing or wrong
 * letter, or by two that changed places, share one of these.
 */
export function variantsOf(word: string): readonly string[] {
  const letters = [...word].slice(0, variantLetters);
  if (letters.length < variantWordLettersMin) return [];
  const without = letters.map((_letter, at) => letters.toSpliced(at, 1).join(""));
  return [...new Set([letters.join(""), ...without])];
}
