import type { InputOf } from "../api/operations.ts";

type ActionState = NonNullable<InputOf<"actions.list">["state"]>;
type DecisionOutcome = NonNullable<InputOf<"actions.list">["outcome"]>;
type AccountRelation = NonNullable<InputOf<"contacts.list">["relation"]>;
type OutcomeKind = NonNullable<InputOf<"outcomes.list">["kind"]>;
type ActivityKind = NonNullable<InputOf<"activities.list">["kind"]>;
/** What a person may say that a reply means. */
export type ReplyKind = InputOf<"replies.classify">["kind"];

// Contracts give the console types only, so that their schemas stay out of the bundle. Each list here is checked against
// its type: a code that is missing or made up does not compile.
const keys = <Code extends string>(codes: Readonly<Record<Code, 0>>): readonly Code[] => Object.keys(codes) as Code[];

/** Every state of an action, in the order of its life. */
export const actionStates = keys<ActionState>({
  awaiting_approval: 0,
  deferred: 0,
  queued: 0,
  reserved: 0,
  attempting: 0,
  sent: 0,
  done: 0,
  rejected: 0,
  unknown: 0,
  parked: 0,
  denied: 0,
  cancelled: 0,
  held: 0,
});

/** Every outcome of a decision. */
export const decisionOutcomes = keys<DecisionOutcome>({ allow: 0, needs_approval: 0, defer: 0, deny: 0 });

/** What an account can be to us. */
export const accountRelations = keys<AccountRelation>({
  customer: 0,
  open_opportunity: 0,
  partner: 0,
  competitor: 0,
  none: 0,
  unknown: 0,
});

/** What can come of outreach. */
export const outcomeKinds = keys<OutcomeKind>({
  reply_positive: 0,
  reply_negative: 0,
  meeting_booked: 0,
  meeting_held: 0,
  no_show: 0,
  opportunity_created: 0,
  deal_won: 0,
  deal_lost: 0,
});

/** What a reply can mean, the frequent first. */
export const replyKinds = keys<ReplyKind>({
  interested: 0,
  meeting: 0,
  question: 0,
  not_now: 0,
  referral: 0,
  neutral: 0,
  not_interested: 0,
  unsubscribe: 0,
  complaint: 0,
  wrong_person: 0,
  left_company: 0,
  identity_question: 0,
  data_request: 0,
  ooo: 0,
  auto_ack: 0,
  meeting_declined: 0,
});

/** Every kind of event, the promised twelve first. */
export const activityKinds = keys<ActivityKind>({
  email_sent: 0,
  email_delivered: 0,
  email_bounced: 0,
  email_replied: 0,
  meeting_booked: 0,
  unsubscribed: 0,
  spam_complaint: 0,
  call_placed: 0,
  call_connected: 0,
  voicemail_left: 0,
  task_created: 0,
  task_completed: 0,
  email_attempted: 0,
  email_deferred: 0,
  email_rejected: 0,
  email_unknown: 0,
  email_reconciled: 0,
  email_delayed: 0,
  auto_reply: 0,
  reply_reclassified: 0,
  reply_suggested: 0,
  alert_raised: 0,
  inbound_ambiguous: 0,
  inbound_unmatched: 0,
  inbound_disclaimed: 0,
  meeting_declined: 0,
  meeting_rescheduled: 0,
  meeting_cancelled: 0,
  meeting_held: 0,
  meeting_no_show: 0,
  deal_created: 0,
  deal_won: 0,
  deal_lost: 0,
  case_opened: 0,
  case_closed: 0,
  breaker_tripped: 0,
  breaker_rearmed: 0,
});
