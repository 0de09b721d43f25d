import PostalMime from "postal-mime";
import { type Mail, mailStructure, normalRawMail } from "./core/mail-structure.ts";

const depthMax = 32;
const headersMaxBytes = 512 * 1024;
const attachmentTextMaxBytes = 256 * 1024;

/** A mail, or why it cannot be read: malformed mail goes to a person, it is never lost. */
export type ParsedOrNot = { readonly mail: Mail } | { readonly mail: null; readonly fault: string };

/** Parses raw mail within limits; what passes them is a fault of the mail, not of ours. */
export async function parseMail(raw: Uint8Array): Promise<ParsedOrNot> {
  try {
    const inbound = normalRawMail(raw);
    const email = await PostalMime.parse(inbound, {
      forceRfc822Attachments: true,
      maxNestingDepth: depthMax,
      maxHeadersSize: headersMaxBytes,
    });
    const from = email.from ?? email.sender;
    const mail = mailStructure({
      headers: email.headers.map(({ key, value }) => ({ key, value })),
      subject: email.subject ?? "",
      from: from?.address === undefined ? null : { name: from.name, address: from.address },
      text: isEmpty(email) ? bodyOf(inbound) : (email.text ?? ""),
      html: email.html ?? "",
      attachments: email.attachments.map((attachment) => ({
        type: attachment.mimeType,
        filename: attachment.filename ?? "",
        content: textOf(attachment.content),
      })),
    });
    return { mail };
  } catch (error) {
    return { mail: null, fault: error instanceof Error ? error.message : "the mail cannot be parsed" };
  }
}

/** Whether the parser found nothing: a multipart whose boundary never comes, which some old servers send as bounces. */
function isEmpty(email: {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly attachments: readonly unknown[];
}): boolean {
  return (email.text ?? "").trim() === "" && (email.html ?? "") === "" && email.attachments.length === 0;
}

function bodyOf(raw: Uint8Array): string {
  const text = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, attachmentTextMaxBytes)).toString(
    "utf8",
  );
  const end = /\r?\n\r?\n/.exec(text);
  return end === null ? "" : text.slice(end.index + end[0].length);
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === "string") return content;
  const bytes = content instanceof Uint8Array ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
  return bytes.subarray(0, attachmentTextMaxBytes).toString("utf8");
}
