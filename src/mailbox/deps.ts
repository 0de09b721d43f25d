import type { AppendDeps } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { React } from "../kernel/reactions.ts";
import type { Database } from "../kernel/sql.ts";
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
}

/** The channel on which readers are told, by its id, that a mailbox has news. */
export const mailboxNews = "fairlead_mailbox";

/** Secrets of mailboxes are sealed for this purpose. */
export const vaultPurpose = "mailbox";
