import type { Tx } from "../../kernel/sql.ts";
import type { ReactionBucket, ReactionWay } from "../core/reaction-time.ts";

/** Counts one reaction in its bucket. */
export async function addReaction(
  tx: Tx,
  one: { readonly way: ReactionWay; readonly boundMs: number; readonly ms: number },
): Promise<void> {
  await tx.sql`
    insert into activity_reaction as held (workspace_id, way, bound_ms, mails, total_ms)
    values (${tx.workspaceId}, ${one.way}, ${one.boundMs}, 1, ${one.ms})
    on conflict (workspace_id, way, bound_ms)
    do update set mails = held.mails + 1, total_ms = held.total_ms + excluded.total_ms`;
}

/** What came in by one way, and how long it took in all. */
export interface ReactionRow extends ReactionBucket {
  readonly way: ReactionWay;
  readonly totalMs: number;
}

/** Every bucket that holds something, by way and bound. */
export async function reactionRows(tx: Tx): Promise<readonly ReactionRow[]> {
  return tx.sql<ReactionRow[]>`
    select way, bound_ms as "boundMs", mails::float8 as mails, total_ms::float8 as "totalMs" from activity_reaction
     where workspace_id = ${tx.workspaceId} order by way, bound_ms`;
}
