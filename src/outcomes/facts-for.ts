import { absorbedAccounts } from "../identity/attribution.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { accountsWithOpenOpportunity } from "./store/opportunities.ts";

/**
 * Those of these accounts that have an open opportunity, under any id that was merged into them: two statements; policy keeps
 * them out of outreach.
 */
export async function openOpportunitiesAt(tx: Tx, accountIds: readonly Id<"acc">[]): Promise<ReadonlySet<Id<"acc">>> {
  const absorbed = await absorbedAccounts(tx, accountIds);
  const open = await accountsWithOpenOpportunity(tx, [...accountIds, ...[...absorbed.values()].flat()]);
  return new Set(accountIds.filter((id) => [id, ...(absorbed.get(id) ?? [])].some((one) => open.has(one))));
}
