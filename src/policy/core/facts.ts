import { preflightStates } from "../../mailbox/health/contract.ts";
import {
  flag,
  one,
  type RecordShape,
  record,
  type ShapeFault,
  set,
  shapeFaults,
  text,
  time,
  type ValueOf,
  whole,
} from "./shape.ts";
import type { ActionKind } from "./vocabulary.ts";
import {
  accountHolds,
  addressStatuses,
  agentKinds,
  agentStatuses,
  buyingParts,
  channels,
  consents,
  contextStates,
  countries,
  industries,
  personas,
  purposes,
  relations,
  replyWords,
} from "./vocabulary.ts";

/** Stands for "it has not happened": a time before every other. */
export const never = "1970-01-01T00:00:00.000Z";

const id = text(40);

/** How often a subject was touched in the rolling windows, reservations included, and when each window next frees a place. */
export const capWindow = record({
  d1: whole,
  d7: whole,
  d30: whole,
  d1DropsAt: time,
  d7DropsAt: time,
  d30DropsAt: time,
});
export type CapWindow = ValueOf<typeof capWindow>;

/**
 * Values of declared fields that are known, each as `name=value`, such as `tier=Gold`; an option of a multi-choice is a member
 * of its own. What is not known has no member, so that a rule that permits by one refuses without it.
 */
const custom = set(text(160), 200);

/** What forbids contact for good; from `policyFacts`, over every address, number and domain of the person. */
export const suppressionFacts = record({
  doNotContact: flag,
  unsubscribed: flag,
  complained: flag,
  hardBounced: flag,
  leftCompany: flag,
  negative: flag,
  domainSuppressed: flag,
});

/**
 * What forbids contact for a time; `open` holds wait for a person, dated ones end at `until`. `accountOpen` says why the whole
 * account waits for a person, `none` where it does not; `accountUntil` ends the dated ones.
 */
export const holdFacts = record({
  open: flag,
  until: time,
  unclassifiedReply: flag,
  accountOpen: one("AccountHold", accountHolds),
  accountUntil: time,
});

const common = {
  /** Business time of the transaction. */
  now: time,
  /**
   * `step` is 0 for a touch outside a sequence; `autonomy` is 0 observe to 4 act with sampling review. `context` says whether
   * something that matters changed since the context behind the proposal was read, and `contextAge` how many seconds before
   * the proposal that was; where none is named, it is older than any limit.
   */
  action: record({
    id,
    purpose: one("Purpose", purposes),
    channel: one("Channel", channels),
    step: whole,
    autonomy: whole,
    context: one("ContextState", contextStates),
    contextAge: whole,
  }),
  /**
   * Who proposes. `outbound` is the grant to propose at all; `firstActionApproved` that a person approved one of its actions;
   * `used` counts the touches of an agent, of which `dailyBudget` is the most in a day. People have no budget.
   */
  agent: record({
    id,
    kind: one("AgentKind", agentKinds),
    status: one("AgentStatus", agentStatuses),
    outbound: flag,
    firstActionApproved: flag,
    dailyBudget: whole,
    used: capWindow,
  }),
  workspace: record({ paused: flag }),
  /**
   * `buyingRole` is the part that somebody said the contact plays, `unknown` where nobody did; `jobChangedAt` when the contact
   * came to this account from another, `never` where nothing tells of that. `confidence` 0 to 100 that these records are this person;
   * `missingFields` are those the action needs and lacks.
   */
  contact: record({
    id,
    countries: set(one("Country", countries), 8),
    persona: one("Persona", personas),
    buyingRole: one("BuyingRole", buyingParts),
    jobChangedAt: time,
    consent: one("Consent", consents),
    addressStatus: one("AddressStatus", addressStatuses),
    confidence: whole,
    missingFields: set(text(40), 20),
    segments: set(text(60), 100),
    custom,
    sensitive: flag,
  }),
  /**
   * `known` is false when the contact belongs to no account; `id` is then empty. `complaints` counts people there who complained
   * and may not be written to for it. The times are when somebody there last complained, escalated or threatened, when the
   * newest support case was opened and a deal last lost: `never` where that did not happen. `openCases` are not closed yet.
   */
  account: record({
    id,
    known: flag,
    relation: one("Relation", relations),
    industry: one("Industry", industries),
    complaints: whole,
    complaintAt: time,
    escalationAt: time,
    caseOpenedAt: time,
    openCases: whole,
    dealLostAt: time,
    custom,
  }),
  suppression: suppressionFacts,
  hold: holdFacts,
  /** Human replies only. `inSequence` is true once the contact answered the sequence that this action belongs to, or any outreach. */
  replies: record({ inSequence: flag, unclassified: flag, newest: one("Reply", replyWords), negativeAt: time }),
  /** Counted over touches for outreach; `thread` counts replies in a thread to this contact. `lastTouchAt` is `never` before the first. */
  caps: record({
    contact: capWindow,
    account: capWindow,
    domain: capWindow,
    persona: capWindow,
    thread: capWindow,
    lastTouchAt: time,
  }),
  /** Local hours over every candidate time zone of the contact, and when all of them next are in working hours. */
  quiet: record({ earliestHour: whole, latestHour: whole, weekend: flag, endsAt: time }),
  /** 0 to 100; `known` is false until the contact was scored against an ICP version. */
  scores: record({ known: flag, fit: whole, intent: whole, disqualified: flag, icpVersion: text(80) }),
  /** Ids of the policies that a valid grant for exactly these bytes has answered. */
  approvals: set(text(80), 50),
} as const;

