import type { z } from "zod";
import { principalNames } from "../access/names.ts";
import { isoFromInstant, isoOrNull } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { listApprovals as operation } from "./contract.ts";
import type { ExecutionDeps } from "./deps.ts";
import { type ActionRow, actionsById } from "./store/actions.ts";
import { type ApprovalRow, approvalsPage, pendingCount } from "./store/approvals.ts";
import { type ContactView, contactRefs, cursorFrom, paged } from "./views.ts";
import type { Approval } from "./words/contract.ts";

/** What waits for a person, with exactly the message that an approval is bound to. */
export async function listApprovals(
  deps: ExecutionDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const cursor = cursorFrom(input.after);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const page = paged(
      await approvalsPage(tx, { state: input.state, limit: input.limit + 1, after: cursor }),
      input.limit,
      (row) => row.requestedAt,
    );
    const actions = await actionsById(
      tx,
      page.rows.map((row) => row.actionId),
      "none",
    );
    const refs = await contactRefs(
      tx,
      actions.map((action) => action.contactId),
    );
    const names = await principalNames(tx, [...new Set(actions.map((action) => action.proposerId))]);
    const byId = new Map(actions.map((action) => [action.id, action]));
    const items = page.rows.flatMap((row) => {
      const action = byId.get(row.actionId);
      return action === undefined
        ? []
        : [approvalView(row, action, refs(action.contactId), names.get(action.proposerId) ?? action.proposerId)];
    });
    return { items, next: page.next, pending: await pendingCount(tx) };
  });
}

function approvalView(
  row: ApprovalRow,
  action: ActionRow,
  contact: ContactView,
  proposerName: string,
): z.input<typeof Approval> {
  const content = action.content;
  return {
    id: row.id,
    actionId: row.actionId,
    state: row.state,
    policies: [...row.policies],
    reasons: [...action.reasons],
    contact,
    proposer: { kind: action.proposerKind, id: action.proposerId, name: proposerName },
    message: {
      subject: content?.subject ?? "",
      body: content?.body ?? "",
      to: content?.to ?? "",
      from: content?.fromAddress ?? "",
    },
    shownDigest: row.contentHash.toString("hex"),
    requestedAt: isoFromInstant(row.requestedAt),
    expiresAt: isoFromInstant(row.expiresAt),
    decidedBy: row.decidedBy,
    decidedAt: isoOrNull(row.decidedAt),
    note: row.note,
  };
}
