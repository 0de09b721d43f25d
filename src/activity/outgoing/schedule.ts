import { dropJobs, enqueue } from "../../kernel/jobs.ts";
import type { Tx } from "../../kernel/sql.ts";
import { nextDueAt, type WebhookRow } from "../store/webhooks.ts";
import { type OutgoingDeps, webhookQueue } from "./deps.ts";

/** Has a webhook's deliveries sent when the next one is due; a job that waits for a later one makes room. */
export async function schedule(
  deps: Pick<OutgoingDeps, "env" | "kick">,
  tx: Tx,
  webhook: Pick<WebhookRow, "id" | "state" | "held_until">,
): Promise<void> {
  await dropJobs(tx, webhookQueue, [webhook.id]);
  const dueAt = webhook.state === "active" ? await nextDueAt(tx, webhook.id) : null;
  if (dueAt === null) return;
  const job = { queue: webhookQueue, key: webhook.id, payload: { webhookId: webhook.id } };
  await enqueue(deps.env, tx, [{ ...job, dueAt: Math.max(dueAt, webhook.held_until ?? dueAt) }]);
}
