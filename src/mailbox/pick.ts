import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { chooseMailbox } from "./core/choose.ts";
import { activeMailboxIds } from "./store/mailbox.ts";

/**
 * The mailbox that would write to each contact first; a contact has no entry when no mailbox may send. A follow-up keeps
 * the mailbox of its thread: that is stored with the action and not picked again.
 */
export async function pickMailboxes(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, Id<"mbx">>> {
  const active = await activeMailboxIds(tx);
  const picked = new Map<Id<"con">, Id<"mbx">>();
  for (const contactId of contactIds) {
    const mailboxId = chooseMailbox(contactId, active);
    if (mailboxId !== null) picked.set(contactId, mailboxId);
  }
  return picked;
}
