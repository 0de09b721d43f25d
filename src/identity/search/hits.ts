import type { Tx } from "../../kernel/sql.ts";
import type { KeyKind } from "../core/match.ts";
import { prefixRange, type Range, type SearchQuery, wordRange } from "../core/search-query.ts";
import { fieldOfKey, fitOf, type Hit } from "../core/search-rank.ts";
import { variantsOf } from "../core/search-terms.ts";
import { similarWords } from "../core/similar.ts";
import {
  contactsAtAccounts,
  contactsNamed,
  contactsOf,
  type EntityKind,
  entitiesByKey,
  type FoundContact,
  type Scan,
  termCounts,
  termsIn,
  type WordGroups,
  wordsUnder,
} from "../store/search.ts";

/** How far a search goes: hits in all, and names of one word before the others are asked. */
export interface Reach {
  readonly hits: number;
  /** Hits by name after which nobody is looked for by where they work. */
  readonly enough: number;
  readonly names: number;
  /** Whether the likeliest will do: then what is unlikely to add to them is left out. */
  readonly isQuick: boolean;
}

/** One spelling of a word that was typed. */
interface Spelling extends Range {
  readonly word: string;
  readonly isSimilar: boolean;
}

type Spellings = readonly (readonly Spelling[])[];

const similarMax = 6;
/** So many people of exactly that name, and nobody else was meant. */
const fewPhrased = 5;
const wordsPerVariantMax = 200;
/** Contacts of an account, on average: what driving a search by accounts costs more. */
const contactsPerAccount = 8;

/** What fits the words as they were typed, or begins with them; by name, by key, and contacts by where they work. */
export async function hitsFor(
  tx: Tx,
  query: SearchQuery,
  kinds: readonly EntityKind[],
  reach: Reach,
): Promise<readonly Hit[]> {
  const isPhrase = reach.isQuick && query.words.length > 1;
  const [phrased, keyed] = await Promise.all([
    isPhrase ? phraseHits(tx, query.words, kinds, reach.hits) : [],
    keyHits(tx, query, kinds, reach.hits),
  ]);
  if (phrased.length >= fewPhrased) return [...phrased, ...keyed];
  const spellings = query.words.map((word) => [{ word, isSimilar: false, ...prefixRange(word) }]);
  return [...phrased, ...(await hitsOf(tx, spellings, kinds, reach)), ...keyed];
}

/** Names that begin with the words as they stand, or of two words with the second first. */
async function phraseHits(
  tx: Tx,
  words: readonly string[],
  kinds: readonly EntityKind[],
  count: number,
): Promise<readonly Hit[]> {
  const phrases = [words.join(" "), ...(words.length === 2 ? [words.toReversed().join(" ")] : [])];
  const scans = kinds.flatMap((kind) => phrases.map((phrase) => ({ kind, ...prefixRange(phrase) })));
  return (await termsIn(tx, scans, [], count)).map((row) => ({
    kind: row.kind,
    id: row.entity_id,
    field: "name",
    fit: fitOf(row.term, words, false),
    matched: row.term,
  }));
}

/** What fits words that are spelled nearly as those that were typed. */
export async function similarHitsFor(
  tx: Tx,
  query: SearchQuery,
  kinds: readonly EntityKind[],
  reach: Reach,
): Promise<readonly Hit[]> {
  const typed = query.words;
  const isKnown = typed.length === 1 ? [false] : await knownWords(tx, typed);
  // A word that nobody has was mistyped; where every word is somebody's, any may have been.
  const isOpen = isKnown.every((known) => known) ? isKnown : isKnown.map((known) => !known);
  const near = await Promise.all(typed.map((word, at) => (isOpen[at] === true ? meantBy(tx, word) : [])));
  if (near.every((words) => words.length === 0)) return [];
  const spellings = typed.map((word, at) => [
    ...(typed.length === 1 || (isKnown[at] === false && reach.isQuick)
      ? []
      : [{ word, isSimilar: false, ...prefixRange(word) }]),
    ...(near[at] ?? []).map((other) => ({ word: other, isSimilar: true, ...wordRange(other) })),
  ]);
  return spellings.some((group) => group.length === 0) ? [] : hitsOf(tx, spellings, kinds, reach);
}

/** Whether some name has a word that begins so. */
async function knownWords(tx: Tx, words: readonly string[]): Promise<readonly boolean[]> {
  const scans = words.map((word) => prefixRange(word));
  const found = await termCounts(
    tx,
    (["contact", "account"] as const).flatMap((kind) => scans.map((scan) => ({ kind, ...scan }))),
    1,
  );
  return words.map((_word, at) => (found[at] ?? 0) + (found[at + words.length] ?? 0) > 0);
}

async function meantBy(tx: Tx, word: string): Promise<readonly string[]> {
  const variants = variantsOf(word);
  if (variants.length === 0) return [];
  return similarWords(word, await wordsUnder(tx, variants, wordsPerVariantMax), similarMax);
}

