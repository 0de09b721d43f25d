import type { BounceReason, Permanence } from "../contract.ts";
import { laterAbroad, nobodyAbroad } from "./bounce-foreign.ts";
import { reasonRules } from "./bounce-words.ts";

/** What one recipient's diagnostics come to, and the words that it rests on. */
export interface BounceVerdict {
  readonly reason: BounceReason;
  readonly permanence: Permanence;
  readonly evidence: string;
}

/** What a report says of one recipient, before it is judged. */
export interface Diagnosis {
  readonly action: "failed" | "delayed" | "delivered" | "relayed" | "expanded";
  /** Enhanced status code (RFC 3463) or empty. */
  readonly status: string;
  /** SMTP reply code or empty. */
  readonly reply: string;
  readonly text: string;
  /** Whether the report says in words of its own that no more tries follow: old servers give no code. */
  readonly isFinal?: boolean;
  /** The command that the refusal answers, where the report tells it. */
  readonly phase?: SmtpPhase | null;
}

/** A command of the conversation: what is refused after RCPT TO is not the address. */
export type SmtpPhase = "mail" | "rcpt" | "data";

/** The command that a refusal answers, in the words of Exim and Postfix or in Sendmail's transcript. */
export function phaseIn(text: string): SmtpPhase | null {
  const told =
    /\b(?:after|(?:reply|response) to(?: the)?|following)\s+(?:the\s+)?(?:end of\s+)?(mail|rcpt|data)\b/i.exec(text) ??
    /^>>> (mail|rcpt|data)\b.*\n(?:<<< [23].*\n)*<<< [45]/im.exec(text);
  const word = told?.[1]?.toLowerCase();
  return word === "mail" || word === "rcpt" || word === "data" ? word : null;
}

const byStatus: ReadonlyMap<string, BounceReason> = new Map<string, BounceReason>([
  ["1.0", "unknown_user"],
  ["1.1", "unknown_user"],
  ["1.2", "unknown_domain"],
  ["1.3", "unknown_user"],
  ["1.4", "unknown_user"],
  ["1.6", "unknown_user"],
  ["1.7", "blocked"],
  ["1.8", "blocked"],
  ["1.10", "unknown_domain"],
  ["2.0", "system"],
  ["2.1", "mailbox_inactive"],
  ["2.2", "mailbox_full"],
  ["2.3", "too_big"],
  ["3.1", "system"],
  ["3.4", "too_big"],
  ["4.1", "network"],
  ["4.2", "network"],
  ["4.4", "unknown_domain"],
  ["4.6", "network"],
  ["4.7", "expired"],
  ["6.0", "content"],
  ["7.1", "filtered"],
  ["7.26", "authentication"],
]);

/** Judges one recipient's diagnostics: words first, then the code; `permanent` only where both agree. */
export function verdictOf(diagnosis: Diagnosis): BounceVerdict {
  const text = normal(diagnosis.text);
  const fromText = inPhase(reasonOfText(text), diagnosis);
  const fromCode = byStatus.get(diagnosis.status.slice(2)) ?? null;
  const bare = fromText === null || isLoose(fromText.reason) ? refusedAddress.exec(text) : null;
  const isBare = bare !== null && saysDead(diagnosis, bare[0]);
  const reason = isBare
    ? "unknown_user"
    : (fromText?.reason ?? fromCode ?? (bare === null ? "undefined" : "unknown_user"));
  const evidence =
    (isBare ? bare[0] : fromText?.span) ??
    bare?.[0] ??
    [diagnosis.reply, diagnosis.status].filter((code) => code !== "").join(" ");
  return {
    reason,
    evidence,
    permanence: permanenceOf(diagnosis, text, isBare ? { reason, span: evidence } : fromText),
  };
}

/** Whether a refusal that gives no reason comes with a code for a recipient that is not there. */
function saysDead({ status, reply, phase, text }: Diagnosis, words: string): boolean {
  const detail = status.slice(2);
  if (namedDeadCodes.test(detail) || (detail === "1.0" && words === "address rejected")) return true;
  // Large providers refuse unknown recipients with the words of RFC 5321 for a 550 and nothing more.
  const isRefused = reply === "550" && /^(?:|5\.0|0\.0|2\.0)$/.test(detail) && words.startsWith("mailbox");
  return isRefused && (phase ?? phaseIn(text)) !== "data";
}

/** Whether the words around a diagnosis say that the address is there after all: closed, or full. */
export function saysOccupied(text: string): boolean {
  return occupied.test(normal(text));
}

const occupied =
  /\b(?:account|mailbox|user\(s\)) (?:\S+ ){0,2}(?:is|are|has been) (?:\S+ )?(?:disabled|inactive|suspended|deactivated|full|over quota)\b|(?:not enough|insufficient|no) (?:disk )?space/;

/** Whether a text has words for a reason, so that no other text need be asked. */
export function saysReason(text: string): boolean {
  return reasonOfText(normal(text)) !== null;
}

function reasonOfText(text: string): Words {
  const masked = withoutNames(text);
  for (const [reason, pattern] of reasonRules) {
    const match = pattern.exec(masked);
    if (match === null) continue;
    const span = text.slice(match.index, match.index + match[0].length);
    return { reason, span: span.slice(0, 200) };
  }
  return null;
}

