import type { IdentityReaction } from "../identity/contract.ts";
import { asOwner } from "../kernel/erasing.ts";
import type { Tx } from "../kernel/sql.ts";
import { wipeEvents, wipeInbound } from "./store/erase.ts";

/** Wipes the mail and the words of a person who is erased; that something happened, and when, stays. */
export async function onErased(tx: Tx, events: readonly IdentityReaction[]): Promise<void> {
  for (const event of events) {
    if (event.type !== "contact.erased") continue;
    await asOwner(tx, async () => {
      await wipeEvents(tx, event);
      await wipeInbound(tx, event);
    });
  }
}
