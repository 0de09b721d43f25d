import { fold, sentencesOf } from "./fold.ts";
import { header, type Mail } from "./mail-structure.ts";
import { optOutForms, protestForms } from "./opt-out-forms.ts";
import { accusation, lawfulRequest, optOutFrames } from "./opt-out-frames.ts";
import { optOutPartings } from "./opt-out-partings.ts";
import { chopped, meantBy, saidToUs } from "./opt-out-text.ts";
import { complaintWords, dataRequestWords, optOutRules, wholeAccount } from "./opt-out-words.ts";
import type { OwnText } from "./own-text.ts";
import { endsInBareWish } from "./words/bare-wish.ts";
import { type Hit, optOutHits, readingsOf, replyHits, speaksForAll } from "./words/grammar.ts";
import type { Reading } from "./words/lexicon.ts";

/** A wish not to be written to again, with the words that say so. */
export interface OptOut {
  readonly kind: "unsubscribe" | "complaint" | "data_request";
  readonly scope: "contact" | "account";
  readonly channel: "mailto" | "reply";
  readonly evidence: string;
}

const subjectWords =
  /^(?:re: ?)?(?:please )?(?:unsubscribe|opt[- ]?out|remove(?: me)?|stop|abmelden|abmeldung|abbestellen|desabonner|desabonnement|desinscription|desinscrire|baja|darse de baja|cancelar suscripcion|disiscrizione|disiscriviti|cancellazione|cancelar inscricao|descadastrar|descadastro|afmelden|uitschrijven|avregistrera|avprenumerera|afmeld|avmeld|wypisz|rezygnacja|abonelikten cik|odhlasit|dezabonare|leiratkozas|отписаться|отписка|отпишите|配信停止|退订|取消订阅|수신거부)\b/;

/**
 * Whether a mail asks not to be written to again. High recall: runs on every mail, auto-replies too, on all new text and
 * the subject. In an auto-reply only an explicit request counts, because ticket systems quote such words themselves.
 */
export function optOutIn(mail: Mail, own: OwnText, isAuto: boolean): OptOut | null {
  const byClient = header(mail, "x-apple-unsubscribe") !== "" || header(mail, "x-unsubscribe") !== "";
  if (byClient || subjectWords.test(fold(mail.subject).trim())) {
    return { kind: "unsubscribe", scope: "contact", channel: "mailto", evidence: mail.subject.slice(0, 200) };
  }
  const isReplySubject = /^\s*(?:re|aw|sv|antw|odp|rv|res|fw|fwd|wg)\s?:/i.test(mail.subject);
  const subject = isReplySubject ? [] : sentencesOf(mail.subject);
  const body = saidToUs(own.body);
  const sentences = [
    ...sentencesOf(body),
    ...(chopped.test(body) ? [body] : []),
    ...subject,
    ...sentencesOf(saidToUs(own.footer)).filter((sentence) => !isBoilerplate(sentence)),
  ];
  return strongest(sentences, isAuto);
}

/** Words that end the matter for the whole company, said for others too. */
function scopeOf(sentence: string): "contact" | "account" {
  return wholeAccount.test(sentence) || speaksForAll(readingsOf(sentence)) ? "account" : "contact";
}

function strongest(sentences: readonly string[], isAuto: boolean): OptOut | null {
  let found: OptOut | null = null;
  for (const sentence of sentences) {
    const folded = meantBy(sentence);
    // A machine explains how to be removed; only a plain request in its text is the reader's own wish.
    if (isAuto && conditional.test(folded)) continue;
    const kind = kindOf(folded, isAuto) ?? (!isAuto && protestForms.test(fold(sentence)) ? "complaint" : null);
    if (kind === null) continue;
    const one: OptOut = { kind, scope: scopeOf(folded), channel: "reply", evidence: sentence.slice(0, 200) };
    if (found === null || rank(one) > rank(found)) found = one;
  }
  return found;
}

const conditional =
  /^\W*(?:if|should|in case|to|for|wenn|falls|um|pour|si|se|per|para|als|indien|om|jesli|for at|eger)\b/;