/** A text in which names of people and hosts say nothing: `quota@spam.example` is neither full nor a filter. */
function withoutNames(text: string): string {
  return text.replace(/[^\s<>"'(),;:]{1,64}@[a-z0-9.-]{1,250}|\bhost \S{1,250}(?= ?\[)/g, (name) =>
    name.replace(/[a-z0-9](?=[^@]*@)|[a-z0-9](?=[a-z0-9.-]*$)/g, (letter, at: number) =>
      name.startsWith("host ") && at < 5 ? letter : "x",
    ),
  );
}

type Words = { readonly reason: BounceReason; readonly span: string } | null;

/**
 * What a server answers to MAIL FROM is about the sender, whatever it says of users and domains. One that took the recipient,
 * and calls it unknown without a code for that once it has seen the message, is a filter that does not say so.
 */
function inPhase(words: Words, diagnosis: Diagnosis): Words {
  if (words === null || !isDead(words.reason)) return words;
  const phase = diagnosis.phase ?? phaseIn(diagnosis.text);
  if (phase === "mail") return { ...words, reason: "blocked" };
  const isVague = !namedDeadCodes.test(diagnosis.status.slice(2)) && /unknown/.test(words.span);
  return phase === "data" && isVague ? { ...words, reason: "filtered" } : words;
}

/** Reasons whose words are so common that a code for a dead recipient outweighs them. */
function isLoose(reason: BounceReason): boolean {
  return reason === "system" || reason === "filtered";
}

/** Words for any refusal of a recipient: they say as much as the code beside them. */
const refusedAddress =
  /\b(?:address rejected|mailbox (?:is )?(?:unavailable|not available)|recipient (?:rejected|refused))\b/;

/** Codes that a server gives for a recipient that is not there; 5.0.0, 5.5.0 and a bare 550 say nothing against it. */
const deadCodes = /^(?:|0\.\d{1,3}|1\.(?!7$|8$)\d{1,3}|2\.[01]|5\.0|4\.(?:1|4|310))$/;
/** Codes of policy that some servers give for everything; the plainest words outweigh them. */
const vagueCodes = /^7\.(?:1|17)$/;
/** Words that name somebody who is not there, and nothing else. */
const plainWords =
  /\b(?:no such|unknown|non-?existent|no) (?:user|recipient|mailbox|account|person|address|addressee|domain|host)\b|\b(?:user|recipient|mailbox|account|address|addressee|domain|host)\b.{0,80}\b(?:unknown|(?:does|do|did)(?: not|n't) exist|not found|non-?existent)|\bunrouteable address|couldn't find any host|\bnobody\b|\b(?:we have|have) no\b|\bno mailbox\b|\bnot (?:our|a) (?:user|customer)\b|\bnever (?:created|existed)\b|\bnot registered\b/;
const plainAbroad = new RegExp(nobodyAbroad);
/** Words for somebody who is not there that can also mean less. */
const looseWords =
  /has moved|changed|would be undeliverable|does not receive|cannot be verified|verification failed|not ok\b|badly formatted|bad destination|no longer (?:with|at|works?|employed|on)\b|has left|left the|ex-?employee|unavailable|syntax/;
/** Codes that name a dead recipient by themselves. Microsoft refuses unknown ones as `5.4.1 … Access denied`. */
const namedDeadCodes = /^(?:1\.(?:1|2|3|6|10)|4\.1)$/;
/** Words that leave a way back: the address is there, or the server is not sure. */
const doubt =
  /\b(?:disabled|inactive|suspend\w*|deactivated|frozen|over ?quota|quota|mailbox(?: is)? full|temporar\w+|try (?:again )?later|not found,? try again|grey-?list\w*|disk space|relaying|relay (?:access )?(?:denied|not)|(?:allowed|permitted) to relay|database|spam|polic(?:y|ies)|spf|dkim|dmarc|expired|timed? ?out|mail loop|could not complete|suppress\w*|previously bounced|history of bounc\w*)\b|absender|expéditeur|remitente|mittente|remetente|отправител|差出人|送信元|发件人/;

const laterWords = new RegExp(laterAbroad);

function isDead(reason: BounceReason | null): boolean {
  return reason === "unknown_user" || reason === "unknown_domain";
}

function permanenceOf(diagnosis: Diagnosis, text: string, words: Words): Permanence {
  const isTemporary = diagnosis.status.startsWith("4.") || diagnosis.reply.startsWith("4");
  const reason = words?.reason ?? null;
  if (diagnosis.action === "delayed") return "temporary";
  if (isTemporary) return isDead(reason) ? "uncertain" : "temporary";
  if (words === null || !isDead(reason))
    return reason === "mailbox_full" || reason === "network" || reason === "expired" ? "temporary" : "uncertain";
  const said = withoutNames(text);
  if (doubt.test(said) || laterWords.test(said)) return "uncertain";
  return agrees(diagnosis, words.span, text) ? "permanent" : "uncertain";
}

/** A span can end before its sentence does. */
const restMaxChars = 20;

/** Whether the code says what the words say; without a code, whether the words leave nothing to be said. */
function agrees({ status, reply, isFinal }: Diagnosis, span: string, text: string): boolean {
  const at = text.indexOf(span);
  const said = text.slice(at, at + span.length + restMaxChars);
  const isPlain = plainWords.test(said) || plainAbroad.test(said);
  if (status === "" && reply === "") return isPlain || (isFinal === true && !looseWords.test(span));
  if (!status.startsWith("5.") && !reply.startsWith("5")) return false;
  const detail = status.slice(2);
  return deadCodes.test(detail) || (isPlain && vagueCodes.test(detail));
}

function normal(text: string): string {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ").slice(0, 4_000);
}
