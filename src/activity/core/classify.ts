import type { Instant } from "../../kernel/env.ts";
import type { ReplyClass, ReplyKind } from "../contract.ts";
import { asWritten } from "./as-written.ts";
import { leftCompany, recognizeAutoReply } from "./auto-reply.ts";
import { calendarAnswer } from "./calendar.ts";
import { fold } from "./fold.ts";
import { laterDate } from "./later-date.ts";
import { header, type Mail } from "./mail-structure.ts";
import { optOutIn } from "./opt-out.ts";
import type { OwnText } from "./own-text.ts";
import { judgeReply } from "./reply-kind.ts";
import { returnDate } from "./return-date.ts";
import { type Protest, protestIn } from "./severity.ts";

const evidenceMaxChars = 300;

/** The class that a kind counts under. */
export const classOfKind: Readonly<Record<ReplyKind, ReplyClass>> = {
  interested: "positive",
  meeting: "positive",
  question: "positive",
  referral: "neutral",
  not_now: "neutral",
  identity_question: "neutral",
  neutral: "neutral",
  auto_ack: "neutral",
  not_interested: "negative",
  wrong_person: "negative",
  left_company: "negative",
  meeting_declined: "negative",
  unsubscribe: "unsubscribe",
  complaint: "unsubscribe",
  data_request: "unsubscribe",
  ooo: "ooo",
};

/** What a human or automatic reply means, at which stage that was seen, and the words that it rests on. */
export interface Classification {
  /** Null where no rule was sure: a person decides. */
  readonly class: ReplyClass | null;
  readonly kind: ReplyKind | null;
  readonly stage: "structure" | "opt_out" | "auto_reply" | "rules" | "abstained";
  readonly evidence: string | null;
  /** True for a machine's answer by structure: a dated hold instead of a stop. */
  readonly isAuto: boolean;
  readonly resumeAt: Instant | null;
  /** When a calendar answer or invitation says that the meeting is. */
  readonly meetingAt: Instant | null;
  readonly referral: readonly string[];
  readonly suppress: "contact" | "account" | null;
  readonly channel: "mailto" | "reply";
  /** How bad it was: `threat` names law, police, press or a regulator, `escalation` somebody's superior. */
  readonly severity: Protest["severity"] | null;
  readonly severityEvidence: string | null;
}

/**
 * The cascade over one mail that is no report: calendar structure, opt-out words, auto-reply, rules; abstains when rules
 * of different classes fire. Later stages can only add protection, and the caller has stopped the contact already (I3).
 */
export function classifyReply(mail: Mail, own: OwnText, receivedAt: Instant): Classification {
  const found = cascade(mail, own, receivedAt);
  const protest = found.isAuto ? null : protestIn(own);
  const text = `${mail.subject}\n${own.body}\n${own.footer}`;
  return {
    ...found,
    evidence: quoted(text, found.evidence),
    severity: protest?.severity ?? null,
    severityEvidence: quoted(text, protest?.evidence ?? null),
  };
}

/** Evidence is what the sender wrote; a header or a calendar field speaks for itself. */
function quoted(text: string, evidence: string | null): string | null {
  return evidence === null ? null : (asWritten(text, fold(evidence)) ?? evidence).slice(0, evidenceMaxChars);
}

function cascade(mail: Mail, own: OwnText, receivedAt: Instant): Classification {
  const calendar = calendarAnswer(mail);
  const saysStop = calendar === null ? null : optOutIn(mail, own, false);
  if (calendar !== null && saysStop === null)
    return judged(calendar.kind, "structure", calendar.evidence, { meetingAt: calendar.startsAt });
  const whole = `${own.body}\n${own.footer}`;
  const auto = recognizeAutoReply(mail, whole);
  const referral = referralsIn(own.body, mail);
  const optOut = optOutIn(mail, own, auto !== null);
  if (optOut !== null) {
    // A client's own unsubscribe mail is marked automatic and still is the person's wish, not an absence.
    return judged(optOut.kind, "opt_out", optOut.evidence, { suppress: optOut.scope, channel: optOut.channel });
  }
  if (auto !== null) {
    const left = auto.kind === "left_company";
    const resumeAt = left ? null : returnDate(`${mail.subject}\n\n${own.body}`, receivedAt);
    const suppress = left ? "contact" : null;
    // Who says when he is back is away, in whatever words.
    const kind = auto.kind === "auto_ack" && resumeAt !== null ? "ooo" : auto.kind;
    return judged(kind, "auto_reply", auto.evidence, { isAuto: suppress === null, resumeAt, referral, suppress });
  }
  return byRules(own, referral, receivedAt);
}

function byRules(own: OwnText, referral: readonly string[], receivedAt: Instant): Classification {
  const left = leftCompany(fold(own.body));
  if (left !== null) return judged("left_company", "rules", left, { referral, suppress: "contact" });
  const { kind, evidence } = judgeReply(own.body, referral.length > 0);
  if (kind === null) return judged(null, "abstained", evidence, { referral });
  const suppress = kind === "left_company" ? "contact" : null;
  const named = kind === "referral" || kind === "left_company" ? referral : [];
  const resumeAt = kind === "not_now" ? laterDate(own.body, receivedAt) : null;
  return judged(kind, "rules", evidence ?? referral[0] ?? null, { referral: named, suppress, resumeAt });
}

/** Addresses that the sender names, other than the sender's own and the ones the mail was for. */
function referralsIn(body: string, mail: Mail): readonly string[] {
  const own = `${mail.fromAddress} ${header(mail, "to")} ${header(mail, "delivered-to")}`.toLowerCase();
  const named = [
    ...body.matchAll(/(?<![\p{L}\d._%+-])[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/gu),
  ].map((match) => match[0].toLowerCase());
  return [...new Set(named)].filter((address) => !own.includes(address)).slice(0, 5);
}

function judged(
  kind: ReplyKind | null,
  stage: Classification["stage"],
  evidence: string | null,
  more: Partial<Classification>,
): Classification {
  return {
    class: kind === null ? null : classOfKind[kind],
    kind,
    stage,
    evidence: evidence === "" ? null : evidence,
    isAuto: false,
    resumeAt: null,
    meetingAt: null,
    referral: [],
    suppress: null,
    channel: "reply",
    severity: null,
    severityEvidence: null,
    ...more,
  };
}
