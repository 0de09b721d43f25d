import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { RecordKind } from "./records.ts";

export interface NewReview {
  readonly id: string;
  readonly kind: string;
  readonly about: RecordKind;
  readonly subject: string;
  readonly recordIds: readonly string[];
}

export type ReviewState = "open" | "later" | "decided" | "settled";

export interface ReviewRow {
  readonly id: string;
  readonly kind: string;
  readonly about: RecordKind;
  readonly subject: string;
  readonly record_ids: readonly string[];
  readonly state: ReviewState;
  readonly created_at: Instant;
  readonly decision: "same" | "different" | "later" | null;
  readonly decided_by: string | null;
  readonly decided_at: Instant | null;
  readonly reason: string | null;
  readonly assertion_ids: readonly string[];
}

/** Opens questions. One that is there already learns of new records, and is asked again when it had been answered. Answers how many are new. */
export async function openReviews(tx: Tx, rows: readonly NewReview[]): Promise<number> {
  const made = await tx.sql<{ is_new: boolean }[]>`
    insert into review_item (workspace_id, id, kind, subject_kind, subject, record_ids, state, created_at)
    select ${tx.workspaceId}::uuid, r.id, r.kind, r.about, r.subject, array(select jsonb_array_elements_text(r.records::jsonb))::uuid[], 'open', ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.about)}::text[],
                  ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => JSON.stringify(row.recordIds))}::text[])
           as r (id, kind, about, subject, records)
    on conflict (workspace_id, subject) do update
       set record_ids = excluded.record_ids, kind = excluded.kind, state = case review_item.state when 'later' then 'later' else 'open' end
     where review_item.record_ids <> excluded.record_ids or review_item.kind <> excluded.kind or review_item.state in ('decided', 'settled')
    returning (xmax = 0) as is_new`;
  await tx.sql`
    insert into review_record (workspace_id, record_id, review_id)
    select i.workspace_id, u.record_id, i.id
      from review_item i cross join lateral unnest(i.record_ids) as u (record_id)
     where i.workspace_id = ${tx.workspaceId} and i.subject = any(${rows.map((row) => row.subject)}::text[])
    on conflict do nothing`;
  return made.filter((row) => row.is_new).length;
}

/** The questions about any of these records that nobody has answered. */
export async function unansweredAbout(
  tx: Tx,
  recordIds: readonly string[],
): Promise<readonly Pick<ReviewRow, "id" | "kind" | "subject" | "record_ids">[]> {
  return await tx.sql<ReviewRow[]>`
    select i.id, i.kind, i.subject, i.record_ids from review_item i
     where i.workspace_id = ${tx.workspaceId} and i.state in ('open', 'later')
       and i.id in (select r.review_id from review_record r
                     where r.workspace_id = ${tx.workspaceId} and r.record_id = any(${[...recordIds]}::uuid[]))`;
}

/** Puts questions away that the records no longer ask. */
export async function settleReviews(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql`update review_item set state = 'settled' where workspace_id = ${tx.workspaceId} and id = any(${[...ids]}::uuid[])`;
}

/** Keeps an answer with who gave it and the assertions that it became. */
export async function decideReview(
  tx: Tx,
  row: Pick<ReviewRow, "id" | "state" | "decision" | "decided_by" | "reason" | "assertion_ids">,
): Promise<void> {
  await tx.sql`
    update review_item set state = ${row.state}, decision = ${row.decision}, decided_by = ${row.decided_by}, decided_at = ${tx.now}, reason = ${row.reason},
           assertion_ids = ${[...row.assertion_ids]}::uuid[]
     where workspace_id = ${tx.workspaceId} and id = ${row.id}`;
}

export async function reviewById(tx: Tx, id: string): Promise<ReviewRow | undefined> {
  const [row] = await tx.sql<ReviewRow[]>`
    select ${columns(tx)} from review_item i where i.workspace_id = ${tx.workspaceId} and i.id = ${id}`;
  return row;
}

/** Questions in the order in which they came up. */
export async function reviewsAfter(
  tx: Tx,
  filter: {
    readonly state: ReviewState;
    readonly kind: string | null;
    readonly about: RecordKind | null;
    readonly after: string | null;
    readonly count: number;
  },
): Promise<readonly ReviewRow[]> {
  return await tx.sql<ReviewRow[]>`
    select ${columns(tx)} from review_item i
     where i.workspace_id = ${tx.workspaceId} and i.state = ${filter.state}
       and (${filter.kind}::text is null or i.kind = ${filter.kind}::text)
       and (${filter.about}::text is null or i.subject_kind = ${filter.about}::text)
       and (${filter.after}::uuid is null
            or (i.created_at, i.id) > (select c.created_at, c.id from review_item c
                                        where c.workspace_id = ${tx.workspaceId} and c.id = ${filter.after}::uuid))
     order by i.created_at, i.id limit ${filter.count}`;
}

const columns = (tx: Tx) => tx.sql`
    i.id, i.kind, i.subject_kind as about, i.subject, i.record_ids, i.state, i.created_at, i.decision, i.decided_by, i.decided_at, i.reason, i.assertion_ids`;
