import { actorOf, appendAudit } from "../../audit/append.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { releaseCaps } from "../../policy/caps.ts";
import type { ExecutionDeps } from "../deps.ts";
import { moveAction } from "../move.ts";
import { decideApproval } from "../store/approvals.ts";
import { stopEnrollment } from "../store/sequences.ts";
import type { rejectApproval as operation } from "./contract.ts";
import { openQuestion } from "./question.ts";

/** Refuses what was asked; the action is cancelled and its sequence stops. One no is enough, whoever of the approvers says it. */
export async function rejectApproval(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const { approval, action } = await openQuestion(tx, input.approvalId);
    if (action.enrollmentId !== null) await stopEnrollment(tx, action.enrollmentId, "approval_rejected");
    await moveAction(tx, action.id, ["awaiting_approval"], "cancelled", "approval_rejected");
    await releaseCaps(tx, [action.id]);
    const [recordId] = await appendAudit(deps, tx, [
      {
        type: "approval.denied",
        actor: actorOf(caller),
        subject: { contact: action.contactId, action: action.id },
        causes: [action.recordId],
        approval: {
          id: approval.id,
          required: true,
          state: "rejected",
          by: caller.principal.id,
          shown: approval.contentHash.toString("hex"),
        },
        ...(input.note === undefined
          ? {}
          : { disclose: [{ name: "note", value: input.note, contactId: action.contactId }] }),
      },
    ]);
    await decideApproval(tx, approval.id, {
      state: "rejected",
      by: caller.principal.id,
      note: input.note ?? null,
      recordId: recordId ?? null,
    });
    return { id: approval.id, state: "rejected", actionId: action.id };
  });
}
