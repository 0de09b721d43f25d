import { actorOf, appendAudit } from "../../audit/append.ts";
import { newId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { ExecutionDeps } from "../deps.ts";
import { reconsider } from "../reconsider.ts";
import { actionsById } from "../store/actions.ts";
import { voidApprovals } from "../store/approvals.ts";
import { editedDraft } from "../store/approvers.ts";
import { writtenTexts } from "../store/thread.ts";
import type { editApproval as operation } from "./contract.ts";
import { openQuestion, sameAsShown, standingFor } from "./question.ts";

/**
 * Puts an approver's words in the place of the draft. What was asked and granted about the old words is void; the new ones are
 * rendered, decided and asked about like any others, and whoever wrote them does not approve them alone.
 */
export async function editApproval(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const question = await openQuestion(tx, input.approvalId);
    const { approval, action } = question;
    sameAsShown(question, input.shownDigest);
    await standingFor(tx, question, caller, "change");
    if ((await writtenTexts(tx, [action.id])).size > 0)
      throw problem(
        "conflict",
        "the bytes of this message are written and do not change: reject it and propose another",
      );
    const recordId = newId(deps.env, "aud");
    const edit = { id: recordId, actionId: action.id, editorId: caller.principal.id, approvalId: approval.id };
    if (!(await editedDraft(tx, edit, { subject: input.subject, body: input.body })))
      throw problem("conflict", `the action \`${action.id}\` does not wait for an approval any more`);
    await voidApprovals(tx, [action.id]);
    await appendAudit(deps, tx, [
      {
        type: "approval.edited",
        id: recordId,
        actor: actorOf(caller),
        subject: { contact: action.contactId, action: action.id },
        causes: [action.recordId],
        approval: { id: approval.id, required: true, state: "void", by: caller.principal.id, shown: input.shownDigest },
        disclose: [{ name: "draft", value: { subject: input.subject, body: input.body }, contactId: action.contactId }],
      },
    ]);
    const [pair] = await reconsider(deps, tx, [action.id], ["awaiting_approval"], "approval");
    const [now] = await actionsById(tx, [action.id], "none");
    if (now === undefined) throw new Error("the edited action is gone");
    return {
      id: approval.id,
      actionId: action.id,
      state: now.state,
      outcome: now.outcome,
      reasons: [...now.reasons],
      approvalId: pair?.decided.approvalId ?? null,
    };
  });
}
