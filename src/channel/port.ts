/** The way out of the house: what carries one message to one recipient, and what it may say about how that went. */

/** Where in the SMTP conversation an attempt ended. Nothing before `body` can have delivered; nothing after it can be taken back. */
export type SendPhase = "connect" | "greeting" | "auth" | "mail" | "rcpt" | "data" | "body" | "reply";

/** What an attempt means for the action; `unknown` is never resent by itself. */
export type SendVerdict = "sent" | "rejected" | "deferred" | "not_sent" | "unknown";

/** What came of one attempt. */
export interface SendResult {
  readonly verdict: SendVerdict;
  readonly phase: SendPhase;
  readonly replyCode: number | null;
  readonly replyText: string;
  /** Whether the refusal is about our mailbox, not about the recipient. */
  readonly isMailboxFault: boolean;
  /** The conversation without message content: command and reply lines. */
  readonly transcript: readonly string[];
  readonly supportsDsn: boolean;
}

/** One message on its way: one recipient, exact bytes. */
export interface Outgoing {
  readonly envelopeFrom: string;
  readonly to: string;
  readonly raw: Buffer;
  readonly envelopeId: string;
}

/** The server that takes our mail. */
export interface MailRoute {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Asked in place of a password, before the connection is opened (XOAUTH2). */
  readonly accessToken?: (() => Promise<string>) | undefined;
  /** Name we greet with. */
  readonly localName: string;
}

/** The right to make one attempt, made from a permit row that was just used up. */
export interface Permit {
  readonly permitId: string;
  readonly actionId: string;
  readonly attemptId: string;
}

/**
 * Makes and takes permits, one use each. The composition root gives `mint` to `execution/attempt.ts` and `redeem` to the
 * channels. INVARIANT: nothing else holds `mint` (test/architecture.test.ts).
 */
export interface PermitDesk {
  mint(row: Permit): Permit;
  redeem(permit: Permit): void;
}

/** A desk whose permits are values that cannot be forged: a look-alike object is refused. */
export function createPermitDesk(): PermitDesk {
  const open = new WeakSet<Permit>();
  return {
    mint: (row) => {
      const permit: Permit = Object.freeze({
        permitId: row.permitId,
        actionId: row.actionId,
        attemptId: row.attemptId,
      });
      open.add(permit);
      return permit;
    },
    redeem: (permit) => {
      if (!open.delete(permit)) throw new Error(`permit ${permit.permitId} was forged or used before`);
    },
  };
}

/** Sends one message. The permit is used up by the call, whatever comes of it. */
export interface MailChannel {
  send(permit: Permit, route: MailRoute, mail: Outgoing): Promise<SendResult>;
}
