import type { AppendDeps } from "../../audit/append.ts";
import type { Env } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Database, Tx } from "../../kernel/sql.ts";

/** One HTTP exchange as the channel reports it: it follows nothing and reaches public addresses only. */
export type PostExchange =
  | { readonly kind: "answered"; readonly status: number; readonly retryAfter: string | null; readonly body: string }
  | { readonly kind: "unsent"; readonly says: string; readonly isRefused: boolean }
  | { readonly kind: "lost"; readonly says: string };

/** What sending events to webhooks needs. */
export interface OutgoingDeps extends AppendDeps {
  readonly db: Database;
  readonly env: Pick<Env, "wall" | "randomBytes">;
  readonly postJson: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<PostExchange>;
  /** Hears that a webhook was switched off, in the same transaction: a person has to turn it on again. */
  readonly onSwitchedOff: (tx: Tx, off: SwitchedOff) => Promise<void>;
  /** Hears that a person had a webhook go on. */
  readonly onTurnedOn: (tx: Tx, webhookId: Id<"whk">) => Promise<void>;
}

/** A webhook that Fairlead switched off, and what was heard of it last. */
export interface SwitchedOff {
  readonly webhookId: Id<"whk">;
  readonly url: string;
  readonly createdBy: string;
  /** Why it was switched off, and what its receiver answered last. */
  readonly reason: string;
  readonly lastHeard: string;
  readonly cause: Id<"aud">;
}

/** The vault purpose of the secrets with which calls are signed. */
export const webhookSecretPurpose = "activity/webhook-secret";

/** The queue on which webhooks are sent to: one job per webhook, so that a slow receiver is waited for once. */
export const webhookQueue = "activity.webhook";
