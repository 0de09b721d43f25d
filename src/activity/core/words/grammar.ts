import type { ReplyKind } from "../../contract.ts";
import { languages } from "./languages.ts";
import { type Group, inOrder, lexiconOf, near, type Reading, read, type Sighting } from "./lexicon.ts";

/** A kind that words of one language make, with the words and where in the sentence they are. */
export interface Hit {
  readonly kind: ReplyKind;
  readonly group: Group;
  readonly words: string;
  readonly from: number;
  readonly to: number;
}

/** One way to say a kind: groups of words, how far apart, and whether their order matters. */
interface Rule {
  readonly kind: ReplyKind;
  readonly groups: readonly Group[];
  readonly gap: number;
  readonly isOrdered?: boolean;
  /** False where a language without spaces says it otherwise: its phrases then say it whole. */
  readonly isForAll?: boolean;
  /** True for the languages without spaces alone. */
  readonly isUnspaced?: boolean;
  /** True where the words may be in different clauses. */
  readonly crossesCommas?: boolean;
  /** True where the sentence must ask: a question mark, or the words at its start. */
  readonly asks?: boolean;
}

/** Who does not want to be written to: these run on every mail, and add protection wherever they fire. */
const optOutRules: readonly Rule[] = [
  { kind: "unsubscribe", groups: ["optOut"], gap: 0 },
  { kind: "unsubscribe", groups: ["stop", "reach"], gap: 3, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["reach", "stop"], gap: 2, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["message", "stop"], gap: 2, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["stop", "reach"], gap: 3, isUnspaced: true },
  { kind: "unsubscribe", groups: ["stop", "message"], gap: 3, isUnspaced: true },
  { kind: "unsubscribe", groups: ["remove", "message"], gap: 2, isUnspaced: true },
  { kind: "unsubscribe", groups: ["stop", "get"], gap: 2, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["stop", "message"], gap: 6, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["not", "reach", "me"], gap: 2, isForAll: false },
  { kind: "unsubscribe", groups: ["not", "reach", "more"], gap: 3, isForAll: false },
  { kind: "unsubscribe", groups: ["not", "message", "more"], gap: 3, isForAll: false },
  { kind: "unsubscribe", groups: ["not", "more", "get"], gap: 2, isForAll: false },
  { kind: "unsubscribe", groups: ["not", "want", "get"], gap: 4, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["not", "want", "message"], gap: 4, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["not", "reach", "message"], gap: 1, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["remove", "me", "list"], gap: 4, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["remove", "list"], gap: 2, isOrdered: true },
  { kind: "unsubscribe", groups: ["list", "remove"], gap: 3, isOrdered: true, isUnspaced: true },
  { kind: "unsubscribe", groups: ["me", "list", "remove"], gap: 4, isForAll: false },
  { kind: "unsubscribe", groups: ["want", "not", "get"], gap: 1, isOrdered: true, isForAll: false },
  { kind: "unsubscribe", groups: ["never", "asked"], gap: 3 },
  { kind: "unsubscribe", groups: ["not", "permit"], gap: 3, isForAll: false },
  { kind: "unsubscribe", groups: ["may", "last"], gap: 5, isForAll: false, crossesCommas: true },
  { kind: "unsubscribe", groups: ["last", "may"], gap: 2, isUnspaced: true },
  { kind: "unsubscribe", groups: ["ask", "away", "list"], gap: 5 },
  { kind: "complaint", groups: ["complaint"], gap: 0 },
  { kind: "complaint", groups: ["threat"], gap: 0 },
  { kind: "complaint", groups: ["superior", "escalate"], gap: 6, crossesCommas: true },
  { kind: "data_request", groups: ["law"], gap: 0 },
  { kind: "data_request", groups: ["data", "right"], gap: 6, crossesCommas: true },
];

