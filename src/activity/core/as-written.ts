import { fold } from "./fold.ts";

/**
 * The words of a text that fold to these words, as the sender wrote them: evidence must be found in the mail itself. White
 * space counts as one space. Null where the text does not hold them.
 */
export function asWritten(text: string, folded: string): string | null {
  const wanted = folded.replace(/\s+/g, " ").trim();
  if (wanted === "") return null;
  let reduced = "";
  const places: number[] = [];
  let at = 0;
  for (const letter of text) {
    const one = /\s/.test(letter) ? (reduced.endsWith(" ") ? "" : " ") : fold(letter);
    for (let unit = 0; unit < one.length; unit += 1) places.push(at);
    reduced += one;
    at += letter.length;
  }
  const start = reduced.indexOf(wanted);
  if (start === -1) return null;
  return text.slice(places[start], places[start + wanted.length] ?? text.length).trim();
}
