import { actorOf, appendAudit } from "../audit/append.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { releaseCaps } from "../policy/caps.ts";
import { livingContact } from "../policy/living-contact.ts";
import type { cancelAction as cancelOperation, stopEnrollments as stopOperation } from "./contract.ts";
import { stoppableStates } from "./core/states.ts";
import type { ExecutionDeps } from "./deps.ts";
import { moveAction } from "./move.ts";
import { stopContacts } from "./stop.ts";
import { actionsById } from "./store/actions.ts";
import { voidApprovals } from "./store/approvals.ts";
import { stopEnrollment } from "./store/sequences.ts";

/** Stops one action that was not handed to SMTP yet. */
export async function cancelAction(
  deps: ExecutionDeps,
  input: InputOf<typeof cancelOperation>,
  caller: Caller,
): Promise<OutputOf<typeof cancelOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const [action] = await actionsById(tx, [input.actionId], "none");
    if (action === undefined) throw problem("not_found", `there is no action \`${input.actionId}\``);
    if (action.enrollmentId !== null) await stopEnrollment(tx, action.enrollmentId, "cancelled");
    if (!(await moveAction(tx, action.id, stoppableStates, "cancelled", "cancelled"))) {
      throw problem(
        "conflict",
        `the action \`${action.id}\` is ${action.state}: only what was not sent yet can be cancelled`,
      );
    }
    await voidApprovals(tx, [action.id]);
    await releaseCaps(tx, [action.id]);
    await appendAudit(deps, tx, [
      {
        type: "action.cancelled",
        actor: actorOf(caller),
        subject: { contact: action.contactId, action: action.id },
        causes: [action.recordId],
        disclose: [{ name: "reason", value: input.reason, contactId: action.contactId }],
      },
    ]);
    return { id: action.id, state: "cancelled" };
  });
}

/** Takes a contact out of every sequence and stops what is queued. */
export async function stopEnrollments(
  deps: ExecutionDeps,
  input: InputOf<typeof stopOperation>,
  caller: Caller,
): Promise<OutputOf<typeof stopOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const stopped = await stopContacts(deps, tx, {
      contactIds: [await livingContact(tx, input.contactId)],
      reason: `stopped_by_${caller.principal.kind}`,
      holdUntil: null,
      cause: null,
      by: { actor: actorOf(caller), words: input.reason },
    });
    return { stoppedEnrollments: stopped.enrollments, stoppedActions: stopped.actions };
  });
}
