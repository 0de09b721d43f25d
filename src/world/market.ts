import type { WorldTime } from "./env.ts";

/**
 * The interface between the world (wire, clock, truth) and a market (people and how they behave).
 * A market is pure: the same seed and the same arguments give the same answers, in any process and in any order of
 * calls, so a world that was killed and started again plays on as if nothing had happened.
 * A module is a market when it exports `createMarket`; `--market PATH` loads it. See docs/guide/world.md.
 */
export type CreateMarket = (options: MarketOptions) => Market;

export interface MarketOptions {
  readonly seed: string;
  /** How many people to invent. A larger market must begin with the people of the smaller one. */
  readonly people: number;
}

export interface Market {
  readonly name: string;
  readonly companies: readonly Company[];
  readonly prospects: readonly Prospect[];
  /** What the mail server of the address answers. Called for every RCPT TO and, when that passed, for every DATA. */
  receive(attempt: Attempt): Verdict;
  /** What comes of an accepted message. `history` holds what this prospect accepted before, oldest first. */
  react(prospect: Prospect, message: ReceivedMessage, history: readonly ReceivedMessage[]): readonly Reaction[];
  /** Buying signals with `since <= at < until`. */
  signals(since: WorldTime, until: WorldTime): readonly Signal[];
  meeting(prospect: Prospect, startsAt: WorldTime): "held" | "no_show";
  /** What comes of the prospect's meetings; `null` when no deal was ever on the table. */
  deal(prospect: Prospect, meetingsHeld: number): Deal | null;
}

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly country: string;
  readonly industry: string;
  readonly employees: number;
  /** How the company already stands to the seller. */
  readonly relation: "none" | "customer" | "partner" | "competitor";
}

export interface Prospect {
  readonly id: string;
  readonly companyId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  /** The address that the seller's CRM knows, in its canonical lower case spelling. */
  readonly email: string;
  /** Further addresses that reach the same mailbox. */
  readonly aliases: readonly string[];
  readonly phone: string | null;
  readonly linkedin: string | null;
  /** ISO 3166 alpha-2. */
  readonly country: string;
  /** ISO 639-1: the language this person answers in. */
  readonly language: string;
  readonly crm: CrmFacts;
  readonly hidden: Hidden;
}

/** What the seller's old CRM says of a person, for the CSV export. */
export interface CrmFacts {
  readonly lifecycleStage: string;
  readonly leadStatus: string;
  readonly owner: string;
  readonly optedOut: boolean;
  readonly legalBasis: string;
  readonly createdAt: WorldTime;
  readonly lastActivityAt: WorldTime | null;
}

/** What nobody outside can see; scorers and learners are judged against it. Numbers run from 0 to 1. */
export interface Hidden {
  readonly fit: number;
  readonly interest: number;
  /** 0 is patient, 1 is quick to complain. */
  readonly temper: number;
  /** The market's own word for the mailbox, such as `ok` or `unknown_user`. */
  readonly mailbox: string;
}

export interface Attempt {
  readonly stage: "rcpt" | "data";
  readonly at: WorldTime;
  readonly address: string;
  /** `null` when nobody in the market has the address. */
  readonly prospect: Prospect | null;
  /** Times at which the same address was refused before, oldest first. */
  readonly refusedAt: readonly WorldTime[];
}

export type Verdict =
  | { readonly accept: true }
  | { readonly accept: false; readonly code: number; readonly text: string; readonly truth: RefusalTruth };

export type RefusalTruth = "hard_bounce" | "soft_bounce" | "blocked";

/** A message of ours as its reader sees it. */
export interface ReceivedMessage {
  readonly messageId: string;
  readonly at: WorldTime;
  readonly from: string;
  /** The name shown for the sender; empty when there is none. */
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
  /** It answers something that this prospect wrote. */
  readonly answersUs: boolean;
  readonly invitation: Invitation | null;
  readonly unsubscribe: { readonly oneClickUrl: string | null; readonly mailto: string | null };
}

export interface Invitation {
  readonly uid: string;
  readonly startsAt: WorldTime;
  readonly endsAt: WorldTime;
  readonly summary: string;
}

/** Something the prospect, or the machine that keeps the mailbox, does after `delayMs`. */
export type Reaction = { readonly delayMs: number } & (
  | ReplyReaction
  | AutoReplyReaction
  | UnsubscribeReaction
  | ComplaintReaction
  | BounceReaction
);

export interface ReplyReaction {
  readonly kind: "reply";
  readonly truth: HumanTruth;
  readonly language: string;
  readonly text: string;
  readonly client: MailClient;
  /** How much of the thread the client keeps; with `none` only the address that is answered to tells. */
  readonly threading: "full" | "in_reply_to" | "none";
  /** The address it comes from, when not the one that was written to. */
  readonly from: string | null;
  readonly calendar: CalendarPart | null;
}

export type HumanTruth =
  | "reply.positive"
  | "reply.meeting"
  | "reply.negative"
  | "reply.question"
  | "reply.neutral"
  | "reply.not_now"
  | "reply.referral"
  | "reply.wrong_person"
  | "reply.decline"
  | "unsubscribe";

/** How a mail program quotes the message that is answered. */
export type MailClient = "attribution" | "outlook" | "bottom" | "unmarked" | "none";

export interface CalendarPart extends Invitation {
  /** `REQUEST` invites us; `REPLY` answers an invitation of ours. */
  readonly method: "REQUEST" | "REPLY";
  readonly partstat: "ACCEPTED" | "DECLINED" | "TENTATIVE" | null;
}

export interface AutoReplyReaction {
  readonly kind: "auto_reply";
  readonly truth: "ooo" | "reply.left_company" | "auto_ack";
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly backAt: WorldTime | null;
}

export interface UnsubscribeReaction {
  readonly kind: "one_click" | "unsubscribe_mail";
  readonly truth: "unsubscribe";
}

export interface ComplaintReaction {
  readonly kind: "complaint";
  readonly truth: "complaint";
  /** The feedback loop hides the recipient. */
  readonly redacted: boolean;
}

export interface BounceReaction {
  readonly kind: "bounce";
  readonly truth: "hard_bounce" | "soft_bounce" | "blocked" | "delayed";
  readonly action: "failed" | "delayed";
  readonly status: string;
  readonly diagnostic: string;
  readonly dialect: "postfix" | "exchange" | "exim" | "terse";
}

export interface Signal {
  readonly id: string;
  readonly at: WorldTime;
  readonly kind: "pricing_page" | "hiring" | "funding" | "competitor_mention" | "demo_request";
  readonly domain: string;
  /** Set when the signal names a person. */
  readonly email: string | null;
}

export interface Deal {
  readonly won: boolean;
  readonly amountMinor: number;
  readonly currency: string;
  readonly closesAfterMs: number;
}
