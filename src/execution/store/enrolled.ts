import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** The sequences that contacts are in now. */
export async function openEnrollments(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<readonly { readonly sequenceId: Id<"seq">; readonly contactId: Id<"con"> }[]> {
  const rows = await tx.sql<{ sequence_id: string; contact_id: string }[]>`
    select sequence_id, contact_id from enrollment
     where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[]) and state in ('active', 'held')`;
  return rows.map((row) => ({
    sequenceId: idFromUuid("seq", row.sequence_id),
    contactId: idFromUuid("con", row.contact_id),
  }));
}
