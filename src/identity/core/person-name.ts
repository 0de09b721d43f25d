import { fold, hasOtherScript, squish } from "./text.ts";
import { givenNames } from "./words/nicknames.ts";

/**
 * A name as far as it can be compared. `full` names may keep people apart; `weak` ones (an initial, a single word, an
 * ambiguous nickname, a script whose spellings vary) only ever join where nobody else fits.
 */
export interface PersonName {
  readonly strength: "full" | "weak" | "none";
  readonly given: string;
  readonly family: string;
  readonly suffix: string;
}

export interface NameParts {
  readonly first?: string | null;
  readonly last?: string | null;
  readonly full?: string | null;
}

export const noName: PersonName = Object.freeze({ strength: "none", given: "", family: "", suffix: "" });

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));
const titles = words(
  "mr mrs ms miss mx dr drs prof professor sir dame lord lady rev reverend hon herr frau hr fr mme mlle monsieur madame sr sra srta senor senora don dona dott dottssa ing dipl diplom dipling pan pani captain capt col maj lt sgt",
);
const credentials = words(
  "mba phd md msc bsc ma ba cpa cfa pmp esq jd llm llb dds dvm rn pe cissp cism shrm shrmcp sphr phr cma acca fca aca cfp pgp mph mpa edd psyd bcom meng beng csm cspo cfe cipp mcse pmpcsm",
);
const generations: Readonly<Record<string, string>> = {
  jr: "jr",
  junior: "jr",
  jnr: "jr",
  sr: "sr",
  senior: "sr",
  snr: "sr",
  ii: "ii",
  iii: "iii",
  iv: "iv",
  "2nd": "ii",
  "3rd": "iii",
};
const particles = words(
  "van von der den de del della di da dos das do du des la le les el al bin ibn ben bint ter ten te zu zum zur af av y e st saint san mac mc o d",
);

/** Reads a name from its columns; a full name is split only when the parts are missing. */
export function parsePersonName(parts: NameParts): PersonName {
  const first = squish(parts.first ?? "");
  const last = squish(parts.last ?? "");
  const full = squish(parts.full ?? "");
  if (first === "" && last === "") return full === "" ? noName : fromFull(full);
  if (last === "" && /\s/.test(first)) return fromFull(first);
  if (first === "" && /\s/.test(last)) return fromFull(last);
  const given = nameWords(first).filter((word, _at, all) => all.length === 1 || !titles.has(word));
  const family = nameWords(last);
  return assemble(given, stripEnd(family, 1), `${first} ${last}`);
}

function fromFull(text: string): PersonName {
  const comma = text.split(",");
  const tail = nameWords(comma.slice(1).join(" "));
  const isReversed = tail.length > 0 && !tail.every((word) => credentials.has(word) || generations[word] !== undefined);
  const ordered = nameWords(isReversed ? `${comma.slice(1).join(" ")} ${comma[0] ?? ""}` : (comma[0] ?? ""));
  const suffix = isReversed ? [] : tail.filter((word) => generations[word] !== undefined);
  let start = 0;
  while (start < ordered.length - 1 && titles.has(ordered[start] ?? "")) start += 1;
  const named = stripEnd([...ordered.slice(start), ...suffix], 2);
  const body = named.words;
  if (body.length < 2) return assemble(body, { words: [], suffix: named.suffix }, text);
  let familyStart = body.length - 1;
  while (familyStart > 1 && particles.has(body[familyStart - 1] ?? "")) familyStart -= 1;
  return assemble(body.slice(0, familyStart), { words: body.slice(familyStart), suffix: named.suffix }, text);
}

interface Stripped {
  readonly words: readonly string[];
  readonly suffix: string;
}

/** Takes credentials and the generation off the end, leaving at least `keep` words. */
function stripEnd(all: readonly string[], keep: number): Stripped {
  let rest = all;
  let suffix = "";
  while (rest.length > keep) {
    const word = rest.at(-1) ?? "";
    const generation = generations[word];
    if (generation === undefined && !credentials.has(word)) break;
    suffix = generation ?? suffix;
    rest = rest.slice(0, -1);
  }
  return { words: rest, suffix };
}

function assemble(given: readonly string[], family: Stripped, original: string): PersonName {
  const givenKey = given.join(" ");
  const familyKey = family.words.filter((word, _at, all) => all.length === 1 || !particles.has(word)).join(" ");
  if (givenKey === "" && familyKey === "") return noName;
  const head = given[0] ?? "";
  const isWeak =
    head.length < 2 || familyKey.length < 2 || givenNames.get(head)?.isAmbiguous === true || hasOtherScript(original);
  return { strength: isWeak ? "weak" : "full", given: givenKey, family: familyKey, suffix: family.suffix };
}

function nameWords(text: string): readonly string[] {
  return fold(text)
    .replace(/\([^)]*\)|"[^"]*"/g, " ")
    .replace(/['’`´]/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