function kindOf(folded: string, isAuto: boolean): OptOut["kind"] | null {
  if (!isAuto && dataRequestWords.test(folded)) {
    return accusation.test(folded) && !lawfulRequest.test(folded) ? "complaint" : "data_request";
  }
  if (!isAuto && complaintWords.test(folded)) return "complaint";
  const readings = readingsOf(folded);
  if (asksOfProduct(readings, folded)) return null;
  const hits = optOutHits(readings, folded);
  const kinds = new Set(hits.filter((hit) => !isAuto || requests.has(hit.group)).map((hit) => hit.kind));
  for (const kind of ["data_request", "complaint"] as const) if (kinds.has(kind)) return kind;
  const wish = withoutWho(folded);
  const isWish =
    (!isAuto &&
      (endsInBareWish(folded) || optOutForms.test(wish) || optOutFrames.test(wish) || optOutPartings.test(wish))) ||
    optOutHits(readingsOf(wish), wish).some((hit) => kinds.has(hit.kind)) ||
    optOutRules.some((rule) => (rule.isRequest || !isAuto) && rule.pattern.test(wish));
  return isWish ? "unsubscribe" : null;
}

const ofMyself =
  /\b(?:my|mine|myself|mein\w*|mon|ma|mes|mi|mis|mio|mia|miei|mie|meu|minha|meus|minhas|mijn|min|mitt|mina|mine|moj\w*|benim|мо[йеяию]\p{L}*)\b/u;

/** "Can your tool unsubscribe people?" asks what we sell, and not to be unsubscribed. */
function asksOfProduct(readings: readonly Reading[], folded: string): boolean {
  if (!/[?？]/.test(folded) || ofMyself.test(folded)) return false;
  return readings.some(({ starts }) => !starts.has("me") && (starts.has("product") || asksYou.test(folded)));
}

/** How buyers begin to ask what a thing does. */
const asksYou =
  /^\W*(?:and |so |but |also )?(?:(?:do )?you (?:have|offer|got) (?:an?|any) |is there (?:an?|any) (?!way|link|unsub|opt|end|chance|button|off)|who (?:unsubscribes|removes|deletes|blocks) |how (?:do|can|would) (?:we|users|admins) (?:remove|delete|block|exclude|deactivate|unsubscribe) (?:an?|the|old|users?|drivers?|single)\b|do you (?!not\b|ever\b|even\b|people\b|guys\b|have an off|still\b|never\b|really\b|want\b|know\b|mind\b)|does (?:it|the|your)\b|can (?:it|the|your|users|crews|teams|customers|workers|drivers|people|staff|employees|operators|someone|admins|clients|recipients|subscribers|we (?:cancel|export|import|delete|exclude|remove)|i (?:cancel|export|import|exclude))\b|will (?:it|the)\b|how (?:do|does|did) (?:you|it|your) (?:handle|manage|treat|store|stop|remove|delete)|what happens|what(?:'s| is) your (?:policy|process))/;

/** "Where did you get my address from?" asks who we are, though its words could also get somebody off a list. */
function withoutWho(folded: string): string {
  const asked = replyHits(readingsOf(folded), folded).filter((hit) => hit.kind === "identity_question");
  return asked.reduce((text, { from, to }) => text.slice(0, from) + " ".repeat(to - from) + text.slice(to), folded);
}

/** What only somebody says who wants it: a machine explains "unsubscribe", it does not ask to be removed. */
const requests: ReadonlySet<Hit["group"]> = new Set(["stop", "remove", "me"]);

function rank(one: OptOut): number {
  const kinds = { data_request: 3, complaint: 2, unsubscribe: 1 };
  return kinds[one.kind] + (one.scope === "account" ? 10 : 0);
}

/** A sentence of a legal notice or newsletter footer: it speaks about its own mail, not about ours. */
function isBoilerplate(sentence: string): boolean {
  return /intended recipient|received (?:this|it) .{0,40}in error|please (?:delete|destroy|remove) (?:it|this)|\bour marketing\b|you (?:may|can) (?:opt|unsub)|not the (?:addressee|recipient)|click|https?:|\bour (?:\S+ )?(?:newsletter|mailing list)|\bour (?:notices|alerts|updates|bulletins|announcements|communications)\b|preferences|subscription|privacy|confidential/i.test(
    sentence,
  );
}
