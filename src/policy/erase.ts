import type { AuditActor } from "../audit/contract.ts";
import type { IdentityReaction } from "../identity/contract.ts";
import { emailMatchKey } from "../identity/core/email.ts";
import { asOwner } from "../kernel/erasing.ts";
import type { Tx } from "../kernel/sql.ts";
import type { SuppressDeps } from "./deps.ts";
import { wipeConsentWords, wipeDecisions, wipeLiftReasons } from "./store/erase.ts";
import { suppress } from "./suppress.ts";

const actor: AuditActor = { kind: "policy", id: "reactions" };

/**
 * Forbids contact with a person who is erased, under every address and number that they had: the keyed hashes know them again
 * when a list brings them back, and hold nothing of them.
 */
export async function onErased(deps: SuppressDeps, tx: Tx, events: readonly IdentityReaction[]): Promise<void> {
  for (const event of events) {
    if (event.type !== "contact.erased") continue;
    await suppress(deps, tx, [
      {
        contactId: event.contactId,
        keys: event.written
          .filter((value) => emailMatchKey(value) !== null)
          .map((value) => ({ scope: "address" as const, value })),
        wholePerson: true,
        reason: "do_not_contact",
        basis: "erasure",
        source: null,
        actor,
      },
    ]);
    await asOwner(tx, async () => {
      await wipeConsentWords(tx, event.contactIds);
      await wipeLiftReasons(tx, event.contactIds);
      await wipeDecisions(tx, event.contactIds);
    });
  }
}
