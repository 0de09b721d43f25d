import { createHash } from "node:crypto";
import type { ActivityReaction } from "../activity/contract.ts";
import { plainTexts } from "../activity/core/plain-text.ts";
import { evidenceOfArrival } from "../activity/facts-for.ts";
import { noteAlias } from "../activity/note-alias.ts";
import { recordEvents } from "../activity/record.ts";
import { noteAnswered } from "../activity/threads/answerable.ts";
import { appendAudit } from "../audit/append.ts";
import type { SendResult } from "../channel/port.ts";
import { minuteMs } from "../kernel/env.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Send } from "../mailbox/deps.ts";
import { countSends } from "../mailbox/health/count.ts";
import type { SenderRefusal } from "../mailbox/health/trip.ts";
import { releaseCaps } from "../policy/caps.ts";
import { spendGrants } from "./approvals/spend.ts";
import type { Opened } from "./attempt.ts";
import { unknownWaitMs } from "./core/unknown-send.ts";
import { type DispatchDeps, queues, systemActor } from "./deps.ts";
import { moveAction } from "./move.ts";
import { reconcileAction } from "./reconcile.ts";
import { endOrWait, judgeRefusal, type Refusal, saysRefused, toldOfRefusal } from "./refused.ts";
import { scheduleNextStep } from "./steps.ts";
import { actionsById } from "./store/actions.ts";
import { endAttempt, refusedForNow } from "./store/messages.ts";
import { insertTask } from "./store/work.ts";
import type { ActionState } from "./words/contract.ts";

/** Refusals for now that end in giving up; a server that was not reached at all costs none of them. */
const softRefusalsMax = 4;

/**
 * Writes what came of an attempt: once, with its event, its audit record and what follows. A result that arrives after the
 * attempt was given up is evidence for the reconciler, never a second outcome.
 */
export async function settle(deps: DispatchDeps, tx: Tx, opened: Opened, heard: SendResult): Promise<void> {
  // The other server's words, which can be anything: what cannot be stored must not undo what came of the attempt.
  const result = plainTexts(heard);
  const isFirst = await endAttempt(tx, opened.attemptId, { ...result, state: result.verdict });
  if (!isFirst) {
    deps.log("dispatch.late_result", { action: opened.action.id, verdict: result.verdict });
    return;
  }
  const softRefusals = result.verdict === "deferred" ? await refusedForNow(tx, opened.action.id) : 0;
  const [current] = await actionsById(tx, [opened.action.id], "update");
  const stopped = current?.stoppedReason ?? null;
  const next = nextState(result, softRefusals, stopped !== null);
  const refusal = next === "rejected" ? await judgeRefusal(tx, opened.action, result) : null;
  const what = refusal === null ? `${result.verdict} at ${result.phase}` : saysRefused(result, refusal);
  const why = next === "cancelled" ? stopped : what;
  await moveAction(tx, opened.action.id, ["attempting"], next, next === "sent" ? null : why);
  if (next === "sent") await noteAlias(tx, opened.message.id, result.replyText);
  // An unknown one may have arrived: it counts as an answer too.
  if (next === "sent" || next === "unknown") await noteAnswered(tx, opened.action.answersId);
  const [recordId] = await appendAudit(deps, tx, [recordOf(opened, result)]);
  if (recordId === undefined) throw new Error("the result has no record");
  await recordEvents(deps, tx, [eventOf(opened, result, recordId, tx.now, refusal)]);
  // A refusal for now or a server that was not reached leaves the grant for the next attempt at the same bytes.
  if (next === "sent" || next === "unknown" || next === "rejected") {
    await spendGrants(deps, tx, opened.action, recordId);
    await countSends(deps, tx, [sendOf(opened, tx.now)]);
  }
  if (isRefusedSender(result)) await deps.onRefusedSender(tx, refusalOf(opened, result, recordId));
  await consequences(deps, tx, opened, { next, softRefusals, recordId, refusal });
}

/** Where a result leads. Who was stopped meanwhile gets no further attempt. */
function nextState(result: SendResult, softRefusals: number, isStopped: boolean): ActionState {
  if (isStopped && (result.verdict === "deferred" || result.verdict === "not_sent")) return "cancelled";
  switch (result.verdict) {
    case "sent":
      return "sent";
    case "unknown":
      return "unknown";
    case "rejected":
      return "rejected";
    case "deferred":
      return softRefusals >= softRefusalsMax ? "rejected" : "deferred";
    case "not_sent":
      return "queued";
    default:
      return result.verdict satisfies never;
  }
}

/** Our own server does not let this mailbox in, or does not let it write: nothing about the recipient, and no matter of time. */
function isRefusedSender({ verdict, phase, replyCode }: SendResult): boolean {
  return verdict === "not_sent" && (phase === "auth" || phase === "mail") && replyCode !== null && replyCode >= 500;
}

function refusalOf({ message, route, action }: Opened, { phase }: SendResult, cause: `aud_${string}`): SenderRefusal {
  const isFirstTry = action.tries === 0;
  return {
    mailboxId: message.mailboxId,
    cause,
    mayBeStale: phase === "auth" && route.accessToken !== undefined && isFirstTry,
  };
}

