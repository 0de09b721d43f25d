import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { accountHoldsOver } from "./account-hold.ts";
import { blocking, codeOf } from "./core/suppression.ts";
import type { SuppressDeps } from "./deps.ts";
import { holdsOver } from "./hold.ts";
import type { Recipient } from "./keys.ts";
import { countedDecisions } from "./store/decisions.ts";
import { suppressionsOver } from "./suppress.ts";

/** Contacts that outreach is forbidden to now, with the reason code. Set-based; a decision says more. */
export async function blockedContacts(
  deps: SuppressDeps,
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, string>> {
  if (contactIds.length === 0) return new Map();
  const people = await deps.personKeys(tx, contactIds);
  const recipients = contactIds.map((contactId): Recipient => {
    const keys = people.get(contactId);
    return {
      contactId,
      accountId: keys?.accountId ?? null,
      addresses: keys?.addresses ?? [],
      address: keys?.addresses[0] ?? null,
    };
  });
  const [suppressions, holds, ofAccounts] = await Promise.all([
    suppressionsOver(deps, tx, recipients),
    holdsOver(tx, contactIds),
    accountHoldsOver(tx, recipients),
  ]);
  const held = new Set(holds.map(({ contactId }) => contactId));
  return new Map(
    contactIds.flatMap((contactId, n): [Id<"con">, string][] => {
      const suppression = blocking(suppressions[n] ?? [], "outreach");
      if (suppression !== null) return [[contactId, codeOf(suppression)]];
      if ((ofAccounts[n] ?? []).length > 0) return [[contactId, "ACCOUNT_HELD"]];
      return held.has(contactId) ? [[contactId, "HELD"]] : [];
    }),
  );
}

/** Decisions since a time, by outcome and reason code: a decision counts once under each of its codes, an allow under none. */
export function decisionCounts(
  tx: Tx,
  since: Instant,
): Promise<readonly { readonly outcome: string; readonly reason: string | null; readonly count: number }[]> {
  return countedDecisions(tx, since);
}
