import type { KeyKind } from "./match.ts";
import { compareText } from "./text.ts";

/** By what something was found. */
export const searchFields = ["name", "email", "domain", "linkedin", "phone", "account"] as const;
export type SearchField = (typeof searchFields)[number];

/** How well it fits: the very words, words that begin so, or words that are spelled nearly so. */
export const searchFits = ["exact", "prefix", "similar"] as const;
export type SearchFit = (typeof searchFits)[number];

/** Something that was found, and why. */
export interface Hit {
  readonly kind: "contact" | "account";
  readonly id: string;
  readonly field: SearchField;
  readonly fit: SearchFit;
  /** The text that fits. */
  readonly matched: string;
}

/** The field that a match key is of. */
export function fieldOfKey(kind: KeyKind): SearchField {
  return kind === "em" ? "email" : kind === "li" ? "linkedin" : kind === "ph" ? "phone" : "domain";
}

/** How well a name fits words that were typed; `isSimilar` when the words are not those that were typed. */
export function fitOf(term: string, words: readonly string[], isSimilar: boolean): SearchFit {
  if (isSimilar) return "similar";
  const inTerm = new Set(term.split(" "));
  return words.every((word) => inTerm.has(word)) ? "exact" : "prefix";
}

/** One hit per thing, its best; best things first, and the same order whatever order they were found in. */
export function rankHits(hits: readonly Hit[]): readonly Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of [...hits].sort(compareHits)) if (!best.has(hit.id)) best.set(hit.id, hit);
  return [...best.values()];
}

function compareHits(left: Hit, right: Hit): number {
  return (
    searchFits.indexOf(left.fit) - searchFits.indexOf(right.fit) ||
    searchFields.indexOf(left.field) - searchFields.indexOf(right.field) ||
    left.matched.length - right.matched.length ||
    compareText(left.matched, right.matched) ||
    compareText(left.kind, right.kind) ||
    compareText(left.id, right.id)
  );
}
