import { umlautFree } from "./name-spelling.ts";
import type { PersonName } from "./person-name.ts";
import { compareText } from "./text.ts";
import { givenNames } from "./words/nicknames.ts";

/** A name has few parts, and each key is a row in the key table. */
const keysMax = 4;

/**
 * The keys under which a full name is looked for at a company: the same for a nickname, for swapped parts, for `Müller` and
 * `Mueller`, with or without middle names, and for each part of a double family name. They only bring names together; whether
 * they agree is for the name gate to say. None for names that could be anybody's.
 */
export function nameKeys(name: PersonName): readonly string[] {
  if (name.strength !== "full") return [];
  const givens = formalsOf(name.given.split(" ", 1)[0] ?? "");
  const families = name.family
    .split(" ")
    .filter((word) => word.length > 1)
    .flatMap(formalsOf);
  const keys = families.flatMap((family) => givens.map((given) => [given, family].sort(compareText).join("|")));
  return [...new Set(keys)].slice(0, keysMax);
}

/** The full forms that a word certainly stands for, or the word: a family name may be swapped with a given one. */
function formalsOf(word: string): readonly string[] {
  const formals = (givenNames.get(word)?.clear ?? []).flatMap((group) => formalNames.get(group) ?? []);
  return formals.length === 0 ? [umlautFree(word)] : formals.map(umlautFree);
}

/** The first full form of every group of given names. */
const formalNames: ReadonlyMap<number, string> = new Map(
  [...givenNames].flatMap(([name, { full }]) => full.map((group) => [group, name] as const)).reverse(),
);