/** What a reply says about the offer. */
const replyRules: readonly Rule[] = [
  { kind: "left_company", groups: ["gone"], gap: 0 },
  { kind: "not_interested", groups: ["refuse"], gap: 0 },
  { kind: "not_interested", groups: ["not", "interest"], gap: 3, isForAll: false },
  { kind: "not_interested", groups: ["not", "need"], gap: 3, isForAll: false },
  { kind: "not_interested", groups: ["already", "solution"], gap: 3 },
  { kind: "wrong_person", groups: ["astray"], gap: 0 },
  { kind: "wrong_person", groups: ["not", "mine"], gap: 4, isForAll: false },
  { kind: "wrong_person", groups: ["mine", "not"], gap: 2, isOrdered: true },
  { kind: "referral", groups: ["direct", "colleague"], gap: 5, isOrdered: true, crossesCommas: true },
  { kind: "referral", groups: ["colleague", "direct"], gap: 3, isOrdered: true, crossesCommas: true },
  { kind: "identity_question", groups: ["who"], gap: 0 },
  { kind: "not_now", groups: ["postpone"], gap: 0 },
  { kind: "not_now", groups: ["not", "now"], gap: 3, isForAll: false },
  { kind: "not_now", groups: ["later"], gap: 0 },
  { kind: "meeting", groups: ["day", "suits"], gap: 6, crossesCommas: true },
  { kind: "meeting", groups: ["day", "talk"], gap: 7, crossesCommas: true },
  { kind: "question", groups: ["ask", "offer"], gap: 6, crossesCommas: true, asks: true },
  { kind: "interested", groups: ["accept"], gap: 0 },
  { kind: "interested", groups: ["interest"], gap: 0, isForAll: false },
  { kind: "interested", groups: ["tell", "info"], gap: 3, crossesCommas: true },
  { kind: "interested", groups: ["sounds", "fine"], gap: 2, isOrdered: true },
];

/** A word of a language without spaces is about so many letters. */
const lettersPerWord = 3;
const lexicons = languages.map(lexiconOf);

/** A sentence as the languages read it that know most of its words. Folded text in. */
export function readingsOf(sentence: string): readonly Reading[] {
  const isUnspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(sentence);
  const readings = lexicons
    .filter(({ words }) => words.isSpaced || isUnspaced)
    .map((lexicon) => read(lexicon, sentence));
  const known = Math.max(...readings.map((reading) => reading.known.size));
  return known === 0 ? [] : readings.filter((reading) => reading.known.size >= known * fluentShare);
}

/** Whether any language has exactly this word. Folded text in. */
export function isKnownWord(word: string): boolean {
  return lexicons.some(({ exact }) => exact.has(word));
}

/** A language that knows fewer of the words than this part of the best one only meets look-alikes. */
const fluentShare = 0.7;

/** What a sentence asks for by way of protection. */
export function optOutHits(readings: readonly Reading[], sentence: string): readonly Hit[] {
  return hitsOf(optOutRules, readings, sentence);
}

/** What a sentence says about the offer. */
export function replyHits(readings: readonly Reading[], sentence: string): readonly Hit[] {
  return hitsOf(replyRules, readings, sentence);
}

/** Whether a sentence speaks for a whole company or domain. */
export function speaksForAll(readings: readonly Reading[]): boolean {
  return readings.some((reading) => reading.starts.has("everyone"));
}

/** Where the last "but" of a sentence ends, or null. Folded text in. */
export function lastTurn(sentence: string): number | null {
  const ends = readingsOf(sentence).flatMap((reading) =>
    [...(reading.starts.get("but")?.values() ?? [])].map(({ to }) => reading.tokens[to - 1]?.to ?? 0),
  );
  return ends.length === 0 ? null : Math.max(...ends);
}

/** No thank-you or receipt has more words. */
const courtesyMaxTokens = 14;

