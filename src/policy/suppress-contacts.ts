import { actorOf } from "../audit/append.ts";
import type { SuppressContacts } from "../identity/deps.ts";
import type { SuppressDeps } from "./deps.ts";
import { type SuppressEntry, suppressEach } from "./suppress.ts";

/** Forbids contact with many people, each with every address of theirs, on the word of whoever changes a whole result. */
export function suppressContactsWith(deps: SuppressDeps): SuppressContacts {
  return async (tx, caller, contactIds, { reason, source }) => {
    const entries = contactIds.map(
      (contactId): SuppressEntry => ({
        contactId,
        keys: [],
        wholePerson: true,
        reason,
        basis: "bulk",
        source,
        actor: actorOf(caller),
      }),
    );
    const made = await suppressEach(deps, tx, entries);
    const fresh = contactIds.filter((_, at) => (made[at] ?? []).length > 0);
    if (fresh.length > 0) await deps.afterSuppressing?.(tx);
    return new Set(fresh);
  };
}
