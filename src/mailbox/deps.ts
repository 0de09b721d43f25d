import type { AppendDeps } from "../audit/append.ts";
import type { Env, Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { MailboxEvent } from "./contract.ts";
import type { FormExchange } from "./core/token-answer.ts";

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

/** Secrets of mailboxes are sealed for this purpose. */
export const vaultPurpose = "mailbox";
