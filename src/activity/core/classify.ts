import type { Instant } from "../../kernel/env.ts";
import type { ReplyClass, ReplyKind } from "../contract.ts";
import { leftCompany, recognizeAutoReply } from "./auto-reply.ts";
import { calendarAnswer } from "./calendar.ts";
import { fold, sentencesOf } from "./fold.ts";
import { header, type Mail } from "./mail-structure.ts";
import { optOutIn } from "./opt-out.ts";
import type { OwnText } from "./own-text.ts";
import { replyRules } from "./reply-rules.ts";
import { returnDate } from "./return-date.ts";

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
}

/**
 * The cascade over one mail that is no report: calendar structure, opt-out words, auto-reply, rules; abstains when rules
 * of different classes fire. Later stages can only add protection, and the caller has stopped the contact already (I3).
 */
export function classifyReply(mail: Mail, own: OwnText, receivedAt: Instant): Classification {
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
    const resumeAt = auto.kind === "ooo" ? returnDate(`${mail.subject}\n\n${own.body}`, receivedAt) : null;
    const suppress = auto.kind === "left_company" ? "contact" : null;
    return judged(auto.kind, "auto_reply", auto.evidence, { isAuto: suppress === null, resumeAt, referral, suppress });
  }
  return byRules(own, referral);
}

function byRules(own: OwnText, referral: readonly string[]): Classification {
  const folded = fold(own.body);
  const left = leftCompany(folded);
  if (left !== null) return judged("left_company", "rules", left, { referral, suppress: "contact" });
  const found = new Map(kindsIn(own.body, folded));
  // Who names somebody else's address sends us there, however it is worded.
  const [named] = referral;
  if (named !== undefined && !found.has("referral")) found.set("referral", named);
  const kind = settled(found, referral.length > 0);
  if (kind === null) return judged(null, "abstained", [...found.values()].join(" / ") || null, { referral });
  return judged(kind, "rules", found.get(kind) ?? null, { referral: kind === "referral" ? referral : [] });
}

/** Rules for a reply as a whole are about short ones. */
const wholeMaxChars = 500;

/** The kinds whose rules fire, each with the words. Liking counts only outside the reach of a negation. */
function kindsIn(body: string, folded: string): ReadonlyMap<ReplyKind, string> {
  const found = new Map<ReplyKind, string>();
  const whole = folded.replace(/\s+/g, " ").trim().slice(0, wholeMaxChars);
  const sentences = sentencesOf(body).map(fold);
  for (const rule of replyRules) {
    for (const text of rule.whole === true ? [whole] : sentences) {
      const match = rule.pattern.exec(text);
      if (match === null || found.has(rule.kind)) continue;
      const before = text.slice(0, match.index);
      if (rule.kind === "interested" && rule.whole !== true && negation.test(before)) continue;
      found.set(rule.kind, match[0]);
    }
  }
  return found;
}

/** A negation that still reaches the words after it: nothing but a few words in between, no comma and no "but". */
const negation =
  /(?:^|[^\p{L}])(?:no|not|never|non|nao|ne|pas|nicht|keine?n?|nie|inte|ikke|niet|geen|nem|nu|n't|не|нет)(?: (?!but|aber|mais|pero|ma|mas|maar|men|ale)[\p{L}']+){0,3} ?$/u;

/** Kinds that explain others away: who names the first means it, the second is only how it is said. */
const outweighs: readonly (readonly [ReplyKind, readonly ReplyKind[]])[] = [
  ["referral", ["wrong_person", "not_interested", "neutral", "question", "interested"]],
  ["meeting", ["meeting_declined", "interested", "question", "neutral"]],
  ["meeting_declined", ["not_interested", "neutral"]],
  ["wrong_person", ["not_interested", "neutral"]],
  ["identity_question", ["question", "neutral"]],
  ["not_now", ["not_interested", "neutral"]],
  ["not_interested", ["neutral"]],
  ["interested", ["question", "neutral"]],
  ["question", ["neutral"]],
];

function settled(found: ReadonlyMap<ReplyKind, string>, namesSomebody: boolean): ReplyKind | null {
  const kinds = [...found.keys()];
  if (kinds.length === 1) return kinds[0] ?? null;
  // "Sure, loop in my colleague" is a yes; with the colleague's address it is a referral.
  if (kinds.length === 2 && found.has("interested") && found.has("referral") && !namesSomebody) return "interested";
  const winner = outweighs.find(
    ([kind, lesser]) => found.has(kind) && kinds.every((other) => other === kind || lesser.includes(other)),
  );
  return winner?.[0] ?? null;
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
    evidence: evidence?.slice(0, 300) ?? null,
    isAuto: false,
    resumeAt: null,
    meetingAt: null,
    referral: [],
    suppress: null,
    channel: "reply",
    ...more,
  };
}
