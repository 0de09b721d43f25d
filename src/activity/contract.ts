import { z } from "zod";
import { type Id, idSchema } from "../kernel/ids.ts";
import { operation } from "../kernel/operation.ts";
import {
  type ColleagueWrote,
  type MailBound,
  type ProtestSeen,
  type ReplyCorrected,
  type ReplySuggested,
  type SentCopyFound,
  severities,
  suggestionOf,
} from "./words/contract.ts";

/** What came of meetings and deals, and which support cases there were. */
const resultKinds = [
  "meeting_declined",
  "meeting_rescheduled",
  "meeting_cancelled",
  "meeting_held",
  "meeting_no_show",
  "deal_created",
  "deal_won",
  "deal_lost",
  "case_opened",
  "case_closed",
] as const;

/** Every kind of activity event: the twelve that the product promises, then the finer ones that explain them. */
export const activityKinds = [
  "email_sent",
  "email_delivered",
  "email_bounced",
  "email_replied",
  "meeting_booked",
  "unsubscribed",
  "spam_complaint",
  "call_placed",
  "call_connected",
  "voicemail_left",
  "task_created",
  "task_completed",
  "email_attempted",
  "email_deferred",
  "email_rejected",
  "email_unknown",
  "email_reconciled",
  "email_delayed",
  "auto_reply",
  "reply_reclassified",
  "reply_suggested",
  "alert_raised",
  "inbound_ambiguous",
  "inbound_unmatched",
  "inbound_disclaimed",
  ...resultKinds,
  "breaker_tripped",
  "breaker_rearmed",
] as const;

/** The kind of an activity event. */
export const activityKind = z.enum(activityKinds);
export type ActivityKind = z.output<typeof activityKind>;

/** The coarse class of an inbound mail; what outcomes count. */
export const replyClasses = ["positive", "negative", "neutral", "ooo", "unsubscribe"] as const;
export type ReplyClass = (typeof replyClasses)[number];

/** The fine kind of an inbound mail; what a person and the next step need to know. */
export const replyKinds = [
  "interested",
  "meeting",
  "question",
  "referral",
  "not_now",
  "not_interested",
  "wrong_person",
  "left_company",
  "identity_question",
  "neutral",
  "unsubscribe",
  "complaint",
  "data_request",
  "ooo",
  "auto_ack",
  "meeting_declined",
] as const;
export const replyKind = z.enum(replyKinds);
export type ReplyKind = z.output<typeof replyKind>;

/** Why an address could not be reached, in words that the breaker and a person can act on. */
export type BounceReason =
  | ("unknown_user" | "unknown_domain" | "mailbox_inactive" | "mailbox_full" | "filtered" | "blocked" | "content")
  | ("authentication" | "relay_denied" | "rate_limited" | "too_big" | "network" | "expired" | "system" | "undefined");

/** `permanent` only where code and text agree; everything in doubt is `uncertain` and only pauses. */
export type Permanence = "permanent" | "temporary" | "uncertain";

/** What made an opt-out: the channel of the wish, or words in a mail that leave no other reading. */
export type OptOutBasis =
  | ("one_click" | "mailto" | "reply" | "provider")
  | ("complaint_reply" | "data_request" | "left_company");

/** What an inbound mail is by its structure. */
export type InboundWhat = "reply" | "auto_reply" | "bounce" | "delay" | "delivery" | "complaint" | "report";

/** What every reaction names: what it is about, when (epoch milliseconds), and the audit record that it follows from. */
interface Seen {
  readonly contactId: Id<"con"> | null;
  readonly accountId: Id<"acc"> | null;
  readonly address: string | null;
  readonly messageId: Id<"msg"> | null;
  readonly actionId: Id<"act"> | null;
  readonly inboundId: Id<"inb"> | null;
  readonly cause: Id<"aud">;
  readonly at: number;
}

/**
 * What this block tells the blocks to its right inside its own transaction. A trusted report carries our own token
 * or its provider's proof; without it the report may be forged and only pauses.
 * INVARIANT: `inbound.recorded` comes first and for every correlated mail, whatever the classifier thinks (I3).
 */
export type ActivityReaction =
  | (Seen & {
      readonly type: "inbound.recorded";
      readonly what: InboundWhat;
      /** Everybody the mail may be from: one, or several where it is ambiguous, and then all are paused. */
      readonly contactIds: readonly Id<"con">[];
      /** True for an auto-reply or report by structure: a dated hold instead of a stop. */
      readonly auto: boolean;
      readonly holdUntil: number | null;
    })
  | (Seen & { readonly type: "optout.seen"; readonly scope: "contact" | "account"; readonly basis: OptOutBasis })
  | (Seen & { readonly type: "complaint.seen"; readonly trusted: boolean })
  | (Seen & {
      readonly type: "bounce.seen";
      readonly permanence: Permanence;
      readonly reason: BounceReason;
      readonly trusted: boolean;
    })
  | (Seen & { readonly type: "delivery.seen"; readonly trusted: boolean })
  | (Seen & (ProtestSeen | ReplyCorrected | ReplySuggested | MailBound | ColleagueWrote | SentCopyFound))
  | (Seen & {
      /** Something that another tool recorded long ago. It protects and counts like a live one, and starts nothing. */
      readonly type: "past.recorded";
      readonly eventId: Id<"evt">;
      readonly kind: ActivityKind;
      readonly reply: ReplyKind | null;
      readonly permanence: Permanence | null;
      /** Whether we reached out by it, so that it counts under the caps. */
      readonly isTouch: boolean;
    })
  | (Seen & {
      readonly type: "reply.classified";
      /** Null where no rule was sure: a person decides, and until then the contact stays stopped. */
      readonly class: ReplyClass | null;
      readonly kind: ReplyKind | null;
      readonly stage: string;
      readonly resumeAt: number | null;
      /** When a calendar answer or invitation says that the meeting is. */
      readonly meetingAt: number | null;
      readonly referral: readonly string[];
      readonly byPerson: boolean;
    });

