import { workUnderWay } from "../execution/facts-for.ts";
import type { Consequence } from "../identity/deps.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { SuppressDeps } from "../policy/deps.ts";
import { suppressionsOver } from "../policy/suppress.ts";

/** What hangs on contacts in the blocks right of identity: work under way, and what forbids contact now. */
export async function consequencesFor(
  deps: Pick<SuppressDeps, "vault" | "personKeys">,
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, Consequence>> {
  const work = await workUnderWay(tx, contactIds);
  const keys = await deps.personKeys(tx, contactIds);
  const recipients = contactIds.map((contactId) => {
    const person = keys.get(contactId);
    return { contactId, accountId: person?.accountId ?? null, addresses: person?.addresses ?? [], address: null };
  });
  const covering = await suppressionsOver(deps, tx, recipients);
  return new Map(
    contactIds.map((contactId, at) => [
      contactId,
      {
        enrollments: work.get(contactId)?.enrollments ?? 0,
        actions: work.get(contactId)?.actions ?? 0,
        suppressions: [...new Set((covering[at] ?? []).map((one) => one.reason))].sort(),
      },
    ]),
  );
}
