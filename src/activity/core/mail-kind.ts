import type { BounceReason } from "../contract.ts";
import { classifyReply } from "./classify.ts";
import { header, type Mail } from "./mail-structure.ts";
import { ownText } from "./own-text.ts";
import { type Structure, structureOf } from "./understand.ts";

/** What a mail is, for somebody who has the mail and nothing else. */
export const mailKinds = [
  "bounce",
  "complaint",
  "auto-reply",
  "unsubscribe",
  "delivered",
  "delayed",
  "auth-report",
  "reply",
  "other",
] as const;
export type MailKind = (typeof mailKinds)[number];

/** One recipient that a report speaks of; codes are empty where the report has none. */
export interface RecipientFate {
  readonly recipient: string;
  /** An action of RFC 3464 2.3.3; empty for a complaint. */
  readonly action: string;
  readonly status: string;
  readonly reply: string;
  /** A name of `publishedReasons`, `delivered`, or `feedback` for a complaint. */
  readonly reason: string;
  /** True only where code and words agree that the address is dead for good. */
  readonly permanent: boolean;
}

/** A mail by itself: its kind, the message that it is about, and the fate of each recipient. */
export interface MailVerdict {
  readonly kind: MailKind;
  readonly originalMessageId: string | null;
  readonly recipients: readonly RecipientFate[];
}

/**
 * Our reasons under the names that bounce parsers have in common, so that results can be laid side by side. `suspend` is
 * an address that is there and not in use; `filtered` is a refusal by the recipient's own filter or policy.
 */
export const publishedReasons: Readonly<Record<BounceReason, string>> = {
  unknown_user: "userunknown",
  unknown_domain: "hostunknown",
  mailbox_inactive: "suspend",
  mailbox_full: "mailboxfull",
  filtered: "filtered",
  blocked: "blocked",
  content: "contenterror",
  authentication: "authfailure",
  relay_denied: "norelaying",
  rate_limited: "speeding",
  too_big: "mesgtoobig",
  network: "networkerror",
  expired: "expired",
  system: "systemerror",
  undefined: "undefined",
};

const kindOfReport = { bounce: "bounce", delay: "delayed", delivery: "delivered" } as const;

/** Says what a mail is by the rules that live mail goes through; without our records, so nothing is correlated or trusted. */
export function mailKindOf(mail: Mail): MailVerdict {
  const structure = structureOf(mail);
  const answered = mail.referenceIds[0] ?? null;
  if (structure.complaint !== null || structure.feedback !== null) return feedbackVerdict(structure, answered);
  if (structure.bounce !== null) {
    const { what, recipients, returned } = structure.bounce;
    return {
      kind: kindOfReport[what],
      originalMessageId: returned.messageId ?? answered,
      recipients: recipients.map((one) => ({
        recipient: one.address,
        action: one.action,
        status: one.status,
        reply: one.reply,
        reason: isSuccess(one.action) ? "delivered" : publishedReasons[one.reason],
        permanent: one.permanence === "permanent",
      })),
    };
  }
  return { kind: answerKind(mail), originalMessageId: answered, recipients: [] };
}

function isSuccess(action: string): boolean {
  return action === "delivered" || action === "relayed" || action === "expanded";
}

function feedbackVerdict({ complaint, feedback }: Structure, answered: string | null): MailVerdict {
  const about = complaint ?? feedback;
  return {
    kind: complaint !== null ? "complaint" : feedback?.isAuthentication === true ? "auth-report" : "other",
    originalMessageId: about?.returned.messageId ?? answered,
    recipients: (about?.addresses ?? []).map((recipient) => ({
      recipient,
      action: "",
      status: "",
      reply: "",
      reason: "feedback",
      permanent: false,
    })),
  };
}

/** An answer is what refers to an earlier mail or says so in its subject; lists, shops and receipts answer nobody. */
function answerKind(mail: Mail): MailKind {
  if (isUnsubscribeMail(mail)) return "unsubscribe";
  const isReceipt = mail.parts.some((part) => part.type === "message/disposition-notification");
  if (isReceipt || (isToMany(mail) && !/^auto-replied/i.test(header(mail, "auto-submitted")))) return "other";
  const reply = classifyReply(mail, ownText(mail.text, null), 0);
  const isAnswer = mail.referenceIds.length > 0 || replySubject.test(mail.subject);
  // What a machine writes by itself (RFC 3834 5) answers nobody, unless it says that it does.
  const isNotice = /^auto-generated/i.test(header(mail, "auto-submitted")) && reply.kind === "auto_ack";
  if (isNotice && !isAnswer && !receiptWords.test(mail.text)) return "other";
  if (reply.isAuto || reply.stage === "auto_reply") return "auto-reply";
  // Programs that answer for their reader call themselves bulk too, so that no other program answers them.
  if (!isAnswer && /^(?:bulk|list|junk)$/i.test(header(mail, "precedence"))) return "other";
  // A new mail that offers a way out is a shop's; a person who wants out writes little, and no link.
  const isWish = isAnswer || (mail.text.length <= wishMaxChars && !/https?:/i.test(mail.text));
  if (isWish && reply.kind === "unsubscribe") return "unsubscribe";
  return isAnswer ? "reply" : "other";
}

const receiptWords =
  /\b(?:received your|new ticket|ticket (?:\S+ )?has been|your message|thank(?:s| you) for (?:your|getting|contacting|writing|reaching)|your (?:request|enquiry|inquiry|ticket|case|message|e-?mail) (?:has|was|is)|get back to you|eingegangen|vielen dank für|hemos recibido|gracias por|avons (?:bien )?reçu|merci (?:de|pour)|abbiamo ricevuto|grazie per|recebemos|obrigad[oa] p|hebben .{0,30}ontvangen|bedankt voor|otrzymaliśmy|dziękujemy)/i;
const wishMaxChars = 500;

const replySubject = /^\s*(?:re|aw|antw|sv|vs|odp|r|res|rép|rif|回复|答复|ответ|отв)\s?(?:\[\d+\])?\s?[:：]/i;

/** What mail clients write to the address in List-Unsubscribe (RFC 2369): the word as subject or as all of the text. */
function isUnsubscribeMail(mail: Mail): boolean {
  if (/^true$/i.test(header(mail, "x-apple-unsubscribe"))) return true;
  const word = /^\W*(?:(?:please )?(?:list-?)?(?:unsubscribe|opt-?out)(?: request| me(?: please)?)?)\W*$/i;
  return word.test(mail.subject) || (mail.subject === "" && word.test(mail.text.slice(0, 200)));
}

/** Mail to many: it answers nobody, whatever its footer says about unsubscribing. */
function isToMany(mail: Mail): boolean {
  return ["list-id", "list-unsubscribe", "list-post", "feedback-id"].some((name) => header(mail, name) !== "");
}