const time = z.iso.datetime({ offset: true });
const page = { limit: z.coerce.number().int().min(1).max(500).default(50), after: z.string().max(200).optional() };

/** One immutable event as callers see it; `name` is what the contact is called now. */
export const activityView = z.object({
  id: idSchema("evt"),
  kind: activityKind,
  contactId: idSchema("con").nullable(),
  name: z.string().nullable(),
  accountId: idSchema("acc").nullable(),
  address: z.string().nullable(),
  actionId: idSchema("act").nullable(),
  messageId: idSchema("msg").nullable(),
  inboundId: idSchema("inb").nullable(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  auditId: idSchema("aud").nullable(),
  data: z.record(z.string(), z.unknown()),
});

/** Events of a contact or account, newest first. */
export const activitiesList = operation({
  name: "activities.list",
  summary: "List what happened with a contact or account, newest first",
  effect: "read",
  scope: "activities:read",
  method: "GET",
  path: "/v1/activities",
  status: 200,
  input: z.strictObject({
    contactId: idSchema("con").optional(),
    accountId: idSchema("acc").optional(),
    kind: activityKind.optional(),
    ...page,
  }),
  output: z.object({ items: z.array(activityView), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** What a person or tool outside Fairlead did; mail events only come from mail itself. */
export const recordableKinds = [
  "call_placed",
  "call_connected",
  "voicemail_left",
  "task_created",
  "task_completed",
  "meeting_booked",
  ...resultKinds,
] as const;

/** Records calls, tasks, meetings, deals and support cases that happened elsewhere. */
export const activitiesRecord = operation({
  name: "activities.record",
  summary: "Record a call, task, meeting, deal or support case event of a contact",
  effect: "write",
  scope: "activities:write",
  method: "POST",
  path: "/v1/activities",
  status: 201,
  input: z.strictObject({
    kind: z.enum(recordableKinds).describe("a support case has its key in `data.case`, by which it is closed again"),
    contactId: idSchema("con"),
    accountId: idSchema("acc").optional(),
    occurredAt: time.optional(),
    sourceKey: z.string().min(1).max(200).optional().describe("your own key: recording it again changes nothing"),
    actionId: idSchema("act").optional(),
    data: z.record(z.string(), z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()])).optional(),
  }),
  output: z.object({ id: idSchema("evt"), isNew: z.boolean() }),
  problems: ["invalid_input", "not_found", "idempotency_mismatch"],
});

/** One inbound mail as callers see it, with its own new text only. */
export const inboundView = z.object({
  id: idSchema("inb"),
  receivedAt: z.string(),
  fromAddress: z.string().nullable(),
  subject: z.string(),
  text: z.string(),
  what: z.string(),
  contactId: idSchema("con").nullable(),
  accountId: idSchema("acc").nullable(),
  messageId: idSchema("msg").nullable(),
  correlatedBy: z.string(),
  candidates: z.array(idSchema("con")),
  class: z.enum(replyClasses).nullable(),
  kind: replyKind.nullable(),
  stage: z.string(),
  evidence: z.string().nullable(),
  /** How bad a protest it is, and the words that say so. */
  severity: z.enum(severities).nullable(),
  severityEvidence: z.string().nullable(),
  resumeAt: z.string().nullable(),
  referral: z.array(z.string()),
  isMalformed: z.boolean(),
  needsPerson: z.boolean(),
  /** What a model takes it for, where no rule was sure and a model is configured. */
  suggestion: suggestionOf(replyKind).nullable(),
});

/** Inbound mail, by default what waits for a person. */
export const inboundList = operation({
  name: "inbound.list",
  summary: "List inbound mail, by default what waits for a person, newest first",
  effect: "read",
  scope: "activities:read",
  method: "GET",
  path: "/v1/inbound",
  status: 200,
  input: z.strictObject({
    state: z.enum(["waiting", "all"]).default("waiting"),
    contactId: idSchema("con").optional(),
    ...page,
  }),
  output: z.object({ items: z.array(inboundView), next: z.string().nullable() }),
  problems: ["invalid_input"],
});

/** One inbound mail. */
export const inboundGet = operation({
  name: "inbound.get",
  summary: "Read one inbound mail and how it was understood",
  effect: "read",
  scope: "activities:read",
  method: "GET",
  path: "/v1/inbound/{inboundId}",
  status: 200,
  input: z.strictObject({ inboundId: idSchema("inb") }),
  output: inboundView,
  problems: ["not_found"],
});

/** The operations of this block. */
export const activityOperations = [activitiesList, activitiesRecord, inboundList, inboundGet] as const;
