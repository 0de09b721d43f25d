import type { KnownMessage } from "../../src/activity/core/correlate.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { newId } from "../../src/kernel/ids.ts";

/** Mail that comes back, line by line, for tests of receiving it; `letters.ts` answers mail that was really sent. */

/** A mail of these lines. */
export function raw(lines: readonly string[]): Buffer {
  return Buffer.from(lines.join("\r\n"));
}

/** A person's answer from the address that a message of ours went to; it refers to nothing but by its headers. */
export function reply(
  message: Pick<KnownMessage, "address">,
  text: readonly string[],
  headers: readonly string[] = [],
): Buffer {
  return raw([
    `From: Kim <${message.address}>`,
    "To: dana@sales.example",
    "Subject: Re: Month-end close",
    `Message-ID: <${newId(systemEnv(), "inb")}@buyer.example>`,
    ...headers,
    "",
    ...text,
    "",
  ]);
}

/** A report (RFC 3464) that a mail could not be delivered, with the headers of the mail that it returns. */
export function dsn(address: string, code: string, words: string, returnedId = "none@sales.example"): Buffer {
  return raw([
    "From: Mail Delivery System <mailer-daemon@mx.buyer.example>",
    "Subject: Undelivered Mail Returned to Sender",
    "Auto-Submitted: auto-replied",
    `Message-ID: <${newId(systemEnv(), "inb")}@mx.buyer.example>`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    "MIME-Version: 1.0",
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "Your message could not be delivered.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.buyer.example",
    "",
    `Final-Recipient: rfc822; ${address}`,
    "Action: failed",
    `Status: ${code}`,
    `Diagnostic-Code: smtp; 550 ${code} ${words}`,
    "--b",
    "Content-Type: text/rfc822-headers",
    "",
    `Message-ID: <${returnedId}>`,
    "--b--",
    "",
  ]);
}
