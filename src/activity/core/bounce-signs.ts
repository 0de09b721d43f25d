import { failureSubject, failureText } from "./bounce-languages.ts";
import { codesIn, namesFailure, splitReport } from "./bounce-text.ts";
import { header, type Mail, type MailPart } from "./mail-structure.ts";

/** Addresses under which only mail systems write. */
const systemAddress =
  /^(?:mailer[-_.]?daemon|mail[-_]?daemon|mmdf|mailsystem|mail[-_]?delivery\S{0,20}|mdaemon|microsoftexchange[0-9a-f]+)(?:@|$)/i;
/** Addresses under which mail systems write, and people who keep them. */
const keeperAddress = /^(?:post[-_.]?master|bounces?|mailer|imss)(?:@|$)/i;
/** Addresses under which any machine writes. */
const machineAddress =
  /^(?:mail|sys(?:tem|admin)|(?:\S{1,40}-)?admin(?:istrator)?|root|no-?reply\S{0,40}|do-?not-?reply|delivery\S{0,20})(?:@|$)/i;
const systemName =
  /mail(?:er)?[- ]?(?:deliver\w*|daemon)|(?:mail|delivery) (?:sub)?system|mail (?:router|agent|administrator)|postmaster|system administrator|interscan|scanmail|mail ?marshal/i;

/** A line of a conversation between servers. */
const transcript =
  /^[ \t>]*(?:<<< |>>> |(?:sent|received)[ \t]*(?:<<<|>>>)|rcpt to: ?\S|[45]\d\d[ -].{0,120}(?:user|mailbox|recipient|address|account|relay|denied|reject|refus|block|spam|unknown|quota|full|deliver))/im;

/** How a report names itself: a person who passes one on quotes it whole. */
const reportHead =
  /mailer-daemon|mail delivery (?:sub)?system|^[ \t>]*(?:reporting-mta|final-recipient)[ \t]*:|postmaster@|this (?:message|mail|e-?mail|is an?) .{0,30}automatically|mail system at|deliver\w* (?:failure|status) notification|no (?:further|more) delivery attempts/im;

/** Mail that goes to many, or waits for its sender to prove something, speaks of delivery without a failure behind it. */
const challenge =
  /(?:confirm|verify|prove|authenticate|validate)\b.{0,80}\b(?:you(?:r)?\b.{0,30}(?:human|person|sender|identity|address|e-?mail|message)|delivery)|(?:held|waiting|quarantined?|pending)\b.{0,60}(?:confirm|approv|verif|release|moderat)|challenge[- ]response|(?:white|allow)[- ]?list|(?:click|reply|respond)\b.{0,80}\b(?:so that|to (?:have|get|let|deliver|release)|in order)/i;

/**
 * Whether a mail without a machine-readable report is one in words. A system's own address needs only words of failure; a
 * role's or a stranger's needs what only a server says: a code, a failed address, our mail returned.
 */
export function looksLikeBounce(mail: Mail): boolean {
  const { notice, returned } = splitReport(mail.text);
  const head = notice.slice(0, headMaxChars);
  const saysSubject = failureSubject.test(mail.subject);
  const saysText = failureText.test(head);
  if (header(mail, "x-failed-recipients") !== "" && (saysText || saysSubject)) return true;
  if (isListRefusal(mail)) return true;
  const returnsMail = mail.parts.some(isReturnedMail) || returned !== "";
  const isNullPath = /^<\s*>$/.test(header(mail, "return-path"));
  const isReport = /multipart\/report/i.test(header(mail, "content-type"));
  const isConversation = /^(?:re|aw|sv|antw)\s?:/i.test(mail.subject) && mail.referenceIds.length > 0;
  if (systemAddress.test(mail.fromAddress)) return saysText || saysSubject;
  const isSpoken = transcript.test(head) || namesFailure(head);
  const isKeeper = keeperAddress.test(mail.fromAddress) || systemName.test(mail.fromName) || isUnsigned(mail);
  const isProof = isSpoken || ((isKeeper || returnsMail) && codesIn(head).status !== "");
  if (challenge.test(head) && !(returnsMail && isProof)) return false;
  if (!saysText && !(saysSubject && (returnsMail || (isKeeper && isNullPath)))) return false;
  const isMachine = isKeeper || machineAddress.test(mail.fromAddress) || isNullPath || isReport;
  if (!isMachine || isBulk(mail))
    return saysSubject && returnsMail && isProof && !isConversation && reportHead.test(head);
  if (isConversation) return transcript.test(head);
  return isProof || (saysSubject && (returnsMail || (isKeeper && isNullPath)));
}

const headMaxChars = 8_000;

/** What FML, a list server, answers to a mail that it does not pass on. */
function isListRefusal(mail: Mail): boolean {
  const says = /not member|reject(?:ed)? mail|is rejected|loop (?:alert|back)|from loop|system error|security alert/i;
  return header(mail, "x-mlserver") !== "" && says.test(mail.subject);
}

/** A mail whose From no parser reads, as old gateways write them. */
function isUnsigned(mail: Mail): boolean {
  return !mail.fromAddress.includes("@");
}

function isBulk(mail: Mail): boolean {
  return ["list-id", "list-unsubscribe", "list-post"].some((name) => header(mail, name) !== "");
}

/** Whether a part is the mail that could not be delivered, or its headers. */
export function isReturnedMail(part: Pick<MailPart, "type">): boolean {
  return /^(?:message\/rfc822|message\/global|text\/rfc822-headers?|message\/rfc822-headers)/.test(part.type);
}
