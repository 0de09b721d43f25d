import type { ActivityReaction } from "../activity/contract.ts";
import { recordEvents } from "../activity/record.ts";
import { appendAudit } from "../audit/append.ts";
import type { Id } from "../kernel/ids.ts";
import type { Job } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import { type DecideDeps, type ExecutionDeps, systemActor } from "./deps.ts";
import { moveAction } from "./move.ts";
import { scheduleNextStep } from "./steps.ts";
import { actionsById } from "./store/actions.ts";

/**
 * Evidence that a message did arrive: a delivery report, a bounce or a reply that carries our token. An unknown send becomes
 * `sent`; it is never sent again (I5).
 */
export function onEvidence(deps: DecideDeps): (tx: Tx, events: readonly ActivityReaction[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) {
      if (event.actionId === null || event.type === "inbound.recorded" || event.type === "reply.classified") continue;
      await reconcileAction(deps, tx, event.actionId, event.cause);
    }
    for (const event of events) {
      if (event.type === "inbound.recorded" && event.actionId !== null)
        await reconcileAction(deps, tx, event.actionId, event.cause);
    }
  };
}

/** Makes an unknown send `sent`, with the record that shows it; any other action is left as it is. */
export async function reconcileAction(
  deps: DecideDeps,
  tx: Tx,
  actionId: Id<"act">,
  evidence: Id<"aud">,
): Promise<void> {
  const [action] = await actionsById(tx, [actionId], "update");
  if (action === undefined || (action.state !== "unknown" && action.state !== "parked")) return;
  await moveAction(tx, actionId, ["unknown", "parked"], "sent", "reconciled");
  const [recordId] = await appendAudit(deps, tx, [
    {
      type: "action.reconciled",
      actor: systemActor,
      subject: { contact: action.contactId, action: actionId },
      causes: [action.recordId, evidence],
      outcome: { kind: "sent" },
    },
  ]);
  if (recordId === undefined) throw new Error("the reconciliation has no record");
  await recordEvents(deps, tx, [
    {
      kind: "email_reconciled",
      contactId: action.contactId,
      accountId: action.accountId,
      actionId,
      messageId: action.messageId,
      occurredAt: tx.now,
      sourceKey: `reconciled ${actionId}`,
      cause: recordId,
      data: { step: action.step },
    },
  ]);
  await scheduleNextStep(deps, tx, action);
}

/** After a day without evidence an unknown send is parked for a person; the sequence counts it as sent. */
export async function parkAction(deps: ExecutionDeps, job: Job): Promise<void> {
  const actionId = job.payload["actionId"] as Id<"act">;
  await deps.db.write(job.workspaceId, async (tx) => {
    if (!(await moveAction(tx, actionId, ["unknown"], "parked", "no evidence after 24 hours"))) return;
    const [action] = await actionsById(tx, [actionId], "none");
    if (action === undefined) return;
    await appendAudit(deps, tx, [
      {
        type: "action.parked",
        actor: systemActor,
        subject: { contact: action.contactId, action: actionId },
        causes: [action.recordId],
      },
    ]);
    await scheduleNextStep(deps, tx, action);
  });
}
