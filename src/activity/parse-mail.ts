import PostalMime from "postal-mime";
import { type Mail, mailStructure, normalRawMail } from "./core/mail-structure.ts";

const depthMax = 32;
const headersMaxBytes = 512 * 1024;
const headMaxChars = 16_000;
/** Lines that may begin a part. The parser bounds depth and headers, and makes as many parts as there are such lines. */
const dividersMax = 20_000;
const attachmentTextMaxBytes = 256 * 1024;
const parsing = { forceRfc822Attachments: true, maxNestingDepth: depthMax, maxHeadersSize: headersMaxBytes };

/** A mail, or why it cannot be read: malformed mail goes to a person, it is never lost. */
export type ParsedOrNot = { readonly mail: Mail } | { readonly mail: null; readonly fault: string };

/** Parses raw mail within limits; what passes them is a fault of the mail, not of ours. */
export async function parseMail(raw: Uint8Array): Promise<ParsedOrNot> {
  try {
    return { mail: await mailIn(normalRawMail(raw), isPassedOn) };
  } catch (error) {
    return { mail: null, fault: error instanceof Error ? error.message : "the mail cannot be parsed" };
  }
}

/** A mail in its parts as it is looked at: nothing of it is judged. */
export interface MailParts {
  readonly head: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly html: string;
  readonly files: readonly { readonly filename: string; readonly type: string; readonly bytes: number }[];
  /** Parts that its formatted part may name by their id, whatever they are called. */
  readonly named: readonly { readonly contentId: string; readonly bytes: Uint8Array }[];
}

/** Takes a mail apart for a person to look at, or says why it cannot be. */
export async function mailParts(raw: Uint8Array): Promise<MailParts | { readonly fault: string }> {
  try {
    const email = await PostalMime.parse(normalRawMail(raw), parsing);
    if (email.headers.length === 0) return { fault: "it has no header that can be read" };
    return {
      head: email.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      text: isEmpty(email) ? bodyOf(raw) : (email.text ?? ""),
      html: email.html ?? "",
      files: email.attachments.map(({ filename, mimeType, content }) => ({
        filename: filename ?? "",
        type: mimeType,
        bytes: sizeOf(content),
      })),
      named: email.attachments.flatMap(({ contentId, content }) =>
        contentId === undefined ? [] : [{ contentId, bytes: bytesOf(content) }],
      ),
    };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "the mail cannot be parsed" };
  }
}

async function mailIn(raw: Uint8Array, isRead: (returned: string) => boolean): Promise<Mail> {
  if (hasTooManyParts(raw)) throw new Error(`the mail has more than ${dividersMax} lines that may begin a part`);
  const email = await PostalMime.parse(raw, parsing);
  const from = email.from ?? email.sender;
  const attachments = email.attachments.map((attachment) => ({
    type: attachment.mimeType,
    filename: attachment.filename ?? "",
    content: textOf(attachment.content),
    bytes: sizeOf(attachment.content),
  }));
  const [lost, files] = [attachments.filter(isLostText), attachments.filter((one) => !isLostText(one))];
  const text = [...lost.map(({ content }) => content), isEmpty(email) ? bodyOf(raw) : (email.text ?? "")].join("\n");
  const attached = files.find(({ type, content }) => type === "message/rfc822" && isRead(content));
  return mailStructure({
    headers: email.headers.map(({ key, value }) => ({ key, value })),
    subject: email.subject ?? "",
    from: from?.address === undefined ? null : { name: from.name, address: from.address },
    text,
    html: email.html ?? "",
    attachments: files,
    attached: attached === undefined ? null : await mailIn(normalRawMail(Buffer.from(attached.content)), () => false),
  });
}

function hasTooManyParts(raw: Uint8Array): boolean {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  let count = 0;
  for (let at = bytes.indexOf("\n--"); at !== -1 && count <= dividersMax; at = bytes.indexOf("\n--", at + 1))
    count += 1;
  return count > dividersMax;
}

/** Whether an attached mail is a report of a mail system, which somebody passes on: it is read as a mail of its own. */
function isPassedOn(content: string): boolean {
  const head = content.slice(0, content.search(/\r?\n\r?\n/)).slice(0, headMaxChars);
  return /^(?:from:.*(?:mailer-daemon|postmaster|mail delivery)|content-type:\s*multipart\/report)/im.test(head);
}

/** Body text behind a type that no parser splits from its parameters, as old gateways write it. */
function isLostText({ type, filename }: { readonly type: string; readonly filename: string }): boolean {
  return filename === "" && /^text\/plain\s+\S/i.test(type);
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

function sizeOf(content: ArrayBuffer | Uint8Array | string): number {
  return typeof content === "string" ? Buffer.byteLength(content) : content.byteLength;
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === "string") return content;
  return bytesOf(content).subarray(0, attachmentTextMaxBytes).toString("utf8");
}

function bytesOf(content: ArrayBuffer | Uint8Array | string): Buffer {
  return typeof content === "string" ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
}
