import { absorbedAccounts } from "../identity/attribution.ts";
import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { accountsWithDeals } from "./store/opportunities.ts";

/** What deals make of an account: a customer once one was won, and until then an open opportunity. */
export type DealRelation = "customer" | "open_opportunity";

/** What the deals with an account make of it, null where all were lost, and when the newest was lost. */
export interface AccountDeals {
  readonly relation: DealRelation | null;
  readonly lostAt: Instant | null;
}

/**
 * What the deals with these accounts make of them, under every id that they were merged from; an account without deals has no
 * entry. Policy keeps them out of cold outreach.
 */
export async function dealsOfAccounts(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
): Promise<ReadonlyMap<Id<"acc">, AccountDeals>> {
  if (accountIds.length === 0) return new Map();
  const former = await absorbedAccounts(tx, accountIds);
  const deals = await accountsWithDeals(tx, [...accountIds, ...[...former.values()].flat()]);
  const stateOf = Map.groupBy(deals, ({ accountId }) => accountId);
  return new Map(
    accountIds.flatMap((accountId) => {
      const own = [accountId, ...(former.get(accountId) ?? [])].flatMap((id) => stateOf.get(id) ?? []);
      if (own.length === 0) return [];
      const has = (state: "open" | "won"): boolean => own.some((one) => one.state === state);
      const relation = has("won") ? ("customer" as const) : has("open") ? ("open_opportunity" as const) : null;
      const lost = own.flatMap(({ state, closedAt }) => (state === "lost" ? (closedAt ?? []) : []));
      return [[accountId, { relation, lostAt: lost.length === 0 ? null : Math.max(...lost) }] as const];
    }),
  );
}
