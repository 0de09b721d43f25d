import type { IdentityReaction } from "../identity/contract.ts";
import { asOwner } from "../kernel/erasing.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import { isHandingOver, wipeActions, wipeMessages, wipeNotes } from "./store/erase.ts";

/** Wipes what was said to a person who is erased; that it was decided, sent and answered stays. Work was stopped before. */
export async function onErased(tx: Tx, events: readonly IdentityReaction[]): Promise<void> {
  for (const event of events) {
    if (event.type !== "contact.erased") continue;
    if (await isHandingOver(tx, event.contactIds))
      throw problem("conflict", "a message to this person is being handed to a mail server: try again in a minute", {
        retryAfterMs: 60_000,
      });
    await asOwner(tx, async () => {
      await wipeNotes(tx, event.contactIds);
      await wipeActions(tx, event.contactIds);
      await wipeMessages(tx, event.contactIds);
    });
  }
}
