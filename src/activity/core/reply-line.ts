import type { Instant } from "../../kernel/env.ts";
import type { Classification } from "./classify.ts";
import { header, type Mail, mailStructure } from "./mail-structure.ts";
import { quoteHead } from "./own-text.ts";
import { daysWithYear } from "./return-date.ts";
import { structureOf, type Understanding, understand } from "./understand.ts";

/** What one reply asks of us, in the words of `replies classify`. */
export interface ReplyVerdict {
  /** Null where no rule was sure: a person decides. A report of a mail system is named by what it is. */
  readonly kind: string | null;
  /** What a person wrote ends the sequence for good; `hold` is the machine's answer, which only delays it. */
  readonly stop: boolean;
  readonly hold: boolean;
  readonly suppress: "none" | "contact" | "domain";
  /** Worth a person's time today: interest, a meeting, a question about the offer. */
  readonly hot: boolean;
  /** The day on which somebody who is away can be reached again. */
  readonly resume: string | null;
  readonly referral: readonly string[];
  readonly severity: Classification["severity"];
  readonly severityEvidence: string | null;
  readonly stage: Classification["stage"];
  readonly evidence: string | null;
  readonly abstained: boolean;
}

/** One reply as a line of JSON gives it; other fields are nothing to the rules. */
export interface ReplyLine {
  readonly subject?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly from?: unknown;
  /** When the mail arrived, as ISO 8601; days without a year are read from here. */
  readonly receivedAt?: unknown;
  readonly date?: unknown;
  /** Our own message that was answered, where it is known: quoted lines of it are told from new ones. */
  readonly sent?: unknown;
}

/** Reads one reply to the end. Pure: the same line and day of arrival give the same verdict. */
export function replyVerdict(line: ReplyLine, receivedAt: Instant): ReplyVerdict {
  const mail = mailOfLine(line);
  const sentText = line.sent === undefined || line.sent === null ? null : textOf(line, "sent");
  const found = understand(mail, structureOf(mail), { sentText, receivedAt, isToUnsubscribe: false });
  return found.reply === null ? ofReport(found) : ofReply(found.reply);
}

/** When a line says that its mail arrived: by a field of its own, or by the `Date` header; null where it says nothing. */
export function arrivalOf(line: ReplyLine): Instant | null {
  const field = line.receivedAt ?? line.date;
  if (field === undefined || field === null) return instantOf(header(mailOfLine(line), "date"));
  const at = typeof field === "string" ? instantOf(field) : null;
  if (at === null) throw new RangeError("the day of arrival is no date such as `2027-03-01`");
  return at;
}

/** The day on which the message was written that a line quotes: the reply cannot be older. */
export function quotedDayOf(line: ReplyLine): Instant | null {
  const days = daysWithYear(quoteHead(textOf(line, "body")));
  return days.length === 0 ? null : Math.max(...days);
}

function instantOf(text: string): Instant | null {
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

const hotKinds: ReadonlySet<string> = new Set(["interested", "meeting", "question"]);

function ofReply(reply: Classification): ReplyVerdict {
  return {
    kind: reply.kind,
    stop: !reply.isAuto,
    hold: reply.isAuto,
    suppress: reply.suppress === "account" ? "domain" : (reply.suppress ?? "none"),
    hot: reply.kind !== null && hotKinds.has(reply.kind),
    resume: reply.resumeAt === null ? null : new Date(reply.resumeAt).toISOString().slice(0, 10),
    referral: reply.referral,
    severity: reply.severity,
    severityEvidence: reply.severityEvidence,
    stage: reply.stage,
    evidence: reply.evidence,
    abstained: reply.kind === null,
  };
}

/** A report is nobody's reply: a complaint suppresses, everything else only stops. */
function ofReport(found: Understanding): ReplyVerdict {
  return {
    kind: found.what,
    stop: true,
    hold: false,
    suppress: found.what === "complaint" ? "contact" : "none",
    hot: false,
    resume: null,
    referral: [],
    severity: null,
    severityEvidence: null,
    stage: "structure",
    evidence: null,
    abstained: false,
  };
}

function mailOfLine(line: ReplyLine): Mail {
  const from = textOf(line, "from");
  return mailStructure({
    headers: headersOf(line.headers),
    subject: textOf(line, "subject"),
    from: from.includes("@") ? { name: "", address: from } : null,
    text: textOf(line, "body"),
    html: "",
    attachments: [],
  });
}

function headersOf(headers: unknown): readonly { readonly key: string; readonly value: string }[] {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== "object" || Array.isArray(headers)) throw new RangeError("`headers` is no object of texts");
  return Object.entries(headers).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => {
      if (typeof one !== "string") throw new RangeError("`headers` is no object of texts");
      return { key, value: one };
    }),
  );
}

function textOf(line: ReplyLine, field: keyof ReplyLine): string {
  const value = line[field];
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw new RangeError(`\`${field}\` is no text`);
  return value;
}
