/** One MIME part: its own headers and its content, which is either text or further parts. */
export interface Part {
  readonly type: string;
  readonly headers?: readonly Header[];
  readonly content: string | readonly Part[];
}

export type Header = readonly [name: string, value: string];

export const crlf = "\r\n";

/** The message as it goes over the wire. `name` makes the boundaries, so equal arguments give equal bytes. */
export function messageBytes(name: string, headers: readonly Header[], body: Part): Buffer {
  const head = [...headers.map(headerLine), "MIME-Version: 1.0"];
  return Buffer.from(`${head.join(crlf)}${crlf}${renderPart(body, name)}`, "utf8");
}

export function textPart(text: string, type = "text/plain"): Part {
  return { type: `${type}; charset=utf-8`, content: text };
}

export function multipart(subtype: string, parts: readonly Part[]): Part {
  return { type: `multipart/${subtype}`, content: parts };
}

/** A header value with RFC 2047 words where it is not plain ASCII. */
export function encodeWords(value: string): string {
  if (isAscii(value)) return value.replace(/[\r\n]+/g, " ");
  // 45 bytes of UTF-8 make an encoded word of at most 75 characters; a character is never split.
  const words: string[] = [];
  let current = "";
  for (const character of value) {
    if (Buffer.byteLength(current + character) > 42) {
      words.push(current);
      current = "";
    }
    current += character;
  }
  words.push(current);
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString("base64")}?=`).join(`${crlf} `);
}

/** An address with the name of its owner, for From and To. */
export function mailbox(name: string, address: string): string {
  if (name === "") return address;
  return isAscii(name) ? `"${name.replace(/["\\]/g, "")}" <${address}>` : `${encodeWords(name)} <${address}>`;
}

/** RFC 5322 date in UTC. */
export function mailDate(at: number): string {
  return new Date(at).toUTCString().replace("GMT", "+0000");
}

function headerLine([name, value]: Header): string {
  return `${name}: ${isAscii(value) ? value : encodeWords(value)}`;
}

function renderPart(part: Part, boundary: string): string {
  const extra = (part.headers ?? []).map(headerLine);
  if (typeof part.content !== "string") {
    const mark = `=_${boundary}`;
    const parts = part.content.map((child, index) => `--${mark}${crlf}${renderPart(child, `${boundary}.${index}`)}`);
    const head = [`Content-Type: ${part.type}; boundary="${mark}"`, ...extra];
    return `${head.join(crlf)}${crlf}${crlf}${parts.join(crlf)}${crlf}--${mark}--${crlf}`;
  }
  const content = part.content.replace(/\r?\n/g, crlf);
  const isPlain = isAscii(content) && content.split(crlf).every((line) => line.length <= 900);
  const encoding = isPlain ? "7bit" : "base64";
  const head = [`Content-Type: ${part.type}`, `Content-Transfer-Encoding: ${encoding}`, ...extra];
  return `${head.join(crlf)}${crlf}${crlf}${isPlain ? content : base64Lines(content)}`;
}

function base64Lines(content: string): string {
  return (
    Buffer.from(content)
      .toString("base64")
      .match(/.{1,76}/g)
      ?.join(crlf) ?? ""
  );
}

function isAscii(value: string): boolean {
  return /^[\t\r\n\u0020-\u007e]*$/.test(value);
}