async function hitsOf(
  tx: Tx,
  spellings: Spellings,
  kinds: readonly EntityKind[],
  reach: Reach,
): Promise<readonly Hit[]> {
  if (spellings.length === 0) return [];
  const counts = await countsOf(tx, spellings, spellings.length === 1 ? 1 : reach.names);
  const isBeyondNames = spellings.some((_group, at) => counts.contact[at] === 0 && counts.account[at] === 0);
  if (reach.isQuick && isBeyondNames) return [];
  const named = await Promise.all(kinds.map((kind) => nameHits(tx, spellings, counts, kind, reach.hits)));
  const hits = named.flat();
  const contacts = hits.filter((hit) => hit.kind === "contact").length;
  if (!kinds.includes("contact") || contacts >= reach.enough) return hits;
  const more = await hitsByPlace(tx, spellings, counts, { ...reach, hits: reach.hits - contacts });
  return [...hits, ...more];
}

/** How many names of either kind each word has, counted no further than a search would go. */
type Counts = Readonly<Record<EntityKind, readonly number[]>>;

async function countsOf(tx: Tx, spellings: Spellings, max: number): Promise<Counts> {
  const scans = (["contact", "account"] as const).flatMap((kind) =>
    spellings.flatMap((group) => group.map(({ low, high }) => ({ kind, low, high }))),
  );
  const found = await termCounts(tx, scans, max);
  const half = found.length / 2;
  const sums = (from: number): readonly number[] => {
    let at = from;
    return spellings.map((group) => group.reduce((sum) => sum + (found[at++] ?? 0), 0));
  };
  return { contact: sums(0), account: sums(half) };
}

/** Things whose own name has every word: looked up by the rarest. */
async function nameHits(
  tx: Tx,
  spellings: Spellings,
  counts: Counts,
  kind: EntityKind,
  count: number,
): Promise<readonly Hit[]> {
  if (counts[kind].some((found) => found === 0)) return [];
  const driver = rarestOf(spellings, counts[kind]);
  const group = spellings[driver] ?? [];
  const rows = await termsIn(tx, scansOf(kind, group), othersOf(spellings, driver), count);
  return rows.map((row) => {
    const words = new Set(row.term.split(" "));
    const isAsTyped = spellings.every((one) =>
      one.some(({ word, isSimilar }) => !isSimilar && [...words].some((other) => other.startsWith(word))),
    );
    const typed = spellings.map((one) => one[0]?.word ?? "");
    return { kind, id: row.entity_id, field: "name", fit: fitOf(row.term, typed, !isAsTyped), matched: row.term };
  });
}

/** The word that fewest have; of those that are too many to count the longest. */
function rarestOf(spellings: Spellings, counts: readonly number[]): number {
  const lengthOf = (at: number): number => Math.min(...(spellings[at] ?? []).map(({ word }) => word.length));
  const order = counts.map((count, at) => ({ count, at }));
  order.sort((left, right) => left.count - right.count || lengthOf(right.at) - lengthOf(left.at));
  return order[0]?.at ?? 0;
}

/** Contacts by where they work, or with one word in their name and the others in what else is known about them. */
async function hitsByPlace(tx: Tx, spellings: Spellings, counts: Counts, reach: Reach): Promise<readonly Hit[]> {
  const ways = spellings.flatMap((_group, at) => [
    { at, kind: "account" as const, cost: (counts.account[at] ?? 0) * contactsPerAccount },
    { at, kind: "contact" as const, cost: spellings.length === 1 ? 0 : (counts.contact[at] ?? 0) },
  ]);
  const [way] = ways.filter(({ cost }) => cost > 0).sort((left, right) => left.cost - right.cost);
  if (way === undefined) return [];
  const scans = scansOf(way.kind, spellings[way.at] ?? []);
  const others = othersOf(spellings, way.at);
  const found =
    way.kind === "account"
      ? await contactsAtAccounts(tx, scans, others, {
          accounts: Math.ceil(reach.names / contactsPerAccount),
          count: reach.hits,
        })
      : await contactsNamed(tx, scans, others, { names: reach.names, count: reach.hits });
  const isSimilar = spellings.flat().some((one) => one.isSimilar);
  return found.map((row) => placed(row, isSimilar));
}

function placed({ id, matched }: FoundContact, isSimilar: boolean): Hit {
  return { kind: "contact", id, field: "account", fit: isSimilar ? "similar" : "prefix", matched };
}

/** What stands under a mailbox, domain, profile or number that begins so; with a domain the people who work there. */
async function keyHits(
  tx: Tx,
  query: SearchQuery,
  kinds: readonly EntityKind[],
  count: number,
): Promise<readonly Hit[]> {
  if (query.keys.length === 0) return [];
  const found = await entitiesByKey(tx, query.keys, count);
  const hits = found.map((row): Hit => {
    const isWhole = query.keys.some((key) => key.kind === row.key_kind && key.low === row.key);
    return {
      kind: row.kind,
      id: row.entity_id,
      field: fieldOfKey(row.key_kind as KeyKind),
      fit: isWhole ? "exact" : "prefix",
      matched: row.key,
    };
  });
  const accounts = [...new Set(hits.filter((hit) => hit.kind === "account").map((hit) => hit.id))];
  const people = kinds.includes("contact") && accounts.length > 0 ? await contactsOf(tx, accounts, count) : [];
  return [...hits.filter((hit) => kinds.includes(hit.kind)), ...people.map((row) => placed(row, false))];
}

function scansOf(kind: EntityKind, group: readonly Spelling[]): readonly Scan[] {
  return group.map(({ low, high }) => ({ kind, low, high }));
}

function othersOf(spellings: Spellings, but: number): WordGroups {
  return spellings.filter((_group, at) => at !== but).map((group) => group.map(({ word }) => word));
}
