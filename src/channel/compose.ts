import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import type { Instant } from "../kernel/env.ts";

/** Everything that goes into one message; the bytes that come out are stored and never built again. */
export interface MailParts {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly date: Instant;
  readonly inReplyTo?: string | undefined;
  readonly references?: readonly string[] | undefined;
  readonly unsubscribe: { readonly url: string; readonly mailto: string };
  readonly headers: Readonly<Record<string, string>>;
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string } | undefined;
}

const signedHeaders =
  "from:to:reply-to:subject:date:message-id:in-reply-to:references:mime-version:content-type:list-unsubscribe:list-unsubscribe-post";

/**
 * Builds the exact bytes of one message: plain text with a simple HTML twin, RFC 8058 one-click unsubscribe, and DKIM over
 * an explicit header list, since the library's default leaves List-Unsubscribe-Post unsigned.
 */
export async function composeMail(parts: MailParts): Promise<Buffer> {
  const composer = new MailComposer({
    from: parts.from,
    to: parts.to,
    replyTo: parts.replyTo,
    subject: parts.subject,
    text: parts.text,
    html: simpleHtml(parts.text),
    messageId: parts.messageId,
    date: new Date(parts.date),
    ...(parts.inReplyTo === undefined ? {} : { inReplyTo: parts.inReplyTo }),
    ...(parts.references === undefined ? {} : { references: [...parts.references] }),
    headers: {
      ...parts.headers,
      "List-Unsubscribe": `<${parts.unsubscribe.url}>, <${parts.unsubscribe.mailto}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
    newline: "\r\n",
  });
  const raw = await composer.compile().build();
  return parts.dkim === undefined ? raw : signed(raw, parts.dkim);
}

async function signed(raw: Buffer, key: NonNullable<MailParts["dkim"]>): Promise<Buffer> {
  const dkim = new DKIM({
    domainName: key.domain,
    keySelector: key.selector,
    privateKey: key.privateKey,
    headerFieldNames: signedHeaders,
  });
  const chunks: Buffer[] = [];
  for await (const chunk of dkim.sign(raw)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The text as paragraphs with its links made clickable; nothing else, so that both parts say the same. */
export function simpleHtml(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const linked = escaped.replace(
    /https?:\/\/[^\s<>"']+/g,
    (url) => `<a href="${url.replaceAll('"', "%22")}">${url}</a>`,
  );
  const paragraphs = linked.split(/\n{2,}/).map((block) => `<p>${block.replaceAll("\n", "<br>")}</p>`);
  return `<!doctype html><html><body>${paragraphs.join("")}</body></html>`;
}
