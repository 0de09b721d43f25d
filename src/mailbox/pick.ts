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
  const armed = active.filter(({ isTripped }) => !isTripped);
  // Where all are tripped the decision says so, and waits for a person; it is no fault of the contact.
  const ids = (armed.length > 0 ? armed : active).map(({ id }) => id);
  const picked = new Map<Id<"con">, Id<"mbx">>();
  for (const contactId of contactIds) {
    const mailboxId = chooseMailbox(contactId, ids);
    if (mailboxId !== null) picked.set(contactId, mailboxId);
  }
  return picked;
}
