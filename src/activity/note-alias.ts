import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { aliasInReply } from "./core/aliases.ts";
import { insertAlias } from "./store/aliases.ts";

/** Keeps what a relay called a message when it took it, so that answers and events by that name find the message. */
export async function noteAlias(tx: Tx, messageId: Id<"msg">, relayReply: string): Promise<void> {
  const alias = aliasInReply(relayReply);
  if (alias !== null) await insertAlias(tx, alias, messageId);
}
