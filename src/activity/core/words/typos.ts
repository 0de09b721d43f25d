import { isKnownWord } from "./grammar.ts";

/** The long words by which people leave lists: whoever is angry or in a hurry misspells them first. */
const words: readonly string[] = [
  ...["unsubscribe", "unsubscribed", "unsubscribing", "unsubscription", "discontinue"],
  ...["abmelden", "abmeldung", "abbestellen", "austragen", "entfernen"],
  ...[
    "desabonner",
    "desabonnez",
    "desabonnement",
    "desinscrire",
    "desinscription",
    "desinscrivez",
    "supprimez",
    "supprimer",
  ],
  ...["suscripcion", "desuscribir", "desuscribirme", "eliminenme", "borrenme"],
  ...["disiscrivermi", "disiscrivetemi", "disiscrizione", "cancellatemi", "cancellazione", "rimuovetemi"],
  ...["descadastrar", "desinscrever", "cancelamento"],
  ...["uitschrijven", "uitschrijving", "afmelden", "verwijderen"],
  ...["avregistrera", "avprenumerera", "avregistrering", "afmelding", "avmelding"],
  ...["wypisanie", "wypisac", "usuniecie"],
];

/** Shorter ones, which stand too near to other words to be read so in more than a shout. */
const shouted: readonly string[] = ["remove", "removed", "delete", "deleted", "unsubscribe", "cancel"];
const shoutMaxWords = 4;
const shoutMinChars = 5;
/** Words that are one slip from those and mean something else. */
const notShouted: ReadonlySet<string> = new Set([
  "remote",
  "remover",
  "relate",
  "remodel",
  "delegate",
  "canal",
  "camel",
]);
/** A long word bears two slips. */
const twoSlipsMinChars = 10;

const shortest = Math.min(...words.map((word) => word.length));
const longest = Math.max(...words.map((word) => word.length));

/**
 * A folded sentence with those words set right where one letter is wrong, missing, doubled or in its neighbour's place (two
 * of them in a long word of a very short sentence). The first two letters have to be right: "anmelden" is not "abmelden". A
 * word that some language knows is no typo.
 */
export function respelled(sentence: string): string {
  const isShout = (sentence.match(/\p{L}+/gu) ?? []).length <= shoutMaxWords;
  return sentence.replace(/\p{L}+/gu, (token) => meantWord(token, isShout) ?? token);
}

function meantWord(token: string, isShout: boolean): string | undefined {
  const known = isShout ? [...words, ...shouted] : words;
  if (token.length < (isShout ? shoutMinChars : shortest - 1) || token.length > longest + 2) return undefined;
  const near = known.filter((word) => word.startsWith(token.slice(0, 2)));
  if (near.includes(token) || notShouted.has(token)) return undefined;
  const meant = near.find((word) => isWithinSlips(token, word, isShout && word.length >= twoSlipsMinChars ? 2 : 1));
  return meant === undefined || isKnownWord(token) ? undefined : meant;
}

/** Whether two words differ by so many letters more, less, other, or neighbours that changed places. */
function isWithinSlips(a: string, b: string, slips: number): boolean {
  if (a === b) return true;
  if (slips === 0 || Math.abs(a.length - b.length) > slips) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const rest = (word: string, more: number): string => word.slice(start + more);
  const isSwapped = a[start] === b[start + 1] && a[start + 1] === b[start];
  return (
    isWithinSlips(rest(a, 1), rest(b, 1), slips - 1) ||
    isWithinSlips(rest(a, 0), rest(b, 1), slips - 1) ||
    isWithinSlips(rest(a, 1), rest(b, 0), slips - 1) ||
    (isSwapped && isWithinSlips(rest(a, 2), rest(b, 2), slips - 1))
  );
}
