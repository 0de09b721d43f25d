import { recordEvents } from "../activity/record.ts";
import { noteAnswered } from "../activity/threads/answerable.ts";
import { appendAudit } from "../audit/append.ts";
import { waitReleased } from "../audit/gate.ts";
import type { SendResult } from "../channel/port.ts";
import type { Id } from "../kernel/ids.ts";
import type { Job } from "../kernel/jobs.ts";
import { Transient } from "../kernel/problem.ts";
import type { JobResult } from "../kernel/worker.ts";
import { spendGrants } from "./approvals/spend.ts";
import { openAttempt } from "./attempt.ts";
import { type DispatchDeps, systemActor } from "./deps.ts";
import { moveAction } from "./move.ts";
import { type Reserved, reserve } from "./reserve.ts";
import { lookInto, settle } from "./settle.ts";
import { actionsById } from "./store/actions.ts";
import { abandonedAttempt, endAttempt, messagesByAction } from "./store/messages.ts";

const firstPauseMs = 250;
const longestPauseMs = 60_000;

/**
 * Sends what was allowed: reserve (decide again, write bytes and permit), wait until the decision is under a released
 * checkpoint, attempt (SQL checks only, then SMTP), settle. No record, no send; one attempt per permit.
 */
export async function dispatch(deps: DispatchDeps, jobs: readonly Job[]): Promise<readonly JobResult[]> {
  const [first] = jobs;
  if (first === undefined) return [];
  const { workspaceId } = first;
  const actionOf = (job: Job): Id<"act"> => job.payload["actionId"] as Id<"act">;
  const ids = jobs.map(actionOf);
  await abandonAttempts(deps, workspaceId, ids);
  const reserved = await deps.db.write(workspaceId, (tx) => reserve(deps, tx, ids));
  await waitReleased(
    deps,
    workspaceId,
    reserved.map((one) => one.recordId),
  );
  const byAction = new Map(reserved.map((one) => [one.actionId, one]));
  return Promise.all(
    jobs.map(async (job): Promise<JobResult> => {
      const one = byAction.get(actionOf(job));
      if (one === undefined) return { job };
      try {
        await sendOne(deps, workspaceId, one);
        return { job };
      } catch (error) {
        return { job, error };
      }
    }),
  );
}

async function sendOne(deps: DispatchDeps, workspaceId: Id<"wsp">, reserved: Reserved): Promise<void> {
  const opened = await deps.db.write(workspaceId, (tx) => openAttempt(deps, tx, reserved.actionId));
  if (opened === null) {
    const [action] = await deps.db.read(workspaceId, (tx) => actionsById(tx, [reserved.actionId], "none"));
    if (action?.state === "queued")
      throw new Transient(`the action has to be decided again: ${action.stoppedReason ?? "something changed"}`, 50);
    return;
  }
  const result: SendResult = await deps.channel.send(opened.permit, opened.route, opened.mail);
  await deps.db.write(workspaceId, (tx) => settle(deps, tx, opened, result));
  if (result.verdict === "not_sent") {
    // Each try leaves records, so a server that stays away is asked ever less often.
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** opened.action.tries);
    // Goes to the log, where the server's own words may not: they name the recipient.
    throw new Transient(
      `the mail server did not take the message: ${result.replyCode ?? "no answer"} at ${result.phase}`,
      pauseMs,
    );
  }
}

/** An action that a dead worker left in the middle of an attempt: nobody knows, so it is `unknown` and never sent again (I5). */
async function abandonAttempts(deps: DispatchDeps, workspaceId: Id<"wsp">, ids: readonly Id<"act">[]): Promise<void> {
  await deps.db.write(workspaceId, async (tx) => {
    const messages = await messagesByAction(tx, ids);
    for (const action of await actionsById(tx, ids, "update")) {
      const message = messages.get(action.id);
      if (action.state !== "attempting" || message === undefined) continue;
      const attempt = await abandonedAttempt(tx, action.id);
      if (attempt === null) continue;
      await endAttempt(tx, attempt, {
        state: "unknown",
        phase: "connect",
        replyCode: null,
        replyText: "the worker stopped during the attempt",
        transcript: [],
      });
      await moveAction(tx, action.id, ["attempting"], "unknown", "worker stopped");
      await noteAnswered(tx, action.answersId);
      const [recordId] = await appendAudit(deps, tx, [
        {
          type: "message.unknown",
          actor: systemActor,
          subject: { contact: action.contactId, action: action.id },
          causes: [action.recordId],
          run: { id: attempt },
          message: { channel: "email", id: message.id, rfc822Id: message.rfc822Id, state: "unknown" },
        },
      ]);
      if (recordId === undefined) throw new Error("the unknown send has no record");
      await spendGrants(deps, tx, action, recordId);
      await recordEvents(deps, tx, [
        {
          kind: "email_unknown",
          contactId: action.contactId,
          accountId: action.accountId,
          address: message.toAddress,
          actionId: action.id,
          messageId: message.id,
          occurredAt: tx.now,
          sourceKey: `attempt ${attempt}`,
          cause: recordId,
          data: { step: action.step, reason: "worker stopped" },
        },
      ]);
      await lookInto(deps, tx, { action, message });
    }
  });
}
