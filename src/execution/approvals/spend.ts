import type { AppendDeps } from "../../audit/append.ts";
import { appendAudit } from "../../audit/append.ts";
import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { systemActor } from "../deps.ts";
import type { ActionRow } from "../store/actions.ts";
import { spentApprovals } from "../store/approvals.ts";

/** Uses up the grants of an action whose message was handed over, or may have been: they are good for nothing after it. */
export async function spendGrants(
  deps: AppendDeps,
  tx: Tx,
  action: Pick<ActionRow, "id" | "contactId">,
  cause: Id<"aud">,
): Promise<void> {
  const spent = await spentApprovals(tx, action.id);
  await appendAudit(
    deps,
    tx,
    spent.map((id) => ({
      type: "approval.spent" as const,
      actor: systemActor,
      subject: { contact: action.contactId, action: action.id },
      causes: [cause],
      approval: { id, required: true, state: "spent" },
    })),
  );
}
