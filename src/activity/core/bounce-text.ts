import { messageIdsIn } from "./mail-structure.ts";

/** The human half of a report and, where it follows in the same text, the returned message. */
export interface ReportText {
  readonly notice: string;
  readonly returned: string;
}

const marker =
  /^[ \t>]*(?:-{2,}.{0,10}(?:below this line|this is a copy|original message|the header|message header|returned message|undelivered message|unsent message|transcript of (?:the )?message|begin message|copy of|message follows|mail header|the body).*|(?:your )?(?:original|returned|undelivered|unsent|failed) (?:message|mail)(?: (?:header|text|follow|attached|is|was)[^:\n]{0,40})?:?|(?:the )?(?:first|text of|header of|headers of|body of|copy of|beginning of)\b.{0,40}(?:message|mail).{0,40}:|.{0,12}\b(?:original|returned|undelivered) (?:message|mail) (?:as )?(?:follows|headers?|text)\b.*)$/im;
const headerBlock =
  /^(?:[ \t]+(?:Received|Return-Path)|Received|Return-Path|DKIM-Signature|Message-ID|X-Received|Delivered-To):[ \t]*\S.*$/im;

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
  "(?<![a-z0-9!#$%&'*+/=?^_`{|}~.-])[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9ß-ɏͰ-ӿ](?:[a-z0-9.ß-ɏͰ-ӿ-]{0,250}[a-z0-9ß-ɏͰ-ӿ])?";

/** One address that a notice names as failed, with the words around it. */
export interface NamedFailure {
  readonly address: string;
  readonly text: string;
}

/** What a server or its notice says of one address. Ordinary mail does not speak like that. */
const sure: readonly RegExp[] = [
  `^[ \\t>*]*<?(${address})>?[ \\t]*(?:\\[.{0,100}\\]|\\(.{0,100}\\))?[ \\t]*:`,
  `rcpt to: ?<?(${address})>?`,
  `^[ \\t]*(?:<<< )?[45]\\d\\d[ -](?:#?[45]\\.\\d{1,3}\\.\\d{1,3} )?<(${address})>`,
  `^[ \\t>]*final-recipient[ \\t]*:[ \\t]*rfc/?822;[ \\t]*<?(${address})>?`,
  `^[ \\t]*<?(${address})>? (?:on|am|le|el|il|em|den) \\S{2,12},? \\d`,
].map(asRule);
const failedTo = asRule(
  `\\b(?:(?:can|could|do|does|did|has|was|were)?(?:not|n['’]t)|unable|fail\\w*|undeliver\\w*|reject\\w*|refus\\w*)\\b(?:(?!\\. )[^\\n@]){0,60}[\\s:<"'](?:to|recipient|user|address|mailbox|for):?\\s{1,8}[<"']?(${address})`,
);
const coded = asRule(`\\b[45]\\d\\d[ -](?:\\d\\.\\d{1,3}\\.\\d{1,3} )?.{0,60}?<?(${address})>?`);

/** Tiers of patterns in falling order of trust. The patterns of one tier count together: a notice may mix them. */
const tiers: readonly (readonly RegExp[])[] = [
  [
    asRule(
      `^[ \\t]*(?:final-|original-|failed[- ]|addressed )?(?:recipients?|users?|to|addressee|address|account|mailbox)(?:\\(s\\)|[ -]address(?:es)?| name)?[ \\t]*[:=][ \\t]*(?:rfc/?822;[ \\t]*)?["'<]{0,2}(${address})`,
    ),
    failedTo,
  ],
  [asRule(`mailing list <(${address})>`), coded],
  [asRule(`^[ \\t>*-]*(?:\\S[^\\n<]{0,60}[ \\t])?<?(${address})>?[ \\t]*(?:[([].{0,60}[)\\]])?[ \\t]*[,:;]?[ \\t]*$`)],
  [asRule(`(?:to|for|user|recipient|address|mailbox|account)(?: is| was)?[: ]+["'(<]{0,2}(${address})`)],
  [asRule(`<(${address})>`)],
  [asRule(`(${address})`)],
];

function asRule(pattern: string): RegExp {
  return new RegExp(pattern, "gim");
}

/** Whether a text names an address as failed in a way that ordinary mail does not. */
export function namesFailure(notice: string): boolean {
  return [...sure, failedTo].some((pattern) => notice.search(pattern) !== -1);
}

interface Place {
  readonly index: number;
  readonly address: string;
}

/**
 * The addresses that a notice names: what a server said about one, the ones under a headline that announces them, then the
 * first tier that finds any. `own` are addresses that cannot have failed, unless a server speaks of nobody else.
 */
