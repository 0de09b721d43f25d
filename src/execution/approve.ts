import { noteApproval } from "../access/first-approval.ts";
import { actorOf, appendAudit } from "../audit/append.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import { releaseCaps } from "../policy/caps.ts";
import type { grantApproval as grantOperation, rejectApproval as rejectOperation } from "./contract.ts";
import type { ExecutionDeps } from "./deps.ts";
import { moveAction } from "./move.ts";
import { reconsider } from "./reconsider.ts";
import { type ActionRow, actionsById } from "./store/actions.ts";
import { type ApprovalRow, approvalById, decideApproval } from "./store/approvals.ts";
import { stopEnrollment } from "./store/sequences.ts";

/**
 * Grants exactly what was shown: the digest must be the one on the screen. The action is then decided again with the grant as
 * a fact, so that an approval never overrides what changed since.
 */
export async function grantApproval(
  deps: ExecutionDeps,
  input: InputOf<typeof grantOperation>,
  caller: Caller,
): Promise<OutputOf<typeof grantOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const { approval, action } = await openQuestion(tx, input.approvalId, caller);
    if (approval.contentHash.toString("hex") !== input.shownDigest) {
      throw problem(
        "conflict",
        "what you were shown is not what would be sent now: load the approval again and read it",
      );
    }
    const recordId = newId(deps.env, "aud");
    await appendAudit(deps, tx, [
      {
        type: "approval.granted",
        id: recordId,
        actor: actorOf(caller),
        subject: { contact: action.contactId, action: action.id },
        causes: [action.recordId],
        approval: { id: approval.id, required: true, state: "granted", by: caller.principal.id },
        disclose: [
          {
            name: "shown",
            value: { ...action.content, digest: input.shownDigest, note: input.note ?? null },
            contactId: action.contactId,
          },
        ],
      },
    ]);
    const isOpen = await decideApproval(tx, approval.id, {
      state: "granted",
      by: caller.principal.id,
      note: input.note ?? null,
      recordId,
    });
    if (!isOpen) throw problem("conflict", `the approval \`${approval.id}\` was answered in the meantime`);
    await noteApproval(tx, { kind: action.proposerKind, id: action.proposerId });
    const [pair] = await reconsider(deps, tx, [action.id], ["awaiting_approval"], "approval");
    const [now] = await actionsById(tx, [action.id], "none");
    if (now === undefined) throw new Error("the approved action is gone");
    return {
      id: approval.id,
      state: "granted",
      action: {
        id: action.id,
        state: now.state,
        outcome: pair?.decided.verdict.outcome ?? now.outcome,
        reasons: [...now.reasons],
      },
    };
  });
}

/** Refuses what was asked; the action is cancelled and its sequence stops. */
export async function rejectApproval(
  deps: ExecutionDeps,
  input: InputOf<typeof rejectOperation>,
  caller: Caller,
): Promise<OutputOf<typeof rejectOperation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const { approval, action } = await openQuestion(tx, input.approvalId, caller);
    if (action.enrollmentId !== null) await stopEnrollment(tx, action.enrollmentId, "approval_rejected");
    await moveAction(tx, action.id, ["awaiting_approval"], "cancelled", "approval_rejected");
    await releaseCaps(tx, [action.id]);
    const [recordId] = await appendAudit(deps, tx, [
      {
        type: "approval.denied",
        actor: actorOf(caller),
        subject: { contact: action.contactId, action: action.id },
        causes: [action.recordId],
        approval: { id: approval.id, required: true, state: "rejected", by: caller.principal.id },
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

async function openQuestion(
  tx: Tx,
  approvalId: Id<"apr">,
  caller: Caller,
): Promise<{ readonly approval: ApprovalRow; readonly action: ActionRow }> {
  const approval = await approvalById(tx, approvalId);
  if (approval === null) throw problem("not_found", `there is no approval \`${approvalId}\``);
  if (approval.state !== "pending")
    throw problem("conflict", `the approval \`${approvalId}\` is ${approval.state}: nothing is left to decide`);
  if (approval.expiresAt <= tx.now)
    throw problem("conflict", `the approval \`${approvalId}\` has expired: the action has to be proposed again`);
  const [action] = await actionsById(tx, [approval.actionId], "none");
  if (action === undefined) throw new Error("an approval without its action");
  if (action.proposerId === caller.principal.id)
    throw problem("not_permitted", "whoever proposed an action cannot approve it: ask somebody else");
  return { approval, action };
}
