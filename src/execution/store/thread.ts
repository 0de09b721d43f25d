import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ActionRow } from "./actions.ts";

/** The texts of messages that are written already, by action. */
export async function writtenTexts(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, { readonly subject: string; readonly body: string }>> {
  if (actionIds.length === 0) return new Map();
  const rows = await tx.sql<{ action_id: string; subject: string; body: string }[]>`
    select action_id, subject, body from message where workspace_id = ${tx.workspaceId} and action_id = any(${[...actionIds]}::uuid[])`;
  return new Map(rows.map(({ action_id, subject, body }) => [idFromUuid("act", action_id), { subject, body }]));
}

/**
 * Wire Message-IDs of the earlier steps of the same enrollment, oldest first: what a follow-up refers to (RFC 5322 §3.6.4). What
 * was refused because of us is in nobody's mailbox.
 */
export async function threadOf(tx: Tx, action: ActionRow): Promise<readonly string[]> {
  if (action.enrollmentId === null) return [];
  const rows = await tx.sql<{ rfc822_id: string }[]>`
    select m.rfc822_id from message m join action a on a.workspace_id = m.workspace_id and a.id = m.action_id
     where m.workspace_id = ${tx.workspaceId} and a.enrollment_id = ${action.enrollmentId} and a.step < ${action.step} and not a.blames_us
     order by a.step`;
  return rows.map((row) => row.rfc822_id);
}
