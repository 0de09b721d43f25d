import { type Id, idFromUuid, newUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import { orderFeed } from "../feed/order.ts";
import { feedStretch } from "../store/events.ts";
import { forgetDeliveries, insertDeliveries, lockedWebhook, updateWebhook, webhooks } from "../store/webhooks.ts";
import type { OutgoingDeps } from "./deps.ts";
import { schedule } from "./schedule.ts";

/** Makes a delivery of every event that a webhook has not been given yet. Deliveries and the webhook's place commit together. */
export async function fanOut(deps: OutgoingDeps, workspaceId: Id<"wsp">): Promise<void> {
  const rows = await deps.db.read(workspaceId, webhooks);
  const active = rows.filter(({ state }) => state === "active").map(({ id }) => idFromUuid("whk", id));
  if (active.length === 0) return;
  const size = await orderFeed(deps.db, workspaceId);
  for (const webhookId of active) while (await fanOutTo(deps, workspaceId, webhookId, size));
}

/** One stretch of the feed; whether there is more. */
function fanOutTo(deps: OutgoingDeps, workspaceId: Id<"wsp">, webhookId: Id<"whk">, size: number): Promise<boolean> {
  return deps.db.write(workspaceId, async (tx) => {
    const row = await lockedWebhook(tx, webhookId);
    if (row?.state !== "active" || row.position >= size) return false;
    const until = Math.min(size, row.position + limits.webhookStretch);
    const stretch = { after: row.position, until, kinds: row.kinds, limit: limits.webhookStretch };
    const events = await feedStretch(tx, stretch);
    await insertDeliveries(
      tx,
      row.id,
      events.map(({ id, position }) => ({ id: newUuid(deps.env), eventId: id, position })),
    );
    // As many may go as come, so that the log of a busy webhook does not outgrow what is kept.
    await forgetDeliveries(tx, row.id, tx.now - limits.webhookDeliveriesKeptMs, 2 * limits.webhookStretch);
    await updateWebhook(tx, { ...row, position: until });
    if (events.length > 0) await schedule(deps, tx, row);
    tx.afterCommit(() => deps.kick?.(workspaceId));
    return until < size;
  });
}
