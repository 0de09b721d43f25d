import { type BounceVerdict, type Diagnosis, verdictOf } from "./bounce-reason.ts";
import { codesIn, namedFailures, type ReturnedHeaders, returnedHeaders, splitReport } from "./bounce-text.ts";
import { fieldsOf, header, type Mail } from "./mail-structure.ts";

/** The fate of one recipient in a report. */
export interface ReportedRecipient extends Diagnosis, BounceVerdict {
  readonly address: string;
  /** The address that we wrote to, where the report tells it apart (RFC 3464 2.3.1). */
  readonly originalAddress: string | null;
}

/** A delivery report: several recipients may have different fates, never one verdict for the mail. */
export interface BounceReport {
  readonly what: "bounce" | "delay" | "delivery";
  readonly recipients: readonly ReportedRecipient[];
  readonly envelopeId: string | null;
  readonly returned: ReturnedHeaders;
  /** True for a machine-readable report (RFC 3464). */
  readonly isStandard: boolean;
}

const daemon =
  /^(?:mailer-?daemon|postmaster|mail-?daemon|mmdf|mailsystem|mail-?delivery|bounces?|mdaemon|mail(?:er)?|system|microsoftexchange[0-9a-f]+|administrator|root|noreply-mail)(?:@|$)/i;
const daemonName =
  /mail(?:er)?[- ]?(?:deliver|daemon|system|administrator)|delivery (?:subsystem|system|service)|postmaster|system administrator|mail router/i;
const failureSubject =
  /undeliver|un-deliver|not (?:be )?deliver|deliver\w* (?:fail|status|report|problem|notif|error|delay|unsuccess)|fail\w* (?:to deliver|delivery|notice|mail|message)|(?:mail|message|e-?mail)(?: \S+){0,3} (?:fail|return|reject|refus|undeliver|not deliver|error|could not|delayed)|returned (?:mail|to sender|message|e-?mail)|mail system error|delivery (?:status )?notification|(?:non|un)-?(?:delivery|deliverable)|non remis|unzustellbar|nicht zugestellt|zustell\w*fehl|mancata consegna|no se (?:ha )?(?:pudo )?entreg|n[aã]o (?:foi )?(?:poss[ií]vel )?entreg|не ?доставлен|недоставлен|配信(?:不能|エラー|できません)|退信|投递失败|warning: (?:could|message)|error (?:sending|in sending|delivering)|deliverability|could not send|rejected/i;
const failureText =
  /(?:could not|couldn't|cannot|can't|can not|unable to|was not|wasn't|not been|failed to|have not|problem|trouble|error).{0,80}\b(?:deliver|send|sent|receive|forward|reach|accept|transmit)|(?:following|these|one or more|this) (?:recipients?|addresses?|errors?|users?|message)|permanent (?:fatal )?error|fatal error|delivery (?:to|has|failed|failure|attempt|of)|undeliver|(?:recipients?|users?|address|mailbox) (?:unknown|not found|rejected|invalid|full)|user unknown|unknown user|does not exist|returned to (?:you|sender)|(?:message|mail) (?:was|has been|is) (?:rejected|returned|refused|undeliver)|(?:^|\s)(?:5\d\d|4[25]\d)[ -]\S|\b5\.\d\.\d\b|配信できません|送信できません|не (?:может|удалось|был)|nicht (?:zugestellt|erreicht)|n'a pas pu/i;

/** Recognises a delivery report, standard or not; null for any other mail. Runs before the auto-reply test: Exim and others mark bounces `Auto-Submitted: auto-replied`. */
export function recognizeBounce(mail: Mail): BounceReport | null {
  const status = mail.parts.filter((part) => /^message\/(?:global-)?delivery-status$/.test(part.type));
  if (status.length > 0)
    return standardReport(
      mail,
      status.map((part) => part.text),
    );
  return looksLikeBounce(mail) ? textReport(mail) : null;
}

function looksLikeBounce(mail: Mail): boolean {
  const { notice } = splitReport(mail.text);
  const failed = header(mail, "x-failed-recipients") !== "";
  const isNullPath = /^<\s*>$/.test(header(mail, "return-path"));
  const isDaemon = daemon.test(mail.fromAddress) || daemonName.test(`${mail.fromName} ${mail.fromAddress}`);
  const isReport = /multipart\/report/i.test(header(mail, "content-type"));
  const saysSubject = failureSubject.test(mail.subject);
  const saysText = failureText.test(notice.slice(0, 8_000));
  const returnsMail = mail.parts.some(isReturnedMail) || /^(?:Received|Return-Path|Message-ID): \S/im.test(mail.text);
  if (failed && (saysText || saysSubject)) return true;
  const isMachine = isDaemon || isNullPath || isReport;
  if (!isMachine) return saysSubject && saysText && returnsMail;
  return saysText ? saysSubject || isDaemon || returnsMail : saysSubject && (returnsMail || (isDaemon && isNullPath));
}

function isReturnedMail(part: { readonly type: string }): boolean {
  return /^(?:message\/rfc822|message\/global|text\/rfc822-headers|message\/rfc822-headers)/.test(part.type);
}

function standardReport(mail: Mail, blocks: readonly string[]): BounceReport {
  const groups = blocks.flatMap((block) => block.trim().split(/\n[ \t]*\n+/)).map(fieldsOf);
  const recipients = groups.flatMap((fields) => standardRecipient(fields, mail));
  const returned = returnedOf(mail);
  const envelopeId = groups.map((fields) => fields.get("original-envelope-id") ?? "").find((id) => id !== "") ?? null;
  const named = recipients.length > 0 ? recipients : textRecipients(mail, returned);
  return { what: whatOf(named), recipients: named, envelopeId, returned, isStandard: true };
}

function standardRecipient(fields: ReadonlyMap<string, string>, mail: Mail): readonly ReportedRecipient[] {
  const final = addressOf(fields.get("final-recipient") ?? "");
  const original = addressOf(fields.get("original-recipient") ?? fields.get("x-actual-recipient") ?? "");
  const address = final ?? original;
  if (address === null) return [];
  const diagnostic = [...fields]
    .flatMap(([name, value]) =>
      /^(?:diagnostic-code|x-.*(?:error|diag|display-name|supplementary))/.test(name) ? [value] : [],
    )
    .join(" ")
    .replace(/^[a-z0-9-]+ ?; ?/i, "");
  const given = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.get("status") ?? "")?.[0] ?? "";
  const inNotice =
    namedFailures(splitReport(mail.text).notice, new Set()).find((one) => one.address === address)?.text ??
    splitReport(mail.text).notice;
  const codes = codesIn(diagnostic);
  // `5.0.0` says nothing where the diagnostic carries a code of its own.
  const status = given !== "" && !/\.0\.0$/.test(given) ? given : codes.status || codesIn(inNotice).status || given;
  return [
    judged(
      address,
      original,
      actionOf(fields.get("action") ?? "", status),
      status,
      codes.reply || codesIn(inNotice).reply,
      diagnostic,
      inNotice,
    ),
  ];
}

