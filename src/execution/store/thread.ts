import type { Tx } from "../../kernel/sql.ts";
import type { ActionRow } from "./actions.ts";

/** Wire Message-IDs of the earlier steps of the same enrollment, oldest first: what a follow-up refers to (RFC 5322 §3.6.4). */
export async function threadOf(tx: Tx, action: ActionRow): Promise<readonly string[]> {
  if (action.enrollmentId === null) return [];
  const rows = await tx.sql<{ rfc822_id: string }[]>`
    select m.rfc822_id from message m join action a on a.workspace_id = m.workspace_id and a.id = m.action_id
     where m.workspace_id = ${tx.workspaceId} and a.enrollment_id = ${action.enrollmentId} and a.step < ${action.step} order by a.step`;
  return rows.map((row) => row.rfc822_id);
}
