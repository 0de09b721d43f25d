import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { deferralCounts } from "./store/past-decisions.ts";

/** How often actions were put off in a time, of some or of all; one that was not has no entry. */
export function deferralsOf(
  tx: Tx,
  between: { readonly from: Instant; readonly to: Instant },
  actionIds: readonly Id<"act">[] | null = null,
): Promise<ReadonlyMap<Id<"act">, number>> {
  return deferralCounts(tx, between, actionIds);
}
