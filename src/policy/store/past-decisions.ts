import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** How often each action was put off in a time. */
export async function deferralCounts(
  tx: Tx,
  between: { readonly from: Instant; readonly to: Instant },
  actionIds: readonly Id<"act">[] | null,
): Promise<ReadonlyMap<Id<"act">, number>> {
  const { sql } = tx;
  const rows = await sql<{ action_id: string; count: number }[]>`
    select action_id, count(*)::int as count from decision
     where workspace_id = ${tx.workspaceId} and outcome = 'defer'
       and decided_at >= ${between.from}::timestamptz and decided_at < ${between.to}::timestamptz
       ${actionIds === null ? sql`` : sql`and action_id = any(${[...actionIds]}::uuid[])`}
     group by action_id`;
  return new Map(rows.map((row) => [idFromUuid("act", row.action_id), row.count]));
}
