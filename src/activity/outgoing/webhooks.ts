import { actorOf, appendAudit } from "../../audit/append.ts";
import { dayMs, isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import { type Id, idFromUuid, newUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { secretText } from "../core/outgoing/sign.ts";
import { orderFeed } from "../feed/order.ts";
import {
  insertWebhook,
  lockedWebhook,
  resetDelivery,
  updateWebhook,
  type WebhookRow,
  webhooks,
} from "../store/webhooks.ts";
import type * as contract from "./contract.ts";
import { type OutgoingDeps, webhookSecretPurpose } from "./deps.ts";
import { schedule } from "./schedule.ts";

type View = OutputOf<typeof contract.pauseWebhook>;

const secretBytes = 32;

/** Names an address that events are sent to from now on, or from a cursor. */
export async function createWebhook(
  deps: OutgoingDeps,
  input: InputOf<typeof contract.createWebhook>,
  caller: Caller,
): Promise<OutputOf<typeof contract.createWebhook>> {
  const position = await placeIn(deps, caller, input.after);
  return deps.db.write(caller.workspaceId, async (tx) => {
    const key = deps.env.randomBytes(secretBytes);
    const row: WebhookRow = {
      id: newUuid(deps.env),
      url: input.url,
      kinds: input.kinds === undefined ? null : [...new Set(input.kinds)],
      state: "active",
      state_reason: null,
      secret_sealed: deps.vault.sealFor(tx.workspaceId, webhookSecretPurpose, key),
      former_sealed: null,
      former_until: null,
      position,
      failing_since: null,
      failures: 0,
      held_until: null,
      created_by: caller.principal.id,
      created_at: tx.now,
    };
    if (!(await insertWebhook(tx, row, limits.webhooksMax)))
      throw problem("conflict", `this workspace has ${limits.webhooksMax} webhooks, which is the limit`);
    await tell(deps, tx, caller, "created", row);
    return { ...viewOf(row), secret: secretText(key) };
  });
}

/** Every webhook. */
export async function listWebhooks(
  deps: OutgoingDeps,
  caller: Caller,
): Promise<OutputOf<typeof contract.listWebhooks>> {
  const rows = await deps.db.read(caller.workspaceId, webhooks);
  return { items: rows.map(viewOf) };
}

/** Sends nothing more for now. */
export function pauseWebhook(
  deps: OutgoingDeps,
  input: InputOf<typeof contract.pauseWebhook>,
  caller: Caller,
): Promise<View> {
  return change(deps, input.webhookId, caller, "paused", async (row) => ({
    ...row,
    state: "paused",
    state_reason: input.reason,
  }));
}

/** Sends again: what waited is due, and what happened meanwhile follows. */
export function resumeWebhook(
  deps: OutgoingDeps,
  input: InputOf<typeof contract.resumeWebhook>,
  caller: Caller,
): Promise<View> {
  return change(deps, input.webhookId, caller, "resumed", async (row, tx) => {
    await deps.onTurnedOn(tx, input.webhookId);
    return { ...row, state: "active", state_reason: null, failing_since: null, failures: 0, held_until: null };
  });
}

/** Makes a new secret; the former one signs too for a day, so that a receiver can change over without missing a call. */
export async function rotateWebhook(
  deps: OutgoingDeps,
  input: InputOf<typeof contract.rotateWebhook>,
  caller: Caller,
): Promise<OutputOf<typeof contract.rotateWebhook>> {
  const key = deps.env.randomBytes(secretBytes);
  const view = await change(deps, input.webhookId, caller, "rotated", async (row, tx) => ({
    ...row,
    secret_sealed: deps.vault.sealFor(tx.workspaceId, webhookSecretPurpose, key),
    former_sealed: row.secret_sealed,
    former_until: tx.now + dayMs,
  }));
  return { ...view, secret: secretText(key) };
}

/** Sends one delivery again, or all behind a cursor. */
export async function replayWebhook(
  deps: OutgoingDeps,
  input: InputOf<typeof contract.replayWebhook>,
  caller: Caller,
): Promise<View> {
  const { after, deliveryId } = input;
  if ((after === undefined) === (deliveryId === undefined))
    throw problem("invalid_input", "give one of `deliveryId` and `after`");
  const position = await placeIn(deps, caller, after);
  return change(deps, input.webhookId, caller, "replayed", async (row, tx) => {
    if (deliveryId === undefined) return { ...row, position: Math.min(position, row.position) };
    if (!(await resetDelivery(tx, input.webhookId, deliveryId)))
      throw problem("not_found", `there is no delivery \`${deliveryId}\`: find it with webhooks.deliveries`);
    return row;
  });
}

/** The place of a cursor, the present end without one. */
async function placeIn(deps: OutgoingDeps, caller: Caller, after: string | undefined): Promise<number> {
  const size = await orderFeed(deps.db, caller.workspaceId);
  const position = after === undefined ? size : Number(after);
  if (position > size) throw problem("invalid_input", `the feed ends at ${size}: \`after\` lies beyond it`);
  return position;
}

function change(
  deps: OutgoingDeps,
  webhookId: Id<"whk">,
  caller: Caller,
  what: string,
  changed: (row: WebhookRow, tx: Tx) => Promise<WebhookRow>,
): Promise<View> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const row = await lockedWebhook(tx, webhookId);
    if (row === undefined)
      throw problem("not_found", `there is no webhook \`${webhookId}\`: webhooks.list shows those that are`);
    const now = await changed(row, tx);
    await updateWebhook(tx, now);
    await schedule(deps, tx, now);
    await tell(deps, tx, caller, what, now);
    return viewOf(now);
  });
}

async function tell(deps: OutgoingDeps, tx: Tx, caller: Caller, what: string, row: WebhookRow): Promise<void> {
  await appendAudit(deps, tx, [
    {
      type: `export.webhook_${what}`,
      actor: actorOf(caller),
      subject: { other: idFromUuid("whk", row.id) },
      data: { state: row.state, kinds: row.kinds?.length ?? 0 },
    },
  ]);
}

function viewOf(row: WebhookRow): View {
  return {
    id: idFromUuid("whk", row.id),
    url: row.url,
    kinds: row.kinds === null ? null : [...row.kinds],
    state: row.state,
    stateReason: row.state_reason,
    cursor: String(row.position),
    failingSince: isoOrNull(row.failing_since),
    formerSecretUntil: isoOrNull(row.former_until),
    createdAt: isoFromInstant(row.created_at),
  };
}
