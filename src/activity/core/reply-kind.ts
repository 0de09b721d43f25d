import type { ReplyKind } from "../contract.ts";
import { fold, sentencesOf } from "./fold.ts";
import { encouragement } from "./opt-out-words.ts";
import { replyRules } from "./reply-rules.ts";
import { asksAboutOffer, type Hit, isCourtesy, lastTurn, readingsOf, replyHits } from "./words/grammar.ts";

/** A kind that fired, where: in which sentence, and at which letters of it. */
interface Fired extends Omit<Hit, "group"> {
  readonly group: Hit["group"] | null;
  readonly sentence: number;
  /** True where the words only ask to be sent something. */
  readonly isRequest: boolean;
}

/** What the rules make of a text: the kind, null where they disagree or know nothing, and the words for it. */
export interface Judgement {
  readonly kind: ReplyKind | null;
  readonly evidence: string | null;
}

/** Rules for a reply as a whole are about short ones. */
const wholeMaxChars = 500;

/** Judges the text above the signature; `hasAddress` says that it names somebody else's address. */
export function judgeReply(body: string, hasAddress: boolean): Judgement {
  const short = fold(body).replace(/\s+/g, " ").trim().slice(0, wholeMaxChars);
  // Courtesy that says nothing else is neutral, however it begins.
  if (isCourtesy(short)) return { kind: "neutral", evidence: short };
  const meant = sentencesOf(withoutReported(body)).filter((sentence) => !toMachine.test(sentence));
  const sentences = meant.map((sentence) => withoutEncouragement(fold(sentence)));
  const fired = sentences.flatMap((sentence, at) => unnegated(firedIn(sentence, at), sentence));
  const whole = firedInWhole(short);
  const all = afterTurn([...fired, ...whole], sentences);
  const last = sentences.at(-1) ?? "";
  if (plainNo.test(last)) return { kind: "not_interested", evidence: last };
  const [asked] = all.length === 0 && !hasAddress ? sentences.filter(asksAboutOffer) : [];
  if (asked !== undefined) return { kind: "question", evidence: asked };
  if (all.length === 0 && !hasAddress && isPlainDenial(short)) return { kind: "not_interested", evidence: short };
  const kind = settled(new Set(strong(all).map((one) => one.kind)), hasAddress);
  return { kind, evidence: all.find((one) => kind === null || one.kind === kind)?.words ?? null };
}

/** A short English denial of which no rule knows better, and which is not about mails, time or who else to ask. */
function isPlainDenial(short: string): boolean {
  return (
    short.length <= denialMaxChars &&
    denial.test(short) &&
    !notOfOffer.test(short) &&
    readingsOf(short).some(({ words }) => words.language === "en")
  );
}

const denialMaxChars = 80;
const denial = /\b(?:no|not|never|none|nobody|nothing|cannot|hardly|without)\b|n't\b/;
const notOfOffer =
  /[?？]|\b(?:you|your|yours|e-?mails?|mails?|mailed|write|send|sent|contact|list|address|inbox|again|more|stop|yet|now|today|currently|until|before|time|month|week|year|later|season|problems?|worries|rush|hurry|doubt|matter|wonder|objections?|sure|bad|mind|idea|me|mine|my|here|there)\b/;

/** What somebody else is quoted with, or what is said to a machine between brackets, is not what the sender says. */
function withoutReported(body: string): string {
  return body.replace(reported, (words) => " ".repeat(words.length));
}

