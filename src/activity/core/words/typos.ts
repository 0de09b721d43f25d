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

const shortest = Math.min(...words.map((word) => word.length));
const longest = Math.max(...words.map((word) => word.length));

/**
 * A folded sentence with those words set right where one letter is wrong, missing, doubled or in its neighbour's place. The
 * first two letters have to be right: "anmelden" is not "abmelden". A word that some language knows is no typo.
 */
export function respelled(sentence: string): string {
  return sentence.replace(/\p{L}+/gu, (token) => {
    if (token.length < shortest - 1 || token.length > longest + 1) return token;
    const near = words.filter((word) => word.startsWith(token.slice(0, 2)));
    const meant = near.includes(token) ? undefined : near.find((word) => isOneSlip(token, word));
    return meant === undefined || isKnownWord(token) ? token : meant;
  });
}

/** Whether two words differ by one letter more, less, other, or by two neighbours that changed places. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const rest = (word: string, more: number): string => word.slice(start + more);
  const isOther = rest(a, 1) === rest(b, 1);
  const isMoreOrLess = rest(a, 0) === rest(b, 1) || rest(a, 1) === rest(b, 0);
  const isSwapped = a[start] === b[start + 1] && a[start + 1] === b[start] && rest(a, 2) === rest(b, 2);
  return isOther || isMoreOrLess || isSwapped;
}
