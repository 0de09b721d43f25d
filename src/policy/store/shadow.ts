import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** What one policy in shadow would have done on one day. */
export interface ShadowRow {
  readonly policy: string;
  readonly day: string;
  readonly code: string;
  readonly effect: "deny" | "approval" | "defer";
  readonly actions: number;
  readonly changed: number;
  readonly examples: readonly Id<"act">[];
}

/**
 * What policies in shadow said since a time. An action is decided several times on its way, and counts once a day; it would have
 * changed where some decision about it on that day was milder than the policy.
 */
export async function shadowCounts(tx: Tx, since: Instant, policy: string | null): Promise<readonly ShadowRow[]> {
  const rows = await tx.sql<Row[]>`
    with said as (
      select s ->> 'rule' as policy, to_char(d.decided_at at time zone 'UTC', 'YYYY-MM-DD') as day, s ->> 'code' as code,
             s ->> 'effect' as effect, d.action_id, max(d.decided_at) as at,
             bool_or(case s ->> 'effect' when 'deny' then d.outcome <> 'deny'
                                         when 'approval' then d.outcome in ('allow', 'defer')
                                         else d.outcome = 'allow' end) as changes
        from decision d cross join lateral jsonb_array_elements(d.shadow) as s
       where d.workspace_id = ${tx.workspaceId} and d.shadow is not null and d.decided_at >= ${since}::timestamptz
         and (${policy}::text is null or s ->> 'rule' = ${policy}::text)
       group by 1, 2, 3, 4, 5)
    select policy, day, code, effect, count(*)::int as actions, (count(*) filter (where changes))::int as changed,
           (array_agg(action_id order by at desc, action_id))[1:10] as examples
      from said group by policy, day, code, effect order by day desc, policy, code limit 5000`;
  return rows.map((row) => ({ ...row, examples: row.examples.map((id) => idFromUuid("act", id)) }));
}

interface Row {
  readonly policy: string;
  readonly day: string;
  readonly code: string;
  readonly effect: "deny" | "approval" | "defer";
  readonly actions: number;
  readonly changed: number;
  readonly examples: readonly string[];
}