function sendOf({ action, message }: Opened, at: number): Send {
  const { id: messageId, mailboxId, fromAddress, toAddress } = message;
  return { messageId, mailboxId, fromAddress, toAddress, sequenceId: action.sequenceId, at };
}

async function consequences(
  deps: DispatchDeps,
  tx: Tx,
  opened: Opened,
  after: {
    readonly next: ActionState;
    readonly softRefusals: number;
    readonly recordId: `aud_${string}`;
    readonly refusal: Refusal | null;
  },
): Promise<void> {
  const { action } = opened;
  const { next, softRefusals, recordId, refusal } = after;
  switch (next) {
    case "sent":
      await scheduleNextStep(deps, tx, action);
      return;
    case "rejected":
      if (refusal === null) throw new Error("a refusal was not judged");
      await releaseCaps(tx, [action.id]);
      await endOrWait(deps, tx, action, refusal, recordId);
      await deps.react(tx, [refused(opened, refusal, recordId, tx.now)]);
      return;
    case "deferred":
      await enqueue(deps.env, tx, [
        {
          queue: queues.wake,
          key: action.id,
          payload: { actionId: action.id },
          dueAt: tx.now + 15 * minuteMs * 4 ** (softRefusals - 1),
        },
      ]);
      return;
    case "unknown":
      await lookInto(deps, tx, opened);
      return;
    default:
      await releaseCaps(tx, [action.id]);
  }
}

/**
 * An ambiguous result waits a day for evidence (a delivery report, a bounce, a reply), then for a person; it counts as sent.
 * A provider tells sooner than a server that hangs is given up: what was told during the attempt is evidence too.
 */
export async function lookInto(deps: DispatchDeps, tx: Tx, opened: Pick<Opened, "action" | "message">): Promise<void> {
  const evidence = await evidenceOfArrival(tx, opened.message.id);
  if (evidence !== null) return reconcileAction(deps, tx, opened.action.id, evidence);
  await enqueue(deps.env, tx, [
    {
      queue: queues.park,
      key: opened.action.id,
      payload: { actionId: opened.action.id },
      dueAt: tx.now + unknownWaitMs,
    },
  ]);
  await insertTask(tx, {
    id: newId(deps.env, "tsk"),
    kind: "unknown_send",
    title: "A send ended without an answer: find out whether it arrived",
    contactId: opened.action.contactId,
    accountId: opened.action.accountId,
    dueAt: tx.now + unknownWaitMs,
    cause: `unknown_send ${opened.action.id}`,
  });
}

function recordOf(opened: Opened, result: SendResult) {
  return {
    type: `message.${result.verdict}` as const,
    actor: systemActor,
    subject: { contact: opened.action.contactId, action: opened.action.id, mailbox: opened.message.mailboxId },
    causes: [opened.recordId],
    run: { id: opened.attemptId, attempt: opened.action.tries + 1 },
    message: {
      channel: "email",
      id: opened.message.id,
      rendered: opened.message.renderedDigest.toString("hex"),
      rfc822Id: opened.message.rfc822Id,
      state: result.verdict,
    },
    data: {
      phase: result.phase,
      ...(result.replyCode === null ? {} : { replyCode: result.replyCode }),
      transcript: createHash("sha256").update(result.transcript.join("\n")).digest("hex"),
    },
    disclose: [
      {
        name: "smtp",
        value: { reply: result.replyText, transcript: [...result.transcript] },
        contactId: opened.action.contactId,
      },
    ],
  };
}

const eventKinds = {
  sent: "email_sent",
  rejected: "email_rejected",
  deferred: "email_deferred",
  not_sent: "email_deferred",
  unknown: "email_unknown",
} as const;

function eventOf(opened: Opened, result: SendResult, recordId: `aud_${string}`, now: number, refusal: Refusal | null) {
  return {
    kind: eventKinds[result.verdict],
    contactId: opened.action.contactId,
    accountId: opened.action.accountId,
    address: opened.message.toAddress,
    actionId: opened.action.id,
    messageId: opened.message.id,
    occurredAt: now,
    sourceKey: `attempt ${opened.attemptId}`,
    cause: recordId,
    data: {
      step: opened.action.step,
      purpose: opened.action.purpose,
      phase: result.phase,
      replyCode: result.replyCode,
      ...(refusal === null ? {} : toldOfRefusal(refusal)),
    },
  };
}

/** A refusal in the conversation is a bounce that we saw ourselves: as trusted as can be. */
function refused(opened: Opened, refusal: Refusal, recordId: `aud_${string}`, now: number): ActivityReaction {
  return {
    type: "bounce.seen",
    contactId: opened.action.contactId,
    accountId: opened.action.accountId,
    address: opened.message.toAddress,
    messageId: opened.message.id,
    actionId: opened.action.id,
    inboundId: null,
    cause: recordId,
    at: now,
    permanence: refusal.permanence,
    reason: refusal.reason,
    trusted: true,
  };
}
