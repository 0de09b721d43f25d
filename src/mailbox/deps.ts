import type { AppendDeps } from "../audit/append.ts";
import type { Env, Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { MailboxEvent } from "./contract.ts";
import type { DnsAnswer, MxRecord } from "./core/dns-answer.ts";
import type { Pressed } from "./core/own-checks.ts";
import type { FormExchange } from "./core/token-answer.ts";
import type { MailboxCredentials } from "./credentials.ts";

/** Posts a form to a token endpoint under the channel's rules for addresses. */
export type PostForm = (url: string, form: Readonly<Record<string, string>>) => Promise<FormExchange>;

/** What the verbs of this block need from the composition root. */
export interface MailboxDeps extends AppendDeps {
  readonly env: Env;
  readonly db: Database;
  /** Handlers to the right, run in the same transaction: they close the gate of a paused mailbox. */
  readonly react: React<MailboxEvent>;
  /** Our messages by id, with everything that a breaker counts them under; execution knows, which stands to the right. */
  readonly sendsOf: (tx: Tx, messageIds: readonly Id<"msg">[]) => Promise<readonly Send[]>;
}

/** One message that was sent, and what it counts for. */
export interface Send {
  readonly messageId: Id<"msg">;
  readonly mailboxId: Id<"mbx">;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly sequenceId: Id<"seq"> | null;
  /** When its bytes were written. */
  readonly at: Instant;
}

/** The channel on which readers are told, by its id, that a mailbox has news. */
export const mailboxNews = "fairlead_mailbox";

/** Secrets of mailboxes are sealed for this purpose. */
export const vaultPurpose = "mailbox";

/** Questions to the DNS, each with a deadline; none throws. */
export interface Dns {
  readonly txt: (name: string) => Promise<DnsAnswer<string>>;
  readonly mx: (domain: string) => Promise<DnsAnswer<MxRecord>>;
  /** The addresses of a host; none where they are not told. */
  readonly addresses: (host: string) => Promise<readonly string[]>;
}

/** What the preflight needs of the world besides. */
export interface PreflightDeps extends MailboxDeps {
  readonly dns: Dns;
  /** Posts to a link of ours, under the channel's rules for addresses. */
  readonly press: (url: string) => Promise<Pressed>;
  /** The bytes of a message to nobody, signed as dispatch signs. */
  readonly signProbe: (dkim: NonNullable<MailboxCredentials["dkim"]>) => Promise<Buffer>;
  readonly postalAddress: (tx: Tx) => Promise<string>;
  readonly publicUrl: string;
  /** Has a mailbox write to itself, with a header that proves it; answers what its server said where it did not take it. */
  readonly sendToSelf: (workspaceId: Id<"wsp">, mailbox: MailboxCredentials, proof: string) => Promise<string | null>;
}

/** What the health of a mailbox is told from besides; caps are policy's, which stands to the right. */
export interface HealthDeps extends MailboxDeps {
  /** Touches of each mailbox in the last 24 hours, reserved ones too. */
  readonly usedToday: (tx: Tx, mailboxIds: readonly Id<"mbx">[]) => Promise<ReadonlyMap<Id<"mbx">, number>>;
}

/** The queues of preflights, and of looking up who takes in mail for a domain. */
export const preflightQueue = "mailbox.preflight";
export const providerQueue = "mailbox.provider";

/** The queue on which loops are given up. */
export const loopQueue = "mailbox.loop";
