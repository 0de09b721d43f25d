import { randomBytes } from "node:crypto";
import type { Taken } from "./sink.ts";

/** Mail that comes back, as its sender hands it to our mail server. */
export interface Letter {
  /** The envelope sender; empty for reports. */
  readonly from: string;
  readonly to: string;
  readonly raw: Buffer;
}

/** A header of a mail, unfolded. */
export function headerOf(text: string, name: string): string {
  const head = text.slice(0, text.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");
  return new RegExp(`^${name}:[ \t]*(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
}

/** The path of the one-click link of a mail (RFC 8058). */
export function oneClickUrl(mail: Taken): string {
  return /<(https?:[^>]+)>/.exec(headerOf(mail.text, "List-Unsubscribe"))?.[1] ?? "";
}

/** A person's answer to one of our mails. Without its thread it goes to the plain address and refers to nothing. */
export function reply(
  mail: Taken,
  text: string,
  options: {
    readonly from?: string;
    readonly withThread?: boolean;
    readonly subject?: string;
    readonly headers?: readonly string[];
  } = {},
): Letter {
  const withThread = options.withThread ?? true;
  const from = options.from ?? mail.to;
  const to = withThread ? headerOf(mail.text, "Reply-To") : (/<([^>]+)>/.exec(headerOf(mail.text, "From"))?.[1] ?? "");
  const thread = withThread ? [`In-Reply-To: ${mail.rfc822Id}`, `References: ${mail.rfc822Id}`] : [];
  const subject = options.subject ?? (withThread ? `Re: ${headerOf(mail.text, "Subject")}` : "hello");
  return letter({ from, to }, [`Subject: ${subject}`, ...thread, ...(options.headers ?? [])], text);
}

/** An absence notice, as a mail system writes it (RFC 3834). */
export function autoReply(mail: Taken, text: string, subject = "Out of office"): Letter {
  return reply(mail, text, { subject, headers: ["Auto-Submitted: auto-replied"] });
}

/** A delivery status report (RFC 3464) for one of our mails, to the address that names it. */
export function report(
  mail: Taken,
  action: "failed" | "delivered" | "delayed",
  status: string,
  words = "rejected",
): Letter {
  const lines = [
    "--b",
    "Content-Type: text/plain",
    "",
    "This is what became of your message.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.buyer.example",
    "",
    `Final-Recipient: rfc822; ${mail.to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${action === "delivered" ? "250" : "550"} ${status} ${words}`,
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: ${mail.rfc822Id}`,
    "--b--",
  ];
  const head = ["Subject: Delivery Status Notification", "Auto-Submitted: auto-replied", reportType("delivery-status")];
  return { ...letter({ from: "mailer-daemon@mx.buyer.example", to: mail.from }, head, lines.join("\r\n")), from: "" };
}

/** A spam complaint (RFC 5965) about one of our mails. */
export function complaint(mail: Taken, to: string): Letter {
  const lines = [
    "--b",
    "Content-Type: text/plain",
    "",
    "This is an abuse report.",
    "--b",
    "Content-Type: message/feedback-report",
    "",
    "Feedback-Type: abuse",
    "User-Agent: Test/1.0",
    "Version: 1",
    `Original-Rcpt-To: ${mail.to}`,
    "--b",
    "Content-Type: message/rfc822",
    "",
    mail.text,
    "--b--",
  ];
  const head = ["Subject: complaint", reportType("feedback-report")];
  return letter({ from: "fbl@mx.buyer.example", to }, head, lines.join("\r\n"));
}

/** A mail from anybody to anybody. */
export function letter(
  envelope: { readonly from: string; readonly to: string },
  headers: readonly string[],
  text: string,
): Letter {
  const id = randomBytes(8).toString("hex");
  const head = [
    `From: <${envelope.from}>`,
    `To: <${envelope.to}>`,
    `Message-ID: <${id}@buyer.example>`,
    "MIME-Version: 1.0",
    ...headers,
  ];
  const typed = head.some((line) => /^content-type:/i.test(line))
    ? head
    : [...head, "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"];
  return { ...envelope, raw: Buffer.from([...typed, "", text.replace(/\r?\n/g, "\r\n"), ""].join("\r\n")) };
}

function reportType(kind: string): string {
  return `Content-Type: multipart/report; report-type=${kind}; boundary="b"`;
}