function textReport(mail: Mail): BounceReport {
  const returned = returnedOf(mail);
  const recipients = textRecipients(mail, returned);
  return { what: whatOf(recipients), recipients, envelopeId: null, returned, isStandard: false };
}

function textRecipients(mail: Mail, returned: ReturnedHeaders): readonly ReportedRecipient[] {
  const { notice } = splitReport(mail.text);
  const own = new Set([mail.fromAddress, ...addressesIn(header(mail, "to"))]);
  const listed = addressesIn(header(mail, "x-failed-recipients"));
  const named = namedFailures(notice, listed.length > 0 ? new Set() : own);
  const failures =
    listed.length > 0 || named.length === 0
      ? [...(listed.length > 0 ? listed : returned.to)].map((address) => ({
          address,
          text: named.find((one) => one.address === address)?.text ?? notice,
        }))
      : named;
  const isDelay =
    /\b(?:warning|delayed|still being retried|will (?:keep|continue) (?:to )?(?:try|retry)|no action is required|not yet (?:been )?delivered)\b/i.test(
      `${mail.subject}\n${notice}`,
    ) && !/permanent|giving up|given up|fatal/i.test(notice);
  return failures.map(({ address, text }) => {
    const near = codesIn(text);
    const codes = near.status === "" && near.reply === "" ? codesIn(notice) : near;
    return judged(address, null, isDelay ? "delayed" : "failed", codes.status, codes.reply, text, notice);
  });
}

function judged(
  address: string,
  originalAddress: string | null,
  action: Diagnosis["action"],
  status: string,
  reply: string,
  text: string,
  fallback: string,
): ReportedRecipient {
  const first = verdictOf({ action, status, reply, text });
  const verdict =
    first.reason === "undefined" || text.trim() === ""
      ? verdictOf({ action, status, reply, text: `${text} ${fallback}` })
      : first;
  return { address, originalAddress, action, status, reply, text: text.slice(0, 1_000), ...verdict };
}

function whatOf(recipients: readonly ReportedRecipient[]): BounceReport["what"] {
  if (recipients.some((one) => one.action === "failed") || recipients.length === 0) return "bounce";
  return recipients.some((one) => one.action === "delayed") ? "delay" : "delivery";
}

function actionOf(text: string, status: string): Diagnosis["action"] {
  const word = /^[a-z]+/i.exec(text.trim())?.[0]?.toLowerCase() ?? "";
  if (word === "delivered" || word === "relayed" || word === "expanded" || word === "delayed" || word === "failed")
    return word;
  return status.startsWith("2") ? "delivered" : "failed";
}

function returnedOf(mail: Mail): ReturnedHeaders {
  const part = mail.parts.find(isReturnedMail);
  const fromPart = part === undefined ? null : returnedHeaders(part.text);
  if (fromPart !== null && (fromPart.messageId !== null || fromPart.to.length > 0)) return fromPart;
  return returnedHeaders(splitReport(mail.text).returned);
}

function addressOf(field: string): string | null {
  const text = field.replace(/^[a-z0-9-]+ ?; ?/i, "");
  return addressesIn(text)[0] ?? null;
}

function addressesIn(text: string): readonly string[] {
  return [
    ...text.matchAll(/(?<![^\s<>,;:"'()[\]])[^\s<>,;:"'()[\]@]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?/gi),
  ].map((match) => match[0].toLowerCase());
}
