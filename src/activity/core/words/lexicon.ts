import { fold } from "../fold.ts";
import type { Words } from "./words.ts";

/** The groups of words that a language has. */
export type Group = Exclude<keyof Words, "language" | "isSpaced">;

/** Where a group of words was seen: from its first token up to, not including, `to`. */
export interface Sighting {
  readonly from: number;
  readonly to: number;
}

/** A sentence as one language reads it: its tokens by their place in the text, and the groups that start at each. */
export interface Reading {
  readonly words: Words;
  readonly tokens: readonly Sighting[];
  /** In which clause each token is: a comma ends one. */
  readonly clauses: readonly number[];
  readonly starts: ReadonlyMap<Group, ReadonlyMap<number, Sighting>>;
  /** The tokens that the language knows. */
  readonly known: ReadonlySet<number>;
}

interface Entry {
  readonly group: Group;
  readonly parts: readonly { readonly text: string; readonly isStem: boolean }[];
}

/** A language made ready: entries by the text of their first part. */
export interface Lexicon {
  readonly words: Words;
  readonly exact: ReadonlyMap<string, readonly Entry[]>;
  readonly stems: ReadonlyMap<string, readonly Entry[]>;
}

/** No word is longer; what comes after is not looked at. */
const wordMaxChars = 30;

/** Makes the words of a language ready to be looked up. */
export function lexiconOf(words: Words): Lexicon {
  const exact = new Map<string, Entry[]>();
  const stems = new Map<string, Entry[]>();
  for (const [name, listed] of Object.entries(words)) {
    if (name === "language" || typeof listed !== "string") continue;
    for (const text of new Set(listed.split(",").map((word) => word.trim()))) {
      const entry: Entry = { group: name as Group, parts: partsOf(text, words.isSpaced) };
      const [first] = entry.parts;
      if (first === undefined) continue;
      const index = first.isStem ? stems : exact;
      const here = index.get(first.text) ?? [];
      here.push(entry);
      index.set(first.text, here);
    }
  }
  return { words, exact, stems };
}

function partsOf(text: string, isSpaced: boolean): Entry["parts"] {
  const texts = isSpaced ? (fold(text).match(/[\p{L}\p{N}]+\*?/gu) ?? []) : [...fold(text)];
  return texts.map((part) =>
    part.endsWith("*") && isSpaced ? { text: part.slice(0, -1), isStem: true } : { text: part, isStem: false },
  );
}

/** Reads a folded sentence in one language. */
export function read(lexicon: Lexicon, sentence: string): Reading {
  const tokens = tokensOf(sentence, lexicon.words.isSpaced);
  const texts = tokens.map(({ from, to }) => sentence.slice(from, to));
  const starts = new Map<Group, Map<number, Sighting>>();
  const known = new Set<number>();
  for (const [at, text] of texts.entries()) {
    for (const { group, parts } of candidates(lexicon, text)) {
      if (!parts.every((part, offset) => isPart(part, texts[at + offset]))) continue;
      const here = starts.get(group) ?? new Map<number, Sighting>();
      const before = here.get(at);
      const to = at + parts.length;
      if (before === undefined || before.to < to) here.set(at, { from: at, to });
      starts.set(group, here);
      for (let one = at; one < to; one += 1) known.add(one);
    }
  }
  return { words: lexicon.words, tokens, clauses: clausesOf(tokens, sentence), starts, known };
}

function clausesOf(tokens: readonly Sighting[], sentence: string): readonly number[] {
  let clause = 0;
  return tokens.map(({ from }, at) => {
    if (/[,;:()–—]/.test(sentence.slice(tokens[at - 1]?.to ?? from, from))) clause += 1;
    return clause;
  });
}

function tokensOf(sentence: string, isSpaced: boolean): readonly Sighting[] {
  return [...sentence.matchAll(isSpaced ? /[\p{L}\p{N}]+/gu : /./gsu)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
}

function candidates(lexicon: Lexicon, text: string): readonly Entry[] {
  const word = text.slice(0, wordMaxChars);
  const found = [...(lexicon.exact.get(word) ?? [])];
  if (lexicon.stems.size === 0) return found;
  for (let length = 1; length <= word.length; length += 1)
    found.push(...(lexicon.stems.get(word.slice(0, length)) ?? []));
  return found;
}

function isPart(part: Entry["parts"][number], text: string | undefined): boolean {
  return text !== undefined && (part.isStem ? text.startsWith(part.text) : text === part.text);
}

/** How groups of words belong together: how many tokens may be in between, and whether a comma may. */
export interface Reach {
  readonly gap: number;
  readonly crossesCommas: boolean;
}

/** The first place where the groups stand in this order, or null. */
export function inOrder(reading: Reading, groups: readonly Group[], reach: Reach): Sighting | null {
  const [first, ...rest] = groups;
  const starts = first === undefined ? undefined : reading.starts.get(first);
  if (starts === undefined || rest.some((group) => !reading.starts.has(group))) return null;
  for (const sighting of starts.values()) {
    const end = endOf(reading, rest, reach, sighting.to);
    if (end !== null) return { from: sighting.from, to: end };
  }
  return null;
}

function endOf(reading: Reading, groups: readonly Group[], reach: Reach, at: number): number | null {
  const [next, ...rest] = groups;
  if (next === undefined) return at;
  for (let from = at; from <= at + reach.gap; from += 1) {
    if (!reach.crossesCommas && reading.clauses[from] !== reading.clauses[at - 1]) return null;
    const sighting = reading.starts.get(next)?.get(from);
    if (sighting === undefined) continue;
    const end = endOf(reading, rest, reach, sighting.to);
    if (end !== null) return end;
  }
  return null;
}

/** The first place where the groups are near each other, in any order, or null. */
export function near(reading: Reading, groups: readonly Group[], reach: Reach): Sighting | null {
  for (const order of orders(groups)) {
    const found = inOrder(reading, order, reach);
    if (found !== null) return found;
  }
  return null;
}

function orders(groups: readonly Group[]): readonly (readonly Group[])[] {
  if (groups.length < 2) return [groups];
  return groups.flatMap((one, at) => orders(groups.toSpliced(at, 1)).map((rest) => [one, ...rest]));
}
