import type { WorldTime } from "./env.ts";
import type { HumanTruth, Invitation, Reaction, ReceivedMessage, RefusalTruth } from "./market.ts";

/**
 * One line of `DIR/world/truth.jsonl`: what happened and what it really meant. Lines are numbered without gaps; each
 * was on disk before the other side was told.
 */
export type TruthLine = { readonly seq: number; readonly at: WorldTime } & (
  | IncomingLine
  | OutgoingLine
  | MeetingLine
  | DealLine
);

/** A line before it has its number and its time. */
export type NewTruth = IncomingLine | OutgoingLine | MeetingLine | DealLine;

/** One SMTP transaction that the seller made, with the answer it got. */
export interface IncomingLine {
  readonly direction: "in";
  readonly stage: "rcpt" | "data";
  readonly envelope: Envelope;
  readonly recipient: string;
  readonly recipientDomain: string;
  readonly prospectId: string | null;
  readonly code: number;
  readonly answer: string;
  readonly truth: { readonly kind: "accepted" | "duplicate" | RefusalTruth; readonly language: string | null };
  /** `null` when the recipient was refused before the message came. */
  readonly mail: TruthMail | null;
  /** All that will come of it, already decided. */
  readonly reactions: readonly PlannedReaction[];
}

export interface Envelope {
  readonly from: string;
  readonly to: string;
  readonly envid: string | null;
  readonly orcpt: string | null;
  readonly notify: readonly string[];
}

/** The message, as far as it matters to the market, the reports and the tests. */
export interface TruthMail extends Omit<ReceivedMessage, "at"> {
  readonly replyTo: string;
  readonly references: readonly string[];
  readonly rawHeader: string;
  readonly ownHeaders: Readonly<Record<string, string>>;
  readonly sha256: string;
  readonly textSha256: string;
}

/** A reaction with its name and time. `messageId` is that of the mail it will be, the same however often it is sent. */
export interface PlannedReaction {
  readonly id: string;
  readonly dueAt: WorldTime;
  readonly messageId: string;
  readonly reaction: Reaction | DeliveredReaction;
}

/** The success report that the seller asked for (RFC 3461 NOTIFY=SUCCESS). */
export interface DeliveredReaction {
  readonly kind: "delivered";
  readonly truth: "delivered";
  readonly delayMs: number;
}

export type ReactionTruth = Reaction["truth"] | HumanTruth | "delivered";

/** One thing that came out of the market, over SMTP or HTTP, with the answer it got. */
export interface OutgoingLine {
  readonly direction: "out";
  readonly reactionId: string;
  readonly channel: "smtp" | "http";
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly inReplyTo: string;
  readonly prospectId: string;
  readonly code: number;
  readonly answer: string;
  /** `sent`: taken over. `refused`: given up. `failed`: will be tried again. */
  readonly result: "sent" | "refused" | "failed";
  /** When a failed one is tried again. */
  readonly retryAt: WorldTime | null;
  readonly truth: { readonly kind: ReactionTruth; readonly language: string | null };
  readonly invitation: Invitation | null;
  readonly backAt: WorldTime | null;
  /** SHA-256 of the bytes that were sent; `null` over HTTP. */
  readonly sha256: string | null;
}

export interface MeetingLine {
  readonly direction: "event";
  readonly event: "meeting";
  readonly prospectId: string;
  readonly email: string;
  readonly startsAt: WorldTime;
  readonly truth: { readonly kind: "meeting.held" | "meeting.no_show" };
}

export interface DealLine {
  readonly direction: "event";
  readonly event: "deal";
  readonly prospectId: string;
  readonly email: string;
  readonly truth: { readonly kind: "deal.won" | "deal.lost" };
  readonly amountMinor: number;
  readonly currency: string;
  readonly closesAfterMs: number;
}