/** Whether a text is nothing but thanks, a greeting or a receipt in one language. Folded text in. */
export function isCourtesy(text: string): boolean {
  return readingsOf(text).some((reading) => {
    const thanks = [...(reading.starts.get("thanks")?.values() ?? [])];
    const covered = new Set(
      thanks.flatMap(({ from, to }) => reading.tokens.slice(from, to).map((token) => token.from)),
    );
    const letters = reading.tokens.filter(({ from, to }) => /[\p{L}\p{N}]/u.test(text.slice(from, to)));
    const tokensMax = reading.words.isSpaced ? courtesyMaxTokens : courtesyMaxTokens * lettersPerWord;
    return letters.length > 0 && letters.length <= tokensMax && isThanks(letters, covered, reading, text);
  });
}

/** An answer is no name: "very much yes" is more than courtesy. */
const answer = /^(?:yes|yeah|yep|no|nope|nah|pass|never|ja|oui|si|sim|nein|non|nee|nej|nei|nie)$/;

/** Every token is courtesy, but for the name of the one who is thanked. */
function isThanks(letters: readonly Sighting[], covered: ReadonlySet<number>, reading: Reading, text: string): boolean {
  const others = letters.filter(({ from }) => !covered.has(from));
  const [name] = others;
  if (name === undefined) return true;
  const at = letters.indexOf(name);
  return (
    others.length === 1 &&
    (at === 1 || at === letters.length - 1) &&
    !answer.test(text.slice(name.from, name.to)) &&
    letters.length >= 3 &&
    reading.words.isSpaced &&
    !reading.known.has(reading.tokens.indexOf(name))
  );
}

function hitsOf(rules: readonly Rule[], readings: readonly Reading[], sentence: string): readonly Hit[] {
  return readings.flatMap((reading) =>
    rules.flatMap((rule) => {
      const found = rule.asks === true ? questionOf(rule, reading, sentence) : sightingOf(rule, reading);
      if (found === null) return [];
      const from = reading.tokens[found.from]?.from ?? 0;
      const to = reading.tokens[found.to - 1]?.to ?? sentence.length;
      return [{ kind: rule.kind, group: rule.groups[0] ?? "not", words: sentence.slice(from, to), from, to }];
    }),
  );
}

function sightingOf(rule: Rule, reading: Reading): Sighting | null {
  if (!reading.words.isSpaced && rule.isForAll === false) return null;
  if (reading.words.isSpaced && rule.isUnspaced === true) return null;
  const gap = reading.words.isSpaced ? rule.gap : rule.gap * lettersPerWord;
  const reach = { gap, crossesCommas: rule.crossesCommas === true };
  return rule.isOrdered === true ? inOrder(reading, rule.groups, reach) : near(reading, rule.groups, reach);
}

/** "Would love a demo" leaves out who would, and asks nothing. */
const wishful = /^\W*(?:would|will|could) (?:love|like|be|have|look|appreciate|do|hate|prefer)\b/;

/** A question has its mark; without one it opens with a question word and denies nothing. */
function questionOf(rule: Rule, reading: Reading, sentence: string): Sighting | null {
  if (!reading.words.isSpaced || /[?？]/.test(sentence)) return sightingOf(rule, reading);
  if (wishful.test(sentence)) return null;
  const found = sightingOf({ ...rule, isOrdered: true }, reading);
  return found?.from === 0 && !reading.starts.has("not") ? found : null;
}

/** Whether a sentence asks about the offer: it names what buyers ask about, or asks without denial and not about me. */
export function asksAboutOffer(sentence: string): boolean {
  if (!/[?？]/.test(sentence)) return false;
  return readingsOf(sentence).some(({ starts, words, tokens }) => {
    if (starts.has("offer")) return true;
    const opens = words.isSpaced ? starts.get("ask")?.has(0) === true : starts.has("ask");
    return opens && tokens.length >= questionMinTokens && !starts.has("not") && !starts.has("me");
  });
}

/** A shorter question ("Are you nuts?") asks nothing. */
const questionMinTokens = 4;
