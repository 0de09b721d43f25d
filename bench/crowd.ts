/** Made-up people at made-up accounts, with names as uneven as real ones: a few that many bear, and many that few do. */

export interface CrowdAccount {
  readonly name: string;
  readonly domain: string;
}

export interface CrowdPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  /** Which account of the crowd. */
  readonly account: number;
}

export interface Crowd {
  readonly accounts: readonly CrowdAccount[];
  person(at: number): CrowdPerson;
}

/** A repeatable source of numbers from 0 to 1 (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const onsets = "b br c ch d dr f fl g gr h j k kl l m n p pr r s sch st t tr v w z".split(" ");
const vowels = "a e i o u ä ö ü ai au ei ie".split(" ");
const codas = " n r l s m t ck nn ll rt nd ng".split(" ");
const endings = ["son", "berg", "mann", "er", "ini", "ez", "ski", "sen", "ova", "ard", "low", ""];
const legalForms = ["GmbH", "Ltd", "Inc", "SA", "S.r.l.", "AB", "B.V.", "LLC"];

/** A crowd of so many people, about eight to an account; the same for the same seed. */
export function crowdOf(people: number, seed: number): Crowd {
  const next = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const syllable = (): string => pick(onsets) + pick(vowels) + pick(codas);
  const distinct = (count: number, make: () => string): readonly string[] => {
    const made = new Set<string>();
    while (made.size < count) made.add(make());
    return [...made];
  };
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const firsts = distinct(Math.min(4_000, 200 + people), () => capital(syllable() + pick(vowels)));
  const lasts = distinct(Math.min(60_000, 500 + people), () =>
    capital(syllable() + (next() < 0.5 ? syllable() : "") + pick(endings)),
  );
  const words = distinct(Math.min(12_000, 500 + people), () => capital(syllable() + syllable()));
  // Zipf's law, more or less: the first of a list is met ten thousand times as often as the last.
  const uneven = (from: readonly string[], draw = next): string => from[Math.floor(from.length ** draw() - 1)] ?? "";
  const accounts = Array.from({ length: Math.max(1, Math.ceil(people / 8)) }, (_none, at) => {
    const name = `${uneven(words)} ${uneven(words)}`;
    const domain = `${ascii(name)}${at}.com`;
    return { name: `${name} ${pick(legalForms)}`, domain };
  });
  return {
    accounts,
    person: (at) => {
      const own = chance(seed * 7_919 + at);
      const [firstName, lastName] = [uneven(firsts, own), uneven(lasts, own)];
      const account = at % accounts.length;
      const email = `${ascii(firstName)}.${ascii(lastName)}@${accounts[account]?.domain ?? ""}`;
      return { firstName, lastName, email, account };
    },
  };
}

function ascii(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^a-z]/gi, "")
    .toLowerCase();
}

/** A word with one letter missing, doubled, replaced, or swapped with the next. */
export function mistyped(word: string, next: () => number): string {
  const at = 1 + Math.floor(next() * Math.max(1, word.length - 2));
  const letter = word.charAt(at);
  switch (Math.floor(next() * 4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return `${word.slice(0, at)}${letter === "e" ? "i" : "e"}${word.slice(at + 1)}`;
    default:
      return word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2);
  }
}
