import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Notes what a relay called a message; whoever had the name first keeps it. */
export async function insertAlias(tx: Tx, alias: string, messageId: Id<"msg">): Promise<void> {
  await tx.sql`
    insert into message_alias (workspace_id, alias, message_id, created_at)
    values (${tx.workspaceId}, ${alias}, ${messageId}, ${tx.now}) on conflict (workspace_id, alias) do nothing`;
}

/** The messages behind names that relays gave. */
export async function messagesByAlias(tx: Tx, aliases: readonly string[]): Promise<ReadonlyMap<string, Id<"msg">>> {
  if (aliases.length === 0) return new Map();
  const rows = await tx.sql<{ alias: string; message_id: string }[]>`
    select alias, message_id from message_alias
     where workspace_id = ${tx.workspaceId} and alias = any(${[...aliases]}::text[])`;
  return new Map(rows.map((row) => [row.alias, idFromUuid("msg", row.message_id)]));
}
