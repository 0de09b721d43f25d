import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** What was told of trouble at an account; times are epoch milliseconds, null where it never happened. */
export interface TroubleRow {
  readonly accountId: Id<"acc">;
  readonly complaintAt: number | null;
  readonly caseOpenedAt: number | null;
  /** Support cases whose newest event does not close them. */
  readonly openCases: number;
}

/** The trouble at accounts in one statement; an account without any has no row. `owners` names whose trouble each id is. */
export async function troubleOf(
  tx: Tx,
  ids: readonly Id<"acc">[],
  owners: readonly Id<"acc">[],
): Promise<readonly TroubleRow[]> {
  const rows = await tx.sql<StoredRow[]>`
    with event as (
      select o.owner, e.id, e.kind, e.occurred_at, e.recorded_at, e.data ->> 'case' as case_key
        from unnest(${[...ids]}::uuid[], ${[...owners]}::uuid[]) as o (id, owner)
        join activity_event e on e.workspace_id = ${tx.workspaceId} and e.account_id = o.id
       where e.kind in ('case_opened', 'case_closed', 'spam_complaint')
    ), newest as (
      select distinct on (owner, case_key) owner, kind
        from event where kind <> 'spam_complaint'
       order by owner, case_key, occurred_at desc, recorded_at desc, id desc
    )
    select e.owner, max(e.occurred_at) filter (where e.kind = 'spam_complaint') as complaint_at,
           max(e.occurred_at) filter (where e.kind = 'case_opened') as case_opened_at,
           (select count(*)::int from newest n where n.owner = e.owner and n.kind = 'case_opened') as open_cases
      from event e group by e.owner`;
  return rows.map((row) => ({
    accountId: idFromUuid("acc", row.owner),
    complaintAt: row.complaint_at,
    caseOpenedAt: row.case_opened_at,
    openCases: row.open_cases,
  }));
}

interface StoredRow {
  readonly owner: string;
  readonly complaint_at: number | null;
  readonly case_opened_at: number | null;
  readonly open_cases: number;
}
