import { absorbedAccounts } from "../identity/attribution.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { accountsWithDeals } from "./store/opportunities.ts";

/** What deals make of an account: a customer once one was won, and until then an open opportunity. */
export type DealRelation = "customer" | "open_opportunity";

/**
 * What the deals with these accounts make of them, under every id that they were merged from; an account without deals has no
 * entry. Policy keeps them out of cold outreach.
 */
export async function dealRelationsOf(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
): Promise<ReadonlyMap<Id<"acc">, DealRelation>> {
  if (accountIds.length === 0) return new Map();
  const former = await absorbedAccounts(tx, accountIds);
  const deals = await accountsWithDeals(tx, [...accountIds, ...[...former.values()].flat()]);
  const stateOf = Map.groupBy(deals, ({ accountId }) => accountId);
  return new Map(
    accountIds.flatMap((accountId) => {
      const states = [accountId, ...(former.get(accountId) ?? [])].flatMap((id) => stateOf.get(id) ?? []);
      if (states.length === 0) return [];
      const isWon = states.some(({ state }) => state === "won");
      return [[accountId, isWon ? ("customer" as const) : ("open_opportunity" as const)] as const];
    }),
  );
}
