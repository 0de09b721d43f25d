import type { ActivityReaction } from "../activity/contract.ts";
import { recordEvents } from "../activity/record.ts";
import { noteUnanswered } from "../activity/threads/answerable.ts";
import { appendAudit } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { Id } from "../kernel/ids.ts";
import type { Job } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import { type DecideDeps, type ExecutionDeps, systemActor } from "./deps.ts";
import { moveAction } from "./move.ts";
import { scheduleNextStep } from "./steps.ts";
import { type ActionRow, actionsById } from "./store/actions.ts";

/** What is looked at apart, and what is thought of a mail that was looked at before. */
const saysNothingOfArrival: ReadonlySet<ActivityReaction["type"]> = new Set([
  "inbound.recorded",
  "reply.classified",
  "reply.suggested",
]);

/**
 * Evidence that a message did arrive: a delivery report, a bounce or a reply that carries our token. An unknown send becomes
 * `sent`; it is never sent again (I5).
 */
export function onEvidence(deps: DecideDeps): (tx: Tx, events: readonly ActivityReaction[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) {
      if (event.actionId === null || saysNothingOfArrival.has(event.type)) continue;
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
  if (action === undefined) return;
  await settleUnknown(deps, tx, action, { was: "sent", actor: systemActor, causes: [evidence], words: null });
}

/** What became of an unknown send after all, who says so, and by what. */
export interface Settlement {
  readonly was: "sent" | "not_sent";
  readonly actor: AuditActor;
  readonly causes: readonly Id<"aud">[];
  /** How a person knows; sealed with the contact. */
  readonly words: string | null;
}

/**
 * Ends the waiting of an unknown send, and says whether it was one. Either way its step counts as done: the sequence goes on
 * with the next one, and what was not sent is not sent later.
 */
export async function settleUnknown(
  deps: DecideDeps,
  tx: Tx,
  action: ActionRow,
  settlement: Settlement,
): Promise<boolean> {
  const { was, actor, words } = settlement;
  if (action.state !== "unknown" && action.state !== "parked") return false;
  if (was === "sent") await moveAction(tx, action.id, ["unknown", "parked"], "sent", "reconciled");
  else {
    await moveAction(tx, action.id, ["unknown", "parked"], "rejected", "not sent, a person says");
    await noteUnanswered(tx, action.answersId);
  }
  const [recordId] = await appendAudit(deps, tx, [
    {
      type: "action.reconciled",
      actor,
      subject: { contact: action.contactId, action: action.id },
      causes: [action.recordId, ...settlement.causes],
      outcome: { kind: was },
      ...(words === null ? {} : { disclose: [{ name: "reason", value: words, contactId: action.contactId }] }),
    },
  ]);
  if (recordId === undefined) throw new Error("the reconciliation has no record");
  await recordEvents(deps, tx, [
    {
      kind: "email_reconciled",
      contactId: action.contactId,
      accountId: action.accountId,
      actionId: action.id,
      messageId: action.messageId,
      occurredAt: tx.now,
      sourceKey: `reconciled ${action.id}`,
      cause: recordId,
      data: { step: action.step, outcome: was },
    },
  ]);
  // A parked one counted as sent when it was parked: its sequence is further on.
  if (action.state === "unknown") await scheduleNextStep(deps, tx, action);
  return true;
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
