import { addressesIn, fateOf, type ReportedRecipient } from "./bounce-fate.ts";
import { isReturnedMail, looksLikeBounce } from "./bounce-signs.ts";
import { statusBlocksIn, statusReport } from "./bounce-status.ts";
import {
  codesIn,
  failuresOf,
  type NamedFailure,
  namedFailures,
  namesFailure,
  type ReturnedHeaders,
  returnedHeaders,
  splitReport,
  surelyNamed,
} from "./bounce-text.ts";
import { header, type Mail } from "./mail-structure.ts";
import { type SesNotice, sesNotice } from "./ses-notice.ts";

/** A delivery report: several recipients may have different fates, never one verdict for the mail. */
export interface BounceReport {
  readonly what: "bounce" | "delay" | "delivery";
  readonly recipients: readonly ReportedRecipient[];
  readonly envelopeId: string | null;
  readonly returned: ReturnedHeaders;
  /** True for a machine-readable report (RFC 3464). */
  readonly isStandard: boolean;
}

/** Recognises a delivery report, standard or not; null for any other mail. Runs before the auto-reply test: Exim and others mark bounces `Auto-Submitted: auto-replied`. */
export function recognizeBounce(mail: Mail): BounceReport | null {
  const status = mail.parts.filter((part) => /^message\/(?:global-)?delivery-status$/.test(part.type));
  if (status.length > 0) {
    const blocks = status.map((part) => part.text);
    return fieldsReport(mail, blocks);
  }
  const notice = sesNotice(mail);
  if (notice?.what === "bounce") return noticeReport(notice);
  if (!looksLikeBounce(mail)) return quotedReport(mail);
  const blocks = statusBlocksIn(mail.text.slice(0, quotedMaxChars));
  if (blocks.length > 0) return fieldsReport(mail, blocks);
  // A gateway may return a report instead of the mail, and say nothing of its own.
  const inner =
    mail.attached === null || namesFailure(splitReport(mail.text).notice) ? null : recognizeBounce(mail.attached);
  return inner ?? textReport(mail);
}

const passOnSubject = /^\s*(?:fwd?|wg|tr|rv|enc|i|vs|doorst|pd)\s*:/i;
const quotedSender =
  /^[ \t>*]*(?:from|von|de|da|van|från|fra|od|от)\*?[ \t]*:\*?[ \t]*.{0,80}?((?:mailer-daemon|post-?master)@[a-z0-9.-]{1,250}).*$/im;

/** A report that a person passes on as text: its own header stands in front, and it is read as if it had come by itself. */
function quotedReport(mail: Mail): BounceReport | null {
  const head = passOnSubject.test(mail.subject) ? quotedSender.exec(mail.text.slice(0, quotedMaxChars)) : null;
  if (head === null) return null;
  const text = mail.text.slice(head.index + head[0].length).replace(/^> ?/gm, "");
  const inner = { ...mail, text, fromAddress: (head[1] ?? "").toLowerCase(), attached: null, subject: "" };
  const report = codesIn(splitReport(text).notice).status === "" ? null : recognizeBounce(inner);
  return report === null || isAboutUs(mail, report) ? null : report;
}

/** Whether what was passed on to us is about mail to ourselves, and so none of ours. */
function isAboutUs(mail: Mail, report: BounceReport): boolean {
  const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);
  const ours = new Set(addressesIn(header(mail, "to")).map(domainOf));
  return report.recipients.every((one) => ours.has(domainOf(one.address)));
}

const quotedMaxChars = 32_000;

function fieldsReport(mail: Mail, blocks: readonly string[]): BounceReport {
  const { recipients: stated, envelopeId } = statusReport(blocks, splitReport(mail.text).notice);
  const returned = returnedOf(mail);
  const recipients = stated.length > 0 ? stated : textRecipients(mail, returned);
  return { what: whatOf(recipients), recipients, envelopeId, returned, isStandard: true };
}

