import { countries, type industries, type personas } from "./vocabulary.ts";

/** The word itself if the vocabulary has it, else `unknown`: how free text from another block becomes a fact. */
export function knownWord<const V extends readonly string[]>(
  vocabulary: V,
  word: string | null | undefined,
): V[number] | "unknown" {
  return word !== null && word !== undefined && vocabulary.includes(word) ? word : "unknown";
}

/** The countries that may govern a contact, from what is recorded; never empty, `unknown` when nothing is. */
export function candidateCountries(recorded: readonly (string | null | undefined)[]): readonly string[] {
  const named = recorded
    .filter((code) => code !== null && code !== undefined && code !== "")
    .map((code) => knownWord(countries, code?.toUpperCase()));
  return named.length === 0 ? ["unknown"] : [...new Set(named)].sort();
}

const industryWords: readonly (readonly [(typeof industries)[number], RegExp])[] = [
  ["healthcare", /health|hospital|medical|pharma|clinic|biotech/i],
  [
    "government",
    /government|public (sector|administration|safety|policy)|municipal|military|law enforcement|judiciary/i,
  ],
  ["weapons", /weapon|firearm|ammunition|arms (trade|manufactur)|defen[cs]e/i],
  ["gambling", /gambl|casino|betting|lotter/i],
  ["adult", /\badult\b(?! education)|pornograph|escort/i],
  ["education", /education|university|school|e-?learning/i],
  ["finance", /bank|financ|insurance|investment|capital markets|venture/i],
];

/** The industry that a rule can speak about, from the words in a record. */
export function industryFrom(recorded: string | null | undefined): (typeof industries)[number] {
  const words = recorded?.trim() ?? "";
  if (words === "") return "unknown";
  return industryWords.find(([, pattern]) => pattern.test(words))?.[0] ?? "other";
}

const personaWords: readonly (readonly [(typeof personas)[number], RegExp])[] = [
  ["executive", /\b(c[a-z]o|chief|founder|owner|president|partner|managing director|(s|e)?vp|vice president)\b/i],
  ["champion", /\b(head|director|lead)\b/i],
  ["manager", /\b(manager|supervisor)\b/i],
];

/** The part in buying that a title suggests; caps count by it. A title that says nothing is `unknown`. */
export function personaFrom(title: string | null | undefined): (typeof personas)[number] {
  const words = title?.trim() ?? "";
  if (words === "") return "unknown";
  return personaWords.find(([, pattern]) => pattern.test(words))?.[0] ?? "practitioner";
}