/** Who ends on a "no" means it, whatever came before. */
const plainNo =
  /^\W*(?:(?:so|still|thus|therefore|then|also|but|hence|and|sorry|(?:just )?kidding|(?:just )?joking|anyway|in short) ?,? ?)?(?:it's a )?(?:no|not|nope|nah|pass|hard pass|no way|no chance|no use|not really|not particularly|not at all|non|nein|nee|nej|nei|nie|nao|hayir|нет)(?:,? (?:thanks|thank you|thx|then|sorry|danke|merci|gracias|grazie|obrigad[oa]|tack|tak|takk|bedankt|dank u|dziekuje))?\W*$/;

const reported =
  /["“„«](?=[^"“”»\n]{25,400}["”»])[^"“”»]{25,400}["”»]|\[\[[^\]]{10,400}\]\]|<!--.{10,400}?-->|\[(?=[^\]]{0,60}\b(?:system|assistant|instructions?|prompt)\b)[^\]]{10,400}\]/gi;

/** A sentence that gives orders to a program and says nothing to us. */
const toMachine =
  /\bif you(?:'re| are) (?:an? )?(?:ai|bot|assistant|llm|model|language model)\b|\b(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous |prior |earlier |above )?(?:instructions|rules|prompts?)\b|\bsystem (?:override|prompt|instruction)|\b(?:tag|label|class|classification|intent|sentiment|category|kind|lead|score)\s?[:=]\s?["']?(?:interested|positive|hot|warm|meeting|qualified|\d+)|\b(?:classify|label|mark|tag|score|treat|rate|categori[sz]e|flag|file|set|log|record) (?:this|it|me|us|the \w+|my \w+|status|intent|him|her|sender)(?: \w+){0,2}? ?(?:as|to|=|:) (?:an? )?["']?(?:interested|positive|hot|warm|qualified|meeting|lead)\b/i;

/** The words stay where they are, so that evidence is found in the text. */
function withoutEncouragement(sentence: string): string {
  return sentence.replace(encouragement, (words) => " ".repeat(words.length));
}

function firedIn(sentence: string, at: number): readonly Fired[] {
  const rules = replyRules.flatMap(({ kind, pattern, whole }) => {
    const match = whole === true ? null : pattern.exec(sentence);
    if (match === null) return [];
    const isRequest =
      kind === "interested" && /^(?:can|could|would|konnen|konnten|pourriez|pouvez|podria|puede)\b/.test(match[0]);
    return [firedBy(kind, match[0], match.index, at, isRequest)];
  });
  const words = replyHits(readingsOf(sentence), sentence).map((hit) => ({
    ...hit,
    sentence: at,
    isRequest: hit.group === "tell",
  }));
  return [...rules, ...words];
}

function firedBy(kind: ReplyKind, words: string, from: number, sentence: number, isRequest: boolean): Fired {
  return { kind, group: null, words, from, to: from + words.length, sentence, isRequest };
}

/** Rules about the reply as a whole. */
function firedInWhole(text: string): readonly Fired[] {
  return replyRules.flatMap(({ kind, pattern, whole }) => {
    const match = whole === true ? pattern.exec(text) : null;
    return match === null ? [] : [firedBy(kind, match[0], match.index, -1, false)];
  });
}

/** A negation that still reaches the words after it: nothing but a few words in between, no comma and no "but". */
const negation =
  /(?:^|[^\p{L}])(?:no|not|never|non|nao|ne|pas|nicht|keine?n?|nie|inte|ikke|niet|geen|nem|nu|n't|не|нет)(?: (?!but|aber|mais|pero|ma|mas|maar|men|ale)[\p{L}']+){0,3} ?$/u;
const refusing: ReadonlySet<ReplyKind> = new Set([
  "not_interested",
  "wrong_person",
  "not_now",
  "left_company",
  "identity_question",
]);
/** "The wrong contact" and "no longer at the contact's company" send us to nobody. */
const owning: ReadonlySet<ReplyKind> = new Set(["wrong_person", "left_company"]);
const liking: ReadonlySet<ReplyKind> = new Set(["interested", "meeting", "question"]);

/** Liking counts only outside the reach of a refusal: words that a refusal is made of belong to it. */
function unnegated(fired: readonly Fired[], sentence: string): readonly Fired[] {
  const refusals = fired.filter(({ kind }) => refusing.has(kind));
  const questions = fired.filter(({ kind }) => kind === "question");
  const referrals = fired.filter(({ kind }) => kind === "referral");
  return fired.filter((one) => {
    if (one.kind === "referral")
      return !overlaps(
        one,
        refusals.filter(({ kind }) => owning.has(kind)),
      );
    // "No need to call first" is no refusal of the offer.
    if (one.kind === "not_interested" && /\bneed$/.test(one.words) && /^ to\b/.test(sentence.slice(one.to)))
      return false;
    if (!liking.has(one.kind)) return true;
    if ((one.kind === "interested" || one.kind === "meeting") && negation.test(sentence.slice(0, one.from)))
      return false;
    // "Can you send a one-pager?" asks for it; "I am interested, can you send one?" says more.
    if (one.isRequest && /[?？]/.test(sentence) && overlaps(one, questions)) return false;
    // "I'll send it on to my boss" sends us on and asks for nothing.
    if (one.isRequest && overlaps(one, referrals)) return false;
    return !overlaps(one, one.kind === "meeting" ? refusals.filter(({ kind }) => kind !== "not_now") : refusals);
  });
}

function overlaps(one: Fired, others: readonly Fired[]): boolean {
  return others.some((other) => one.from < other.to && other.from < one.to);
}

/** "Sounds great, but not for us": what comes after the turn is what is meant, where it says anything. */
function afterTurn(fired: readonly Fired[], sentences: readonly string[]): readonly Fired[] {
  const kinds = new Set(fired.map(({ kind }) => kind));
  if (kinds.size < 2) return fired;
  for (let at = sentences.length - 1; at >= 0; at -= 1) {
    const turn = lastTurn(sentences[at] ?? "");
    if (turn === null) continue;
    const later = fired.filter((one) => one.sentence > at || (one.sentence === at && one.to > turn));
    if (later.length > 0) return later;
  }
  return fired;
}

/** Money that is not there yet: with a time it is a postponement, without one a refusal. */
const budget = /bud[gz]|butce|presupuesto|orcamento|бюджет|预算|預算|予算|예산/;

/** A month or season by itself only says when: it postpones where nothing firmer is said, such as a day or a refusal. */
function strong(fired: readonly Fired[]): readonly Fired[] {
  const hasDay = fired.some(({ group }) => group === "day");
  const isPutOff = fired.some(({ kind }) => kind === "not_now");
  // "We can talk next year" names no day: it puts off.
  const meant = isPutOff && !hasDay ? fired.filter(({ kind }) => kind !== "meeting") : fired;
  const others = meant.filter(({ group }) => group !== "later");
  const isFirm = others.some(
    ({ kind, words }) =>
      kind !== "interested" && kind !== "neutral" && !(kind === "not_interested" && budget.test(words)),
  );
  return isFirm ? others : meant;
}

/** Kinds that explain others away: who names the first means it, the second is only how it is said. */
const outweighs: readonly (readonly [ReplyKind, readonly ReplyKind[]])[] = [
  ["left_company", ["referral", "wrong_person", "not_interested", "neutral", "not_now", "question"]],
  ["referral", ["wrong_person", "not_interested", "neutral", "question", "interested"]],
  ["meeting", ["meeting_declined", "interested", "question", "neutral", "not_now"]],
  ["meeting_declined", ["not_interested", "neutral"]],
  ["wrong_person", ["not_interested", "neutral", "question"]],
  ["identity_question", ["question", "neutral", "interested", "not_now"]],
  ["not_now", ["not_interested", "neutral", "interested", "question"]],
  ["not_interested", ["neutral"]],
  ["interested", ["question", "neutral"]],
  ["question", ["neutral"]],
];

function settled(kinds: ReadonlySet<ReplyKind>, hasAddress: boolean): ReplyKind | null {
  const [only] = kinds;
  // Who names somebody else's address sends us there, however it is worded.
  if (hasAddress && !kinds.has("left_company") && !kinds.has("meeting")) return "referral";
  if (kinds.size <= 1) return only ?? null;
  // "Sure, loop in my colleague" is a yes; with the colleague's address it is a referral.
  if (kinds.size === 2 && kinds.has("interested") && kinds.has("referral")) return "interested";
  const winner = outweighs.find(
    ([kind, lesser]) => kinds.has(kind) && [...kinds].every((other) => other === kind || lesser.includes(other)),
  );
  return winner?.[0] ?? null;
}
