import { type ReturnedHeaders, returnedHeaders } from "./bounce-text.ts";
import { fieldsOf, header, type Mail } from "./mail-structure.ts";
import { sesNotice } from "./ses-notice.ts";

/** A recipient's provider says that our mail was marked as spam. */
export interface ComplaintReport {
  readonly source: "arf" | "hotmail" | "ses";
  /** Addresses that complained; a redacted one is left out, Message-ID must find it. */
  readonly addresses: readonly string[];
  readonly returned: ReturnedHeaders;
}

/** Feedback that is no complaint: whose mail it is about. */
export interface OtherFeedback {
  /** True for what receivers report of SPF, DKIM and DMARC (RFC 6591, RFC 7489), which speaks of our set-up and not of a person. */
  readonly isAuthentication: boolean;
  readonly addresses: readonly string[];
  readonly returned: ReturnedHeaders;
}

/** Recognises a complaint (RFC 5965 `abuse` and its kin, or Hotmail's own shape); other feedback types are not complaints. */
export function recognizeComplaint(mail: Mail): ComplaintReport | null {
  const fields = feedbackFields(mail);
  if (fields === null) return hotmailComplaint(mail) ?? sesComplaint(mail);
  return complaintTypes.has(typeOf(fields)) ? { source: "arf", ...subjectOf(mail, fields) } : null;
}

/** Recognises feedback that is no complaint: it still is no reply. */
export function recognizeOtherFeedback(mail: Mail): OtherFeedback | null {
  const fields = feedbackFields(mail);
  if (fields === null)
    return isAggregateReport(mail) ? { isAuthentication: true, addresses: [], returned: nothingReturned } : null;
  const type = typeOf(fields);
  if (complaintTypes.has(type)) return null;
  return { isAuthentication: /^(?:auth|dmarc|dkim|spf)/.test(type), ...subjectOf(mail, fields) };
}

const complaintTypes = new Set(["abuse", "fraud", "virus", "opt-out", "opt-out-list", "miscategorized", "other"]);

const nothingReturned: ReturnedHeaders = { messageId: null, to: [], ours: null };

/** The name that RFC 7489 7.2.1.1 gives a report: receiver!domain!begin!end. */
function isAggregateReport(mail: Mail): boolean {
  return mail.parts.some((part) => /^[^!\s]{1,255}![^!\s]{1,255}!\d{1,12}!\d{1,12}\b/.test(part.filename));
}

function feedbackFields(mail: Mail): ReadonlyMap<string, string> | null {
  const report = mail.parts.find((part) => part.type === "message/feedback-report");
  return report === undefined ? null : fieldsOf(report.text);
}

function typeOf(fields: ReadonlyMap<string, string>): string {
  return (fields.get("feedback-type") ?? "").toLowerCase().trim();
}

function subjectOf(mail: Mail, fields: ReadonlyMap<string, string>): Pick<OtherFeedback, "addresses" | "returned"> {
  const returned = returnedPart(mail);
  const stated = [...fields]
    .filter(([name]) => /^(?:original-rcpt-to|removal-recipient)/.test(name))
    .flatMap(([, value]) => addressesIn(value));
  return { returned, addresses: unredacted(stated.length > 0 ? stated : returned.to) };
}

/** Hotmail's programme sends no ARF: the complainer stands in a header of the returned mail, or of the report itself. */
function hotmailComplaint(mail: Mail): ComplaintReport | null {
  const part = mail.parts.find((one) => one.type.startsWith("message/rfc822"));
  const isStaff = /^staff@(?:hotmail|live|outlook)\.com$/.test(mail.fromAddress);
  if (!isStaff && part === undefined) return null;
  const text = part?.text ?? mail.text;
  const recipient =
    /^X-HmXmrOriginalRecipient:[ \t]*(.+)$/im.exec(text)?.[1] ?? header(mail, "x-hmxmroriginalrecipient");
  if (recipient === "") return null;
  return { source: "hotmail", returned: returnedHeaders(text), addresses: unredacted(addressesIn(recipient)) };
}

function sesComplaint(mail: Mail): ComplaintReport | null {
  const notice = sesNotice(mail);
  if (notice?.what !== "complaint") return null;
  const addresses = unredacted(notice.recipients.map((one) => one.address));
  return { source: "ses", returned: notice.returned, addresses };
}

function returnedPart(mail: Mail): ReturnedHeaders {
  const part = mail.parts.find((one) => /^(?:message\/rfc822|text\/rfc822-headers)/.test(one.type));
  return returnedHeaders(part?.text ?? mail.text);
}

function unredacted(addresses: readonly string[]): readonly string[] {
  return [...new Set(addresses.filter((address) => !/redact|undisclosed|x{4,}/.test(address)))];
}

function addressesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<![^\s<>,;"()])[^\s<>,;"()@]{1,64}@[a-z0-9.-]{1,250}/gi)].map((match) =>
    match[0].toLowerCase(),
  );
}
