import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { deliveriesPage, webhooks } from "../store/webhooks.ts";
import type { listDeliveries } from "./contract.ts";
import type { OutgoingDeps } from "./deps.ts";

/** What was sent to a webhook, and what came of it. */
export async function readDeliveries(
  deps: OutgoingDeps,
  input: InputOf<typeof listDeliveries>,
  caller: Caller,
): Promise<OutputOf<typeof listDeliveries>> {
  const { webhookId, state, before, limit } = input;
  return deps.db.read(caller.workspaceId, async (tx) => {
    const isKnown = (await webhooks(tx)).some(({ id }) => idFromUuid("whk", id) === webhookId);
    if (!isKnown)
      throw problem("not_found", `there is no webhook \`${webhookId}\`: webhooks.list shows those that are`);
    const page = { webhookId, state: state ?? null, before: before === undefined ? null : Number(before) };
    const rows = await deliveriesPage(tx, { ...page, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => ({
      id: idFromUuid("dlv", row.id),
      eventId: idFromUuid("evt", row.event_id),
      cursor: String(row.position),
      state: row.state,
      tries: row.tries,
      dueAt: row.state === "waiting" ? isoFromInstant(row.due_at) : null,
      attemptedAt: isoOrNull(row.attempted_at),
      status: row.status,
      says: row.says,
    }));
    return { items, next: rows.length > limit ? (items.at(-1)?.cursor ?? null) : null };
  });
}