export function namedFailures(notice: string, own: ReadonlySet<string>): readonly NamedFailure[] {
  const others = (place: Place): boolean => isCandidate(place.address, own);
  const steps = [
    () => placesOf(notice, sure),
    () => listed(notice),
    ...tiers.map((tier) => () => placesOf(notice, tier)),
  ];
  for (const step of steps) {
    const places = step().filter(others);
    if (places.length > 0) return failuresAt(notice, places);
  }
  return surelyNamed(notice);
}

/** The addresses of which a text says what a server says of a failed one, and nothing less. */
export function surelyNamed(text: string): readonly NamedFailure[] {
  return failuresAt(
    text,
    placesOf(text, sure).filter((place) => isCandidate(place.address, new Set())),
  );
}

function placesOf(notice: string, patterns: readonly RegExp[]): readonly Place[] {
  return patterns
    .flatMap((pattern) => [...notice.matchAll(pattern)])
    .map((match) => ({ index: match.index, address: bare(match[1] ?? "") }));
}

/** An address as keys know it; an apostrophe in front is a quotation mark. */
function bare(found: string): string {
  return found.toLowerCase().replace(/^'+/, "");
}

const atLineStart = new RegExp(`^([ \\t>*•-]*["'<]?)(${address})`, "i");

/**
 * Addresses at the start of a line under a line that ends like a headline, in any language, and the later lines that stand
 * like the first of them.
 */
function listed(notice: string): readonly Place[] {
  const found: Place[] = [];
  let [index, before, indent] = [0, "", ""];
  for (const line of notice.split("\n")) {
    const match = atLineStart.exec(line);
    const stands = match?.[1] ?? "";
    if (match !== null && (found.length === 0 ? headline.test(before) : stands === indent)) {
      indent = stands;
      found.push({ index, address: bare(match[2] ?? "") });
    }
    index += line.length + 1;
    if (line.trim() !== "") before = line;
  }
  return found;
}

const headline = /(?:[:：。.]|-{3,})\s*$/;

function failuresAt(notice: string, places: readonly Place[]): readonly NamedFailure[] {
  const found = new Map<string, string>();
  const inOrder = places.toSorted((a, b) => a.index - b.index).slice(0, matchesMax);
  inOrder.forEach((place, at) => {
    const end = inOrder[at + 1]?.index ?? notice.length;
    const words = notice.slice(lineStart(notice, place.index), Math.min(end, place.index + wordsMaxChars));
    found.set(place.address, `${found.get(place.address) ?? ""}\n${words}`.slice(0, wordsMaxChars));
  });
  return [...found].map(([name, text]) => ({ address: name, text: text.trim() }));
}

/** Addresses that a report lists, each with the words from where it is told of to the next one. */
export function failuresOf(notice: string, addresses: readonly string[]): readonly NamedFailure[] {
  const lower = notice.toLowerCase();
  const listed = [...new Set(addresses)];
  const places = listed.flatMap((address) => placesIn(lower, address).map((index) => ({ address, index })));
  const found = failuresAt(notice, places);
  return listed.map((address) => found.find((one) => one.address === address) ?? { address, text: "" });
}

/** Where an address begins a line, or else where it is first named. */
function placesIn(lower: string, address: string): readonly number[] {
  const all: number[] = [];
  for (let at = lower.indexOf(address); at !== -1 && all.length < matchesMax; at = lower.indexOf(address, at + 1))
    all.push(at);
  const leading = all.filter(
    (at) => at === 0 || /(?:^|\n)[ \t>*•-]*["'<(]*$/.test(lower.slice(Math.max(0, at - 40), at)),
  );
  return leading.length > 0 ? leading : all.slice(0, 1);
}

function isCandidate(name: string, own: ReadonlySet<string>): boolean {
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

/** The addresses of the first field that has any; what a mail was received for counts where nothing else names anybody. */
function recipientsIn([to = "", ...others]: readonly string[]): readonly string[] {
  const received = /\bfor <?(\S+@[^\s<>;]+)/i.exec(others.pop() ?? "")?.[1] ?? "";
  const found = [to, ...others, received].map((value) => value.match(new RegExp(address, "gi")) ?? []);
  return (found.find((one) => one.length > 0) ?? []).map((one) => one.toLowerCase());
}

/** Reads the headers of a returned message, wherever they were found. */
export function returnedHeaders(text: string): ReturnedHeaders {
  const unfolded = text.replace(/\n[ \t]+/g, " ");
  const field = (name: string): string => new RegExp(`^[ \\t>]*${name}:[ \\t]*(.*)$`, "im").exec(unfolded)?.[1] ?? "";
  return {
    messageId: messageIdsIn(field("Message-ID"))[0] ?? null,
    to: recipientsIn(["To", "X-Original-To", "Delivered-To", "X-Envelope-To", "Received"].map(field)),
    ours: field("X-Fairlead-Message").trim() || null,
  };
}
