import { fold } from "./fold.ts";
import { notProtest } from "./opt-out-forms.ts";
import { inability, notOptOut } from "./opt-out-words.ts";
import { respelled } from "./words/typos.ts";

/** A sentence folded, without typos, and without words that only look like a wish or a protest. */
export function meantBy(sentence: string): string {
  return [notOptOut, inability, notProtest].reduce((text, cut) => text.replace(cut, " "), respelled(fold(sentence)));
}
