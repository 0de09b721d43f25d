import { z } from "zod";
import { appendAudit } from "../../audit/append.ts";
import { secondMs } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Job } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";
import { bodyOf } from "../core/outgoing/body.ts";
import { type Attempted, judge, type Verdict, waitAfter } from "../core/outgoing/retry.ts";
import { signedHeaders } from "../core/outgoing/sign.ts";
import { viewOf } from "../feed/read.ts";
import { eventsById, type StoredEvent } from "../store/events.ts";
import {
  type DeliveryRow,
  dueDeliveries,
  lockedWebhook,
  settleDeliveries,
  updateWebhook,
  type WebhookRow,
} from "../store/webhooks.ts";
import { type OutgoingDeps, webhookSecretPurpose } from "./deps.ts";
import { schedule } from "./schedule.ts";

const webhookJob = z.object({ webhookId: z.string() });

interface Round {
  readonly webhook: WebhookRow;
  readonly keys: readonly Uint8Array[];
  readonly calls: readonly { readonly delivery: DeliveryRow; readonly event: StoredEvent }[];
}

/**
 * Sends what is due to one webhook, a few at a time, and notes what came of each. At least once: a process that dies between
 * the answer and the note sends again, under the same `webhook-id`. One that is failing is asked with one call.
 */
export async function deliver(deps: OutgoingDeps, job: Job): Promise<void> {
  const webhookId = idFromUuid("whk", webhookJob.parse(job.payload).webhookId);
  const round = await deps.db.write(job.workspaceId, (tx) => roundFor(deps, tx, webhookId));
  if (round === null) return;
  const attempts = await Promise.all(
    round.calls.map(async ({ delivery, event }) => ({
      delivery,
      attempted: await attempt(deps, round, event, delivery.position),
    })),
  );
  await deps.db.write(job.workspaceId, (tx) => settle(deps, tx, webhookId, attempts));
}

async function roundFor(deps: OutgoingDeps, tx: Tx, webhookId: Id<"whk">): Promise<Round | null> {
  const webhook = await lockedWebhook(tx, webhookId);
  if (webhook?.state !== "active") return null;
  if ((webhook.held_until ?? tx.now) > tx.now) {
    await schedule(deps, tx, webhook);
    return null;
  }
  const due = await dueDeliveries(tx, webhook.id, webhook.failing_since === null ? limits.webhookCallsAtOnce : 1);
  const events = new Map(
    (
      await eventsById(
        tx,
        due.map(({ event_id }) => event_id),
      )
    ).map((event) => [event.id, event]),
  );
  const calls = due.flatMap((delivery) => {
    const event = events.get(idFromUuid("evt", delivery.event_id));
    return event === undefined ? [] : [{ delivery, event }];
  });
  const isFormerValid = webhook.former_sealed !== null && (webhook.former_until ?? 0) > tx.now;
  const sealed = [webhook.secret_sealed, ...(isFormerValid ? [webhook.former_sealed ?? new Uint8Array()] : [])];
  const keys = sealed.map((one) => deps.vault.openFor(tx.workspaceId, webhookSecretPurpose, one));
  return { webhook, keys, calls };
}

async function attempt(
  deps: OutgoingDeps,
  { webhook, keys }: Round,
  event: StoredEvent,
  position: number,
): Promise<Attempted> {
  const body = bodyOf(viewOf({ ...event, position }));
  const timestamp = Math.floor(deps.env.wall() / secondMs);
  const answer = await deps.postJson(webhook.url, signedHeaders({ id: event.id, timestamp, body }, keys), body);
  if (answer.kind === "answered") return { status: answer.status, retryAfter: answer.retryAfter, says: null };
  return { status: null, retryAfter: null, says: answer.says.slice(0, 500) };
}

async function settle(
  deps: OutgoingDeps,
  tx: Tx,
  webhookId: Id<"whk">,
  attempts: readonly { readonly delivery: DeliveryRow; readonly attempted: Attempted }[],
): Promise<void> {
  const webhook = await lockedWebhook(tx, webhookId);
  if (webhook === undefined) return;
  const judged = attempts.map(({ delivery, attempted }) => {
    const past = { tries: delivery.tries + 1, failingSince: webhook.failing_since, now: tx.now };
    const chance = (deps.env.randomBytes(1)[0] ?? 0) / 255;
    return { delivery, attempted, chance, verdict: judge(attempted, past, chance) };
  });
  await settleDeliveries(
    tx,
    judged.map(({ delivery, attempted, verdict }) => settled(tx, delivery, attempted, verdict)),
  );
  const off = judged.flatMap(({ verdict }) => (verdict.kind === "off" ? [verdict.reason] : []))[0];
  // A pause that came while calls were under way stays.
  const isOff = off !== undefined && webhook.state === "active";
  const now: WebhookRow = {
    ...webhook,
    ...conditionOf(tx, webhook, judged),
    ...(isOff ? { state: "off", state_reason: off } : {}),
  };
  await updateWebhook(tx, now);
  if (isOff) await tellOff(deps, tx, now, lastHeard(judged));
  await schedule(deps, tx, now);
}

interface Judged {
  readonly attempted: Attempted;
  readonly verdict: Verdict;
  readonly chance: number;
}

type Condition = Pick<WebhookRow, "failing_since" | "failures" | "held_until">;

/** One that took a call is well. One that took none is left alone for longer each time, however many events wait for it. */
function conditionOf(tx: Tx, webhook: WebhookRow, judged: readonly Judged[]): Condition {
  const [first] = judged;
  if (first === undefined) return webhook;
  if (judged.some(({ verdict }) => verdict.kind === "delivered"))
    return { failing_since: null, failures: 0, held_until: null };
  const failures = webhook.failures + 1;
  return {
    failing_since: webhook.failing_since ?? tx.now,
    failures,
    held_until: tx.now + waitAfter(failures, first.attempted.retryAfter, first.chance),
  };
}

function settled(tx: Tx, delivery: DeliveryRow, attempted: Attempted, verdict: Verdict): DeliveryRow {
  const state = verdict.kind === "delivered" || verdict.kind === "failed" ? verdict.kind : "waiting";
  return {
    ...delivery,
    state,
    tries: delivery.tries + 1,
    due_at: verdict.kind === "again" ? verdict.at : tx.now,
    attempted_at: tx.now,
    status: attempted.status,
    says: attempted.says,
  };
}

/** The last thing that its receiver said, in words. */
function lastHeard(judged: readonly Judged[]): string {
  const { status, says } = judged.at(-1)?.attempted ?? { status: null, says: null };
  return status === null ? (says ?? "no answer") : `it answered ${status}`;
}

async function tellOff(deps: OutgoingDeps, tx: Tx, webhook: WebhookRow, heard: string): Promise<void> {
  const webhookId = idFromUuid("whk", webhook.id);
  const [cause] = await appendAudit(deps, tx, [
    {
      type: "export.webhook_off",
      actor: { kind: "system", id: tx.workspaceId },
      subject: { other: webhookId },
      data: { state: webhook.state, failures: webhook.failures },
    },
  ]);
  if (cause === undefined) throw new Error("a webhook that was switched off has no record");
  const { url, created_by: createdBy, state_reason: reason } = webhook;
  await deps.onSwitchedOff(tx, { webhookId, url, createdBy, reason: reason ?? "", lastHeard: heard, cause });
}
