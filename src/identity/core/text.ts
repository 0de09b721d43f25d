/** Letters that canonical decomposition leaves whole. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ħ: "h",
  ŋ: "n",
  ŧ: "t",
  ə: "a",
};

const asciiOnly = /^[\x20-\x7e]*$/;
const invisible = /[\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]/gu;

/**
 * Accents, points and vowel signs that writers leave out. Marks that make another letter stay: the breve of й, the voicing
 * of kana, the vowels of Indic and Thai script.
 */
const accents =
  /(?<![\u0438\u0418])\u0306|[\u0300-\u0305]|[\u0307-\u036f]|[\u0483-\u0487]|[\u0591-\u05c7]|[\u0610-\u061a]|\u0640|[\u064b-\u065f]|\u0670|[\u06d6-\u06dc]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/g;

const blankWords = new Set([
  "n/a",
  "na",
  "none",
  "null",
  "nil",
  "undefined",
  "unknown",
  "-",
  "--",
  "---",
  "?",
  "#n/a",
  ".",
  "(blank)",
  "not available",
]);

/**
 * Lower case without diacritics, for comparing words: `Müller` and `muller` are one text; `mueller` is another. Folding a
 * folded text changes nothing. After Unicode TR 30 (accent folding), with the letters that NFKD does not decompose.
 */
export function fold(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(accents, "")
    .toLowerCase()
    .replace(/[ßæœøđðþłıħŋŧə]/g, (letter) => plainLetters[letter] ?? letter)
    .normalize("NFC");
}

/** A cell as a person would read it: no invisible characters, single spaces; empty when it says nothing (`n/a`). */
export function squish(cell: string): string {
  const seen = asciiOnly.test(cell)
    ? cell
    : cell
        .toWellFormed()
        .replace(/[\t\n\r\f\v]/g, " ")
        .replace(invisible, "");
  const text = /\s{2}|^\s|\s$|[^\S ]/.test(seen) ? seen.replace(/\s+/g, " ").trim() : seen;
  return text.length < 14 && blankWords.has(text.toLowerCase()) ? "" : text;
}

/** Whether a text has a letter outside the Latin script, whose spellings we cannot compare. */
export function hasOtherScript(text: string): boolean {
  return !asciiOnly.test(text) && /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text);
}

/** The words of a list in running text: how the word tables are written. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}

/** Text order by UTF-16 code unit: the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
