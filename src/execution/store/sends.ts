import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid, idOrNull } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** One message with everything that it counts for. */
export interface SendRow {
  readonly messageId: Id<"msg">;
  readonly mailboxId: Id<"mbx">;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly sequenceId: Id<"seq"> | null;
  readonly at: Instant;
}

/** What these messages count for, in one statement. */
export async function sendsByMessage(tx: Tx, messageIds: readonly Id<"msg">[]): Promise<readonly SendRow[]> {
  const rows = await tx.sql<
    {
      id: string;
      mailbox_id: string;
      from_address: string;
      to_address: string;
      sequence_id: string | null;
      created_at: Instant;
    }[]
  >`
    select m.id, m.mailbox_id, m.from_address, m.to_address, a.sequence_id, m.created_at
      from message m join action a on a.workspace_id = m.workspace_id and a.id = m.action_id
     where m.workspace_id = ${tx.workspaceId} and m.id = any(${[...messageIds]}::uuid[])`;
  return rows.map((row) => ({
    messageId: idFromUuid("msg", row.id),
    mailboxId: idFromUuid("mbx", row.mailbox_id),
    fromAddress: row.from_address,
    toAddress: row.to_address,
    sequenceId: idOrNull("seq", row.sequence_id),
    at: row.created_at,
  }));
}

/** The ids of the messages of these actions. */
export async function messageIdsOf(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, Id<"msg">>> {
  const rows = await tx.sql<{ id: string; action_id: string }[]>`
    select id, action_id from message where workspace_id = ${tx.workspaceId} and action_id = any(${[...actionIds]}::uuid[])`;
  return new Map(rows.map((row) => [idFromUuid("act", row.action_id), idFromUuid("msg", row.id)]));
}