/** The message as rendered; `approved` only when rendered from an approved template version with bounded slots. */
const message = record({
  templateId: text(80),
  approved: flag,
  modelWritten: flag,
  hasUnsubscribeLink: flag,
  claimsFlagged: flag,
});

/** Which breakers are tripped: of the mailbox, its domain, the sequence, and whoever takes in the recipient's mail. */
const breakers = record({ mailbox: flag, domain: flag, sequence: flag, provider: flag });

/**
 * The mailbox that would send; `inboxReadable` is false while replies may be waiting unread. `warming` is true until a warm-up
 * has reached its ceiling, and `warmUpCap` is what it allows today. `provider` takes in the recipient's mail. `preflight` is
 * `passed` once everything that receivers look at was seen to be right, and `exempt` for a mailbox that reaches no stranger. Rates are at
 * least so high, in basis points over seven days, and 0 while there is too little to speak of a rate.
 */
const mailbox = record({
  id,
  ready: flag,
  inboxReadable: flag,
  dailyCap: whole,
  warming: flag,
  warmUpCap: whole,
  used: capWindow,
  provider: text(255),
  breakers,
  preflight: one("Preflight", preflightStates),
  spamRateBp: whole,
  bounceRateBp: whole,
});

/** The facts that each kind of action needs: the one description of the decision's input. */
export const factsShapes = {
  send_email: record({ ...common, message, mailbox }),
  place_call: record(common),
  book_meeting: record(common),
} as const satisfies Readonly<Record<ActionKind, RecordShape>>;

/** Everything that a decision about one action may read; no clock, no other input. */
export type Facts<K extends ActionKind = ActionKind> = ValueOf<(typeof factsShapes)[K]>;
export type MessageFacts = ValueOf<typeof message>;
export type MailboxFacts = ValueOf<typeof mailbox>;
export type SuppressionFacts = ValueOf<typeof suppressionFacts>;
export type HoldFacts = ValueOf<typeof holdFacts>;

/** What a decision is asked: may this kind of action happen, given these facts. */
export type DecisionRequest = {
  readonly [K in ActionKind]: { readonly action: K; readonly facts: Facts<K> };
}[ActionKind];

/** A window in which nothing was counted. */
export const emptyWindow: CapWindow = Object.freeze({
  d1: 0,
  d7: 0,
  d30: 0,
  d1DropsAt: never,
  d7DropsAt: never,
  d30DropsAt: never,
});

/** The largest facts document, as JSON: a larger one would hold up everything that its process decides. */
export const factsMaxBytes = 65_536;

/** What is wrong with a facts document; empty when a decision may read it. */
export function factsFaults(request: { readonly action: ActionKind; readonly facts: unknown }): readonly ShapeFault[] {
  const faults = shapeFaults(factsShapes[request.action], request.facts);
  if (faults.length > 0 || Buffer.byteLength(JSON.stringify(request.facts)) <= factsMaxBytes) return faults;
  return [{ path: "", expected: `a document of at most ${factsMaxBytes} bytes` }];
}
