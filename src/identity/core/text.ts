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
};

const asciiOnly = /^[\x20-\x7e]*$/;
const invisible = /[\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]/gu;
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

/** Lower case without diacritics: `Müller` and `muller` are one text; `mueller` is another. */
export function fold(text: string): string {
  if (asciiOnly.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøđðþłıħŋŧ]/g, (letter) => plainLetters[letter] ?? letter)
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
  const text = seen.replace(/\s+/g, " ").trim();
  return text.length < 14 && blankWords.has(text.toLowerCase()) ? "" : text;
}

/** Whether a text has a letter outside the Latin script, whose spellings we cannot compare. */
export function hasOtherScript(text: string): boolean {
  return !asciiOnly.test(text) && /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text);
}

/** Text order by UTF-16 code unit: the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