function noticeReport({ recipients: stated, returned }: SesNotice): BounceReport {
  const recipients = stated.map((one) => {
    const codes = codesIn(one.text);
    return fateOf({ ...one, originalAddress: null, status: one.status || codes.status, reply: codes.reply }, "", false);
  });
  return { what: whatOf(recipients), recipients, envelopeId: null, returned, isStandard: true };
}

function textReport(mail: Mail): BounceReport {
  const returned = returnedOf(mail);
  const recipients = textRecipients(mail, returned);
  return { what: whatOf(recipients), recipients, envelopeId: null, returned, isStandard: false };
}

function textRecipients(mail: Mail, returned: ReturnedHeaders): readonly ReportedRecipient[] {
  const { notice } = splitReport(mail.text);
  const whole = `${mail.subject}\n${notice}`;
  const action = isDelay(whole, notice) ? "delayed" : "failed";
  const isFinal = finalWords.test(whole);
  const failures = failuresIn(mail, returned, notice);
  return failures.map(({ address, text: words }) => {
    const refusals = failures.length === 1 ? refusalsIn(notice) : "";
    const text = `${words}\n${refusals}`.trim();
    const near = codesIn(refusals || words);
    // What is said of one recipient is not said of the others.
    const isOnly = failures.length === 1;
    const codes = isOnly && near.status === "" && near.reply === "" ? codesIn(notice) : near;
    const around = isOnly ? notice : "";
    return fateOf({ address, originalAddress: null, action, ...codes, text, isFinal }, around, isOnly);
  });
}

/** Whom a notice in words is about: whom it lists in a header, whom it names, or whom the returned mail was for. */
function failuresIn(mail: Mail, returned: ReturnedHeaders, notice: string): readonly NamedFailure[] {
  const listed = addressesIn(header(mail, "x-failed-recipients"));
  const own = new Set(listed.length > 0 ? [] : [mail.fromAddress, ...addressesIn(header(mail, "to"))]);
  const named = namedFailures(notice, own);
  if (listed.length === 0 && named.length > 0) return named;
  const told = listed.length > 0 ? listed : returned.to;
  // A report inside a report: the outer one names nobody, what it returns is the inner one.
  if (told.length === 0) return surelyNamed(splitReport(mail.text).returned);
  const [only] = new Set(told);
  if (only !== undefined && new Set(told).size === 1)
    return [{ address: only, text: named.find((one) => one.address === only)?.text ?? notice }];
  return failuresOf(notice, told);
}

/** What servers answered in a transcript; a reporting server puts it in words of its own beside the address. */
function refusalsIn(notice: string): string {
  const lines = [...notice.matchAll(/^[ \t]*<<<[ \t]*([45]\d\d[ -].*)$/gm)];
  return lines.map((match) => match[1] ?? "").join("\n");
}

/** What old servers say instead of a code: that they give up. */
const finalWords =
  /permanent|giv(?:en|ing) up|fatal|undeliver|return(?:ed|ing)|(?:was|were|be|been) (?:not )?delivered|did not reach|unable to deliver|failure notice|deliver\w* fail|fail\w* (?:to )?deliver|non-?deliver|未達|できません|失敗|不能|не (?:может|удалось|был)|失败|退信|실패|반송/i;

const delayWords =
  /\b(?:warning|delayed|still being retried|will (?:keep|continue) (?:to )?(?:try|retry)|(?:will be|being) retried|no action is required|not yet (?:been )?delivered|(?:do|you) not need to resend)\b/i;

function isDelay(whole: string, notice: string): boolean {
  return delayWords.test(whole) && !/permanent|giving up|given up/i.test(notice);
}

function whatOf(recipients: readonly ReportedRecipient[]): BounceReport["what"] {
  if (recipients.some((one) => one.action === "failed") || recipients.length === 0) return "bounce";
  return recipients.some((one) => one.action === "delayed") ? "delay" : "delivery";
}

function returnedOf(mail: Mail): ReturnedHeaders {
  const part = mail.parts.find(isReturnedMail);
  const fromPart = part === undefined ? null : returnedHeaders(part.text);
  if (fromPart !== null && (fromPart.messageId !== null || fromPart.to.length > 0)) return fromPart;
  return returnedHeaders(splitReport(mail.text).returned);
}
