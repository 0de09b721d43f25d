import { messageIdsIn } from "./mail-structure.ts";

/** The human half of a report and, where it follows in the same text, the returned message. */
export interface ReportText {
  readonly notice: string;
  readonly returned: string;
}

const marker =
  /^[ \t>]*(?:-{2,}.{0,10}(?:below this line|this is a copy|original message|the header|message header|returned message|undelivered message|unsent message|transcript of (?:the )?message|begin message|copy of|message follows|mail header|the body).*|(?:your )?(?:original|returned|undelivered|unsent|failed) (?:message|mail)(?: (?:header|text|follow|attached|is|was)[^:\n]{0,40})?:?|(?:the )?(?:first|text of|header of|headers of|body of|copy of|beginning of)\b.{0,40}(?:message|mail).{0,40}:|.{0,12}\b(?:original|returned|undelivered) message (?:follows|headers?|text)\b.*)$/im;
const headerBlock = /^(?:Received|Return-Path|DKIM-Signature|Message-ID|X-Received|Delivered-To): \S.*$/im;

/** No notice of a mail server is longer, and no pattern below sees more: their cost stays bounded. */
const noticeMaxChars = 16_000;
const matchesMax = 100;
const wordsMaxChars = 2_000;

/** Splits the text of a report before the returned message, so that nobody judges our own pitch as a diagnostic. */
export function splitReport(text: string): ReportText {
  const block = headerBlock.exec(text)?.index ?? text.length;
  const mark = marker.exec(text);
  const start = mark !== null && mark.index > 0 && mark.index < block ? mark.index : block;
  return {
    notice: text.slice(0, Math.min(start, noticeMaxChars)),
    returned: text.slice(start, start + noticeMaxChars),
  };
}

const address =
  "(?<![a-z0-9!#$%&'*+/=?^_`{|}~.-])[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?";

/** One address that a notice names as failed, with the words around it. */
export interface NamedFailure {
  readonly address: string;
  readonly text: string;
}

/**
 * Tiers of patterns in falling order of trust: what a server said about an address, a labelled recipient, an address
 * alone on its line, any address at all. The patterns of one tier count together: a notice may mix them.
 */
const tiers: readonly (readonly RegExp[])[] = [
  [
    `^[ \\t>]*<?(${address})>?[ \\t]*:`,
    `rcpt to: ?<(${address})>`,
    `^[ \\t]*(?:<<< )?[45]\\d\\d[ -](?:#?[45]\\.\\d{1,3}\\.\\d{1,3} )?<(${address})>`,
    `^[ \\t]*final-recipient:[ \\t]*rfc822;[ \\t]*<?(${address})>?`,
  ],
  [
    `^[ \\t]*(?:final-|original-|failed[- ])?(?:recipients?|users?|to|addressee|address|account|mailbox)(?:\\(s\\)|[ -]address(?:es)?| name)?[ \\t]*[:=][ \\t]*(?:rfc822;[ \\t]*)?<?(${address})>?`,
  ],
  [`\\b[45]\\d\\d[ -](?:\\d\\.\\d{1,3}\\.\\d{1,3} )?.{0,60}?<?(${address})>?`],
  [`^[ \\t]*(?:\\S[^\\n<]{0,60}[ \\t])?<?(${address})>?[ \\t]*(?:[([].{0,60}[)\\]])?[ \\t]*[,:;]?[ \\t]*$`],
  [`(?:to|for|user|recipient|address|mailbox|account)(?: is| was)?[: ]+["'(<]{0,2}(${address})`],
  [`<(${address})>`],
  [`(${address})`],
].map((tier) => tier.map((pattern) => new RegExp(pattern, "gim")));

/** The addresses that a notice names, by the first tier that finds any; `own` are addresses that cannot have failed. */
export function namedFailures(notice: string, own: ReadonlySet<string>): readonly NamedFailure[] {
  for (const tier of tiers) {
    const matches = tier
      .flatMap((pattern) => [...notice.matchAll(pattern)])
      .filter((match) => isCandidate(match[1] ?? "", own))
      .sort((a, b) => a.index - b.index)
      .slice(0, matchesMax);
    if (matches.length === 0) continue;
    const found = new Map<string, string>();
    matches.forEach((match, at) => {
      const name = (match[1] ?? "").toLowerCase();
      const end = matches[at + 1]?.index ?? notice.length;
      const words = notice.slice(lineStart(notice, match.index), Math.min(end, match.index + wordsMaxChars));
      found.set(name, `${found.get(name) ?? ""}\n${words}`.slice(0, wordsMaxChars));
    });
    return [...found].map(([name, text]) => ({ address: name, text: text.trim() }));
  }
  return [];
}

function isCandidate(found: string, own: ReadonlySet<string>): boolean {
  const name = found.toLowerCase();
  return (
    !own.has(name) &&
    name.includes(".") &&
    !/^(?:mailer-daemon|postmaster|abuse|support|helpdesk|no-?reply)@/.test(name)
  );
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at) + 1;
}

/** The codes of a text: an enhanced status (RFC 3463) and an SMTP reply. */
export function codesIn(text: string): { readonly status: string; readonly reply: string } {
  const both = /(?:^|[^\d.])([45]\d\d)[ -]#?([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(text);
  if (both !== null) return { reply: both[1] ?? "", status: both[2] ?? "" };
  const status = /(?:^|[^\d.])([45]\.\d{1,2}\.\d{1,3})(?![\d.])/.exec(text)?.[1] ?? "";
  const reply = /(?:^|[\s(:#;"'[<>])((?:4[25]\d|5[0-7]\d))(?:[ -](?=\S)|[:;,)\]]|$)/m.exec(text)?.[1] ?? "";
  return { status, reply };
}

/** What the returned headers tell: whose mail it was and to whom. */
export interface ReturnedHeaders {
  readonly messageId: string | null;
  readonly to: readonly string[];
  readonly ours: string | null;
}

/** Reads the headers of a returned message, wherever they were found. */
export function returnedHeaders(text: string): ReturnedHeaders {
  const unfolded = text.replace(/\n[ \t]+/g, " ");
  const field = (name: string): string => new RegExp(`^[ \\t>]*${name}:[ \\t]*(.*)$`, "im").exec(unfolded)?.[1] ?? "";
  return {
    messageId: messageIdsIn(field("Message-ID"))[0] ?? null,
    to: [...field("To").matchAll(new RegExp(address, "gi"))].map((match) => match[0].toLowerCase()),
    ours: field("X-Fairlead-Message").trim() || null,
  };
}
