import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { accountsWithOpenOpportunity } from "./store/opportunities.ts";

/** Those of these accounts that have an open opportunity: one statement; policy keeps them out of outreach. */
export function openOpportunitiesAt(tx: Tx, accountIds: readonly Id<"acc">[]): Promise<ReadonlySet<Id<"acc">>> {
  return accountsWithOpenOpportunity(tx, accountIds);
}
