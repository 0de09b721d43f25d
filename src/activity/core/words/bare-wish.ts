import { readingsOf } from "./grammar.ts";
import type { Group, Reading } from "./lexicon.ts";

/** No wish of a word or two has more words around it. */
const bareMaxTokens = 10;
const bareMaxLetters = 24;
/** What may stand around the word that wishes. */
const around: readonly Group[] = ["bare", "filler", "me", "more", "message", "list", "thanks"];

/**
 * Whether a sentence is a wish of a word or two and nothing besides: "Stop now please", "off your list", "no emails". Such
 * words mean other things in company ("stop by", "off for today"), so every word has to be known.
 */
function isBareWish(readings: readonly Reading[], sentence: string): boolean {
  return readings.some((reading) => {
    const { starts, tokens, words } = reading;
    if (tokens.length > (words.isSpaced ? bareMaxTokens : bareMaxLetters)) return false;
    if (starts.has("bare") && coversAll(reading, around, sentence)) return true;
    return isNoMore(reading) && coversAll(reading, [...around, "not"], sentence);
  });
}

/** Whether a sentence is one, or ends in one behind a comma or dash: "not for us, remove". */
export function endsInBareWish(sentence: string): boolean {
  const [last = ""] = /[^,;:–—]*$/.exec(sentence.replace(/ - /g, ", ")) ?? [];
  return isBareWish(readingsOf(sentence), sentence) || isBareWish(readingsOf(last), last);
}

/** "No emails" opens with its denial; "no" further back denies something else. */
function isNoMore({ starts, words }: Reading): boolean {
  return words.isSpaced && starts.get("not")?.has(0) === true && starts.has("message") && !starts.has("thanks");
}

function coversAll({ starts, tokens }: Reading, groups: readonly Group[], sentence: string): boolean {
  const covered = new Set<number>();
  for (const group of groups)
    for (const { from, to } of starts.get(group)?.values() ?? []) for (let at = from; at < to; at += 1) covered.add(at);
  return tokens.every(({ from, to }, at) => covered.has(at) || !/[\p{L}\p{N}]/u.test(sentence.slice(from, to)));
}
