import { fold } from "./fold.ts";
import { notProtest } from "./opt-out-forms.ts";
import { notParting } from "./opt-out-partings.ts";
import { inability, notOptOut } from "./opt-out-words.ts";
import { respelled } from "./words/typos.ts";

/** A text without what its sender says of a product or to other readers; what is left on both sides are sentences apart. */
export function saidToUs(text: string): string {
  return text.replace(/[‘’]/g, "'").replace(notParting, "\n\n");
}

/** "S T O P" is one word, "No. More. Mails." one sentence. */
function joined(folded: string): string {
  const words = folded.replace(spelledOut, (letters) => letters.replace(/[ .-]/g, ""));
  return chopped.test(words) ? words.replace(/[.!]+/g, "") : words;
}

const spelledOut = /(?<![\p{L}\p{N}'])(?:\p{L}[ .-]){3,20}\p{L}(?![\p{L}\p{N}])/gu;

/** A few words with a full stop after each. */
export const chopped = /^\W*(?:\p{L}{1,20}[.!]+ ){2,8}\p{L}{1,20}\W*$/u;

/** What machines ask of whoever gets their mail: not to answer it. */
const noAnswer =
  /\b(?:please )?(?:do not|don't) (?:reply|respond|answer) (?:directly )?to this (?:e-?mail|message|mail)\b|\b(?:merci|priere|veuillez) (?:de )?ne pas repondre\b[^.!?]*|\b(?:bitte )?(?:antworten sie )?nicht auf diese (?:e-?mail|mail|nachricht)(?: zu)?(?: antworten)?\b|\b(?:por favor,? )?(?:no|nao) respond\w+ a (?:este|esta)\b[^.!?]*|\bnon rispond\w+ a quest\w+[^.!?]*|\bniet (?:op dit bericht )?(?:te )?(?:be)?antwoorden\b|\bsvara (?:ej|inte) pa detta\b[^.!?]*|\bprosze nie odpowiadac\b[^.!?]*/g;

/** A sentence folded, without typos, and without words that only look like a wish or a protest. */
export function meantBy(sentence: string): string {
  return [notOptOut, inability, notProtest, noAnswer].reduce(
    (text, cut) => text.replace(cut, " "),
    respelled(joined(fold(sentence))),
  );
}
