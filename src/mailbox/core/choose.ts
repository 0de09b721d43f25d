import { createHash } from "node:crypto";
import type { Id } from "../../kernel/ids.ts";

/**
 * The mailbox that writes to a contact: the one whose hash with the contact is highest (rendezvous hashing), so the choice
 * does not depend on order, spreads evenly, and moves only the contacts of a mailbox that goes away.
 */
export function chooseMailbox(contactId: Id<"con">, mailboxIds: readonly Id<"mbx">[]): Id<"mbx"> | null {
  let best: { readonly id: Id<"mbx">; readonly weight: string } | null = null;
  for (const id of mailboxIds) {
    const weight = createHash("sha256").update(`${contactId}\n${id}`).digest("hex");
    if (best === null || weight > best.weight) best = { id, weight };
  }
  return best?.id ?? null;
}
