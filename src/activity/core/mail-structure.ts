import { textOfHtml } from "./html-text.ts";
import { plainTexts } from "./plain-text.ts";

/** What a MIME parser gives; the shell fills it (`parse-mail.ts`), so that the core never parses MIME itself. */
export interface ParsedMail {
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly subject: string;
  readonly from: { readonly name: string; readonly address: string } | null;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly {
    readonly type: string;
    readonly filename: string;
    readonly content: string;
    /** How large it is where `content` is only its beginning. */
    readonly bytes?: number;
  }[];
  /** A report of a mail system that the mail passes on as an attachment, read as a mail of its own. */
  readonly attached?: Mail | null;
}

/** One inbound mail in the shape that every rule reads. */
export interface Mail {
  /** Values by lower-case name, in document order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly subject: string;
  readonly fromAddress: string;
  readonly fromName: string;
  /** Readable text, line ends `\n`; from HTML where there is no plain text. */
  readonly text: string;
  readonly parts: readonly MailPart[];
  /** A report of a mail system among the parts, read as a mail of its own. */
  readonly attached: Mail | null;
  readonly rfc822Id: string | null;
  /** Ids of In-Reply-To and References, newest first. */
  readonly referenceIds: readonly string[];
}

/** A part that is not body text: reports, returned messages, calendar replies, files. */
export interface MailPart {
  readonly type: string;
  readonly filename: string;
  readonly text: string;
  readonly bytes: number;
}

const textMaxChars = 200_000;
const htmlMaxChars = 400_000;
const subjectMaxChars = 4_000;

/** Brings a parsed mail into the shape that the rules read. */
export function mailStructure(given: ParsedMail): Mail {
  const parsed = plainTexts({ ...given, attached: null });
  const headers = new Map<string, string[]>();
  for (const { key, value } of parsed.headers) {
    const name = key.toLowerCase();
    const values = headers.get(name);
    if (values === undefined) headers.set(name, [value.trim()]);
    else values.push(value.trim());
  }
  const plain = normalLineEnds(parsed.text).slice(0, textMaxChars);
  const text = plain.trim() === "" ? textOfHtml(parsed.html.slice(0, htmlMaxChars)) : plain;
  return {
    headers,
    subject: parsed.subject.slice(0, subjectMaxChars).replace(/\s+/g, " ").trim(),
    fromAddress: (parsed.from?.address ?? "").trim().toLowerCase(),
    fromName: parsed.from?.name ?? "",
    text: text.replaceAll("\u00a0", " "),
    parts: parsed.attachments.map((part) => ({
      type: part.type.toLowerCase(),
      filename: part.filename,
      text: normalLineEnds(part.content).slice(0, textMaxChars),
      bytes: part.bytes ?? Buffer.byteLength(part.content),
    })),
    attached: given.attached ?? null,
    rfc822Id: messageIdsIn(headers.get("message-id")?.[0] ?? "")[0] ?? null,
    referenceIds: [
      ...messageIdsIn(headers.get("in-reply-to")?.join(" ") ?? ""),
      ...messageIdsIn(headers.get("references")?.join(" ") ?? "").toReversed(),
    ],
  };
}

/** The first value of a header, or an empty text. */
export function header(mail: Mail, name: string): string {
  return mail.headers.get(name)?.[0] ?? "";
}

/** Every Message-ID in a text, without brackets. */
export function messageIdsIn(text: string): readonly string[] {
  return [...text.matchAll(/<([^<>\s]{1,500}@[^<>\s]{1,300})>/g)].map((match) => match[1] ?? "");
}

/** Every line end as `\n`; a lone CR counts, some mail arrives with nothing else. */
export function normalLineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/**
 * Line ends of raw mail as CRLF. A mail with CR alone loses its headers in every MIME parser tried, and an mbox "From "
 * line in front is not a header.
 */
export function normalRawMail(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const start = bytes.subarray(0, 5).toString("latin1") === "From " ? firstLineEnd(bytes) : 0;
  if (bytes.includes(10)) return start === 0 ? bytes : bytes.subarray(start);
  return Buffer.from(bytes.subarray(start).toString("latin1").replaceAll("\r", "\r\n"), "latin1");
}

function firstLineEnd(bytes: Buffer): number {
  const end = bytes.findIndex((byte) => byte === 10 || byte === 13);
  if (end === -1) return 0;
  return bytes[end] === 13 && bytes[end + 1] === 10 ? end + 2 : end + 1;
}

/** No field of a report says more; joining folded lines without end would take forever. */
const fieldMaxChars = 8_000;

/** Header fields of a text block such as a delivery-status part, lower-case names, folded lines joined. */
export function fieldsOf(block: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  let last = "";
  for (const line of block.split("\n")) {
    const start = /^([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:[ \t]*(.*)$/.exec(line);
    if (start !== null && !/^[ \t]/.test(line)) {
      last = (start[1] ?? "").toLowerCase();
      if (fields.has(last)) last = `${last}#${fields.size}`;
      fields.set(last, (start[2] ?? "").trim());
    } else if (last !== "" && /^[ \t]+\S/.test(line))
      fields.set(last, `${fields.get(last) ?? ""} ${line.trim()}`.trim().slice(0, fieldMaxChars));
  }
  return fields;
}
