import { emailMatchKey } from "./email.ts";
import { registrableDomain } from "./host.ts";
import { linkedinSlug } from "./linkedin.ts";
import type { KeyKind } from "./match.ts";
import { wordsOf } from "./search-terms.ts";
import { fold } from "./text.ts";

const wordsMax = 6;
/** Above every letter: what lies between a prefix and this begins with the prefix. */
const last = "\u{10ffff}";

/** A range of an index: everything from `low` to before `high`. */
export interface Range {
  readonly low: string;
  readonly high: string;
}

/** A range of match keys of one kind. */
export interface KeyRange extends Range {
  readonly kind: KeyKind;
}

/** What somebody typed, as search takes it. */
export interface SearchQuery {
  readonly words: readonly string[];
  /** Keys that the whole of it may be the beginning of: a mailbox, a domain, a profile, a number. */
  readonly keys: readonly KeyRange[];
}

/** Reads what was typed. */
export function searchQuery(text: string): SearchQuery {
  const typed = fold(text).trim();
  return { words: [...new Set(wordsOf(typed))].slice(0, wordsMax), keys: typed === "" ? [] : keysOf(typed) };
}

/** Everything that begins with a text. */
export function prefixRange(text: string): Range {
  return { low: text, high: `${text}${last}` };
}

/** Names that have exactly this word first. */
export function wordRange(word: string): Range {
  return { low: word, high: `${word}!` };
}

function keysOf(typed: string): readonly KeyRange[] {
  const keys: KeyRange[] = [];
  const add = (kind: KeyKind, key: string | null | undefined): void => {
    if (key !== null && key !== undefined && key !== "") keys.push({ kind, ...prefixRange(key) });
  };
  const digits = typed.replace(/[^\d]/g, "");
  if (/^[+\d\s()./-]+$/.test(typed) && digits.length >= 5)
    add("ph", `+${typed.startsWith("00") ? digits.slice(2) : digits}`);
  if (/\s/.test(typed)) return keys;
  if (typed.includes("linkedin.com/")) add("li", linkedinSlug(typed));
  else {
    add("em", typed);
    if (typed.includes("@")) add("em", exact(emailMatchKey(typed), typed));
    if (/^[a-z0-9-]{3,}$/.test(typed)) add("li", typed);
    if (!typed.includes("@")) add("do", typed.replace(/^(https?:\/\/)?(www\.)?/, "").replace(/\/.*$/, ""));
    if (typed.includes(".")) add("do", exact(registrableDomain(typed), typed));
  }
  return keys;
}

/** A canonical spelling where it differs from what was typed. */
const exact = (canonical: string | null, typed: string): string | null => (canonical === typed ? null : canonical);
