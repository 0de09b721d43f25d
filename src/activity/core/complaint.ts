import { type ReturnedHeaders, returnedHeaders } from "./bounce-text.ts";
import { fieldsOf, header, type Mail } from "./mail-structure.ts";

/** A recipient's provider says that our mail was marked as spam. */
export interface ComplaintReport {
  readonly source: "arf" | "hotmail";
  /** Addresses that complained; a redacted one is left out, Message-ID must find it. */
  readonly addresses: readonly string[];
  readonly returned: ReturnedHeaders;
}

/** Recognises a complaint (RFC 5965 `abuse` and its kin, or Hotmail's own shape); other feedback types are not complaints. */
export function recognizeComplaint(mail: Mail): ComplaintReport | null {
  const report = mail.parts.find((part) => part.type === "message/feedback-report");
  if (report !== undefined) {
    const fields = fieldsOf(report.text);
    const type = (fields.get("feedback-type") ?? "").toLowerCase();
    return complaintTypes.has(type) ? arfComplaint(mail, fields) : null;
  }
  return hotmailComplaint(mail);
}

/** Whether a mail is a feedback report of any type: one that is not a complaint still is no reply. */
export function isFeedbackReport(mail: Mail): boolean {
  return mail.parts.some((part) => part.type === "message/feedback-report");
}

const complaintTypes = new Set(["abuse", "fraud", "virus", "opt-out", "opt-out-list", "miscategorized", "other"]);

function arfComplaint(mail: Mail, fields: ReadonlyMap<string, string>): ComplaintReport {
  const returned = returnedPart(mail);
  const stated = [...fields]
    .filter(([name]) => /^(?:original-rcpt-to|removal-recipient)/.test(name))
    .flatMap(([, value]) => addressesIn(value));
  return { source: "arf", returned, addresses: unredacted(stated.length > 0 ? stated : returned.to) };
}

function hotmailComplaint(mail: Mail): ComplaintReport | null {
  if (!/^staff@hotmail\.com$/.test(mail.fromAddress)) return null;
  const part = mail.parts.find((one) => one.type.startsWith("message/rfc822"));
  const text = part?.text ?? mail.text;
  const recipient =
    /^X-HmXmrOriginalRecipient:[ \t]*(.+)$/im.exec(text)?.[1] ?? header(mail, "x-hmxmroriginalrecipient");
  if (recipient === "") return null;
  return { source: "hotmail", returned: returnedHeaders(text), addresses: unredacted(addressesIn(recipient)) };
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
