import { fold, hasOtherScript, squish } from "./text.ts";
import { credentials, generations, particles, prefixes, shortCredentials, titles } from "./words/name-words.ts";
import { givenNames } from "./words/nicknames.ts";

/**
 * A name as far as it can be compared. `full` names may keep people apart; `weak` ones (an initial, a single word, an
 * ambiguous nickname, a script whose spellings vary) only ever join where nobody else fits.
 */
export interface PersonName {
  readonly strength: "full" | "weak" | "none";
  /** Given names, folded, without titles. */
  readonly given: string;
  /** Family names, folded, without particles (`van der`), credentials and generation. */
  readonly family: string;
  /** The generation (`jr`, `sr`, `ii` …), which tells a father from his son. */
  readonly suffix: string;
}

export interface NameParts {
  readonly first?: string | null;
  readonly last?: string | null;
  readonly full?: string | null;
}

export const noName: PersonName = Object.freeze({ strength: "none", given: "", family: "", suffix: "" });

/**
 * Reads a name from its columns; a full name is split only when the parts are missing. Everything is folded (`text.ts`);
 * letters outside the Latin script are kept, and such names are weak. Never throws; what says nothing is `noName`.
 */
export function parsePersonName(parts: NameParts): PersonName {
  const first = squish(parts.first ?? "");
  const last = squish(parts.last ?? "");
  const full = squish(parts.full ?? "");
  if (first === "" && last === "") return full === "" ? noName : fromFull(full);
  if (last === "" && /[\s,]/.test(first)) return fromFull(first);
  if (first === "" && /[\s,]/.test(last)) return fromFull(last);
  const given = nameWords(first);
  const [family = [], ...after] = partsOf(last);
  return assemble(given, stripEnd([...family, ...after.flat()], 1, after.length > 0), `${first} ${last}`);
}

/** `Jane Doe`, `Dr. Jane Doe, MBA`, `Doe, Jane`, `DOE Jane`. */
function fromFull(text: string): PersonName {
  const [head = [], ...tail] = partsOf(text);
  const after = tail.filter((words) => words.every(isAfterName));
  const given = tail.filter((words) => !words.every(isAfterName)).flat();
  if (given.length > 0)
    return assemble(withoutTitles(given), stripEnd([...withoutTitles(head), ...after.flat()], 1, true), text);
  const named = stripEnd([...withoutTitles(head), ...after.flat()], 2, after.length > 0);
  const body = named.words;
  if (body.length < 2) return assemble(body, { words: [], suffix: named.suffix }, text);
  const shouted = shoutedFirst(text, body.length);
  if (shouted > 0) return assemble(body.slice(shouted), { words: body.slice(0, shouted), suffix: named.suffix }, text);
  let familyStart = body.length - 1;
  while (familyStart > 1 && isBeforeFamily(body[familyStart - 1] ?? "")) familyStart -= 1;
  return assemble(body.slice(0, familyStart), { words: body.slice(familyStart), suffix: named.suffix }, text);
}

const isAfterName = (word: string): boolean =>
  credentials.has(word) || shortCredentials.has(word) || generations.has(word);

const isBeforeFamily = (word: string): boolean => particles.has(word) || (prefixes.has(word) && word.length > 1);

/** How many words at the start are the family name because they alone are in capitals: `DUPONT Jean`. */
function shoutedFirst(text: string, length: number): number {
  if (text === text.toUpperCase()) return 0;
  const words = text.split(" ");
  if (words.length !== length) return 0;
  const isShouted = (word: string): boolean => /^\p{Lu}[\p{Lu}'’-]{2,}$/u.test(word);
  const count = words.findIndex((word) => !isShouted(word));
  return words.slice(count).some(isShouted) ? 0 : count;
}

function withoutTitles(words: readonly string[]): readonly string[] {
  let start = 0;
  while (start < words.length - 1 && titles.has(words[start] ?? "")) start += 1;
  return words.slice(start);
}

interface Stripped {
  readonly words: readonly string[];
  readonly suffix: string;
}

/** Takes credentials and the generation off the end, leaving at least `keep` words. */
function stripEnd(all: readonly string[], keep: number, hasComma: boolean): Stripped {
  let rest = all;
  let suffix = "";
  while (rest.length > keep) {
    const word = rest.at(-1) ?? "";
    const generation = generations.get(word);
    if (generation === undefined && !credentials.has(word) && !(hasComma && shortCredentials.has(word))) break;
    suffix = generation ?? suffix;
    rest = rest.slice(0, -1);
  }
  return { words: rest, suffix };
}

function assemble(words: readonly string[], family: Stripped, original: string): PersonName {
  const given = words.length === 1 ? words : words.filter((word) => !titles.has(word));
  const givenKey = given.join(" ");
  const familyKey = withoutGiven(familyWords(family.words), given).join(" ");
  if (givenKey === "" && familyKey === "") return noName;
  const head = given[0] ?? "";
  const isWeak =
    head.length < 2 || familyKey.length < 2 || givenNames.get(head)?.isAmbiguous === true || hasOtherScript(original);
  return { strength: isWeak ? "weak" : "full", given: givenKey, family: familyKey, suffix: family.suffix };
}

/** Some lists repeat the given name, or the whole name, in the column of the family name. */
function withoutGiven(family: readonly string[], given: readonly string[]): readonly string[] {
  let rest = family;
  while (given.length > 0 && rest.length > given.length && given.every((word, at) => rest[at] === word))
    rest = rest.slice(given.length);
  return rest;
}

/** Without particles, and with prefixes written on. */
function familyWords(words: readonly string[]): readonly string[] {
  if (words.length < 2) return words;
  const glued: string[] = [];
  let prefix = "";
  for (const word of words) {
    if (prefixes.has(word)) prefix += word;
    else {
      glued.push(prefix + word);
      prefix = "";
    }
  }
  if (prefix !== "") glued.push(prefix);
  const kept = glued.filter((word) => !particles.has(word));
  return kept.length === 0 ? glued : kept;
}

/** The words between commas. */
function partsOf(text: string): readonly (readonly string[])[] {
  if (!text.includes(",")) return [nameWords(text)];
  return text
    .split(",")
    .map(nameWords)
    .filter((words) => words.length > 0);
}

function nameWords(text: string): readonly string[] {
  if (/^[A-Za-z]+$/.test(text)) return [text.toLowerCase()];
  return fold(text)
    .replace(/\([^)]*\)|"[^"]*"|[“„«][^”“»]*[”“»]/g, " ")
    .replace(/['’‘`´ʼʻʹ]/g, "")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
}
