import type { BounceReaction } from "../market.ts";
import { crlf, type Header, mailDate, messageBytes, multipart, type Part, textPart } from "./mime.ts";

/** The delivery that a report is about. */
export interface Delivery {
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly envid: string | null;
  readonly orcpt: string | null;
  readonly rawHeader: string;
  readonly at: number;
}

/** Who reports, under which Message-ID and when. */
export interface Reporter {
  readonly host: string;
  readonly messageId: string;
  readonly at: number;
}

export type DeliveryStatus =
  | Pick<BounceReaction, "action" | "status" | "diagnostic" | "dialect">
  | { readonly action: "delivered"; readonly status: string; readonly diagnostic: string; readonly dialect: "postfix" };

/** A delivery status notification (RFC 3464) in the manner of one of the usual mail servers. */
export function deliveryReportBytes(reporter: Reporter, delivery: Delivery, outcome: DeliveryStatus): Buffer {
  const manner = manners[outcome.dialect];
  const headers: Header[] = [
    ["From", manner.from(reporter.host)],
    ["To", delivery.envelopeFrom],
    ["Subject", subjectOf(outcome)],
    ["Date", mailDate(reporter.at)],
    ["Message-ID", reporter.messageId],
    // Exim marks its bounces as replies; readers that look for this first take a bounce for an absence.
    ["Auto-Submitted", outcome.dialect === "exim" ? "auto-replied" : "auto-generated"],
    ...(outcome.dialect === "exim" ? [["X-Failed-Recipients", delivery.envelopeTo] as const] : []),
  ];
  const parts: Part[] = [textPart(manner.text(delivery, outcome)), statusPart(reporter, delivery, outcome)];
  // RFC 3461 lets a server return the header alone; the terse ones return nothing, so that only the address tells.
  if (outcome.dialect !== "terse") parts.push(headerPart(delivery.rawHeader));
  const report = multipart("report; report-type=delivery-status", parts);
  return messageBytes(reporter.messageId.replace(/\W/g, ""), headers, report);
}

/** A complaint from a feedback loop (RFC 5965) with the header of the message that was complained about. */
export function feedbackReportBytes(reporter: Reporter, delivery: Delivery, to: string, redacted: boolean): Buffer {
  const shown = redacted ? `redacted@${reporter.host}` : delivery.envelopeTo;
  const rawHeader = redacted ? delivery.rawHeader.replaceAll(delivery.envelopeTo, shown) : delivery.rawHeader;
  const headers: Header[] = [
    ["From", `"Feedback Loop" <fbl@${reporter.host}>`],
    ["To", to],
    ["Subject", "Complaint about a message from your network"],
    ["Date", mailDate(reporter.at)],
    ["Message-ID", reporter.messageId],
    ["Auto-Submitted", "auto-generated"],
  ];
  const fields = [
    "Feedback-Type: abuse",
    "User-Agent: ProspectMail-FBL/1.0",
    "Version: 1",
    `Original-Mail-From: <${delivery.envelopeFrom}>`,
    `Original-Rcpt-To: <${shown}>`,
    `Arrival-Date: ${mailDate(delivery.at)}`,
    "Source-IP: 127.0.0.1",
    `Reported-Domain: ${delivery.envelopeFrom.split("@")[1] ?? "unknown"}`,
  ];
  const report = multipart("report; report-type=feedback-report", [
    textPart("This is a report of a message that its recipient marked as spam.\n"),
    { type: "message/feedback-report", content: `${fields.join(crlf)}${crlf}` },
    headerPart(rawHeader),
  ]);
  return messageBytes(reporter.messageId.replace(/\W/g, ""), headers, report);
}

const manners: Readonly<
  Record<
    DeliveryStatus["dialect"],
    { readonly from: (host: string) => string; readonly text: (delivery: Delivery, outcome: DeliveryStatus) => string }
  >
> = {
  postfix: {
    from: (host) => `"Mail Delivery System" <MAILER-DAEMON@${host}>`,
    text: ({ envelopeTo }, { diagnostic }) =>
      `This is the mail system.\n\nA report about your message to the recipient below.\n\n<${envelopeTo}>: ${diagnostic}\n`,
  },
  exchange: {
    from: (host) => `"Postmaster" <postmaster@${host}>`,
    text: ({ envelopeTo }, { diagnostic }) =>
      `Your message to ${envelopeTo} couldn't be delivered as intended.\n\nRemote server returned '${diagnostic}'\n`,
  },
  exim: {
    from: (host) => `"Mail Delivery System" <Mailer-Daemon@${host}>`,
    text: ({ envelopeTo }, { diagnostic }) =>
      `This message was created automatically by mail delivery software.\n\n  ${envelopeTo}\n    ${diagnostic}\n`,
  },
  terse: {
    from: (host) => `MAILER-DAEMON@${host}`,
    text: (_delivery, { diagnostic }) => `Delivery report: ${diagnostic}\n`,
  },
};

function statusPart(reporter: Reporter, delivery: Delivery, outcome: DeliveryStatus): Part {
  const message = [
    `Reporting-MTA: dns; ${reporter.host}`,
    ...(delivery.envid === null ? [] : [`Original-Envelope-Id: ${delivery.envid}`]),
    `Arrival-Date: ${mailDate(delivery.at)}`,
  ];
  const recipient = [
    ...(delivery.orcpt === null ? [] : [`Original-Recipient: ${delivery.orcpt}`]),
    `Final-Recipient: rfc822; ${delivery.envelopeTo}`,
    `Action: ${outcome.action}`,
    `Status: ${outcome.status}`,
    `Remote-MTA: dns; ${reporter.host}`,
    `Diagnostic-Code: smtp; ${outcome.diagnostic}`,
  ];
  const content = [...message, "", ...recipient, ""].join(crlf);
  return { type: "message/delivery-status", content };
}

function headerPart(rawHeader: string): Part {
  return { type: "text/rfc822-headers", content: `${rawHeader}${crlf}` };
}

function subjectOf({ action, dialect }: DeliveryStatus): string {
  if (action === "delivered") return "Successful Mail Delivery Report";
  if (action === "delayed") return "Delayed Mail (still being retried)";
  return dialect === "exchange" ? "Undeliverable: message not delivered" : "Undelivered Mail Returned to Sender";
}
