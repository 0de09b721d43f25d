import type { AppendDeps } from "../../audit/append.ts";
import type { Env } from "../../kernel/env.ts";
import type { Database } from "../../kernel/sql.ts";

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
}

/** The vault purpose of the secrets with which calls are signed. */
export const webhookSecretPurpose = "activity/webhook-secret";

/** The queue on which webhooks are sent to: one job per webhook, so that a slow receiver is waited for once. */
export const webhookQueue = "activity.webhook";
