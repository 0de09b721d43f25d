import type { Tx } from "../../kernel/sql.ts";

export interface NewIdentityEvent {
  readonly id: string;
  readonly kind: "contact" | "account";
  readonly type: "merged" | "split";
  readonly entityId: string;
  readonly otherIds: readonly string[];
}

export interface NewReview {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly recordIds: readonly string[];
}

export async function insertIdentityEvents(
  tx: Tx,
  batchId: string | null,
  rulesetVersion: number,
  rows: readonly NewIdentityEvent[],
): Promise<void> {
  await tx.sql`
    insert into identity_event (workspace_id, id, kind, type, entity_id, other_ids, cause, ruleset_version, batch_id, at)
    select ${tx.workspaceId}::uuid, e.id, e.kind, e.type, e.entity_id, array(select jsonb_array_elements_text(e.others::jsonb))::uuid[], '{}'::jsonb,
           ${rulesetVersion}::int, ${batchId}::uuid, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.type)}::text[],
                  ${rows.map((row) => row.entityId)}::uuid[], ${rows.map((row) => JSON.stringify(row.otherIds))}::text[])
           as e (id, kind, type, entity_id, others)`;
}

/** Opens review items; one that is there already keeps its state and learns of new records. Answers how many are new. */
export async function openReviews(tx: Tx, rows: readonly NewReview[]): Promise<number> {
  const made = await tx.sql<{ is_new: boolean }[]>`
    insert into review_item (workspace_id, id, kind, subject, record_ids, state, created_at)
    select ${tx.workspaceId}::uuid, r.id, r.kind, r.subject, array(select jsonb_array_elements_text(r.records::jsonb))::uuid[], 'open', ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.subject)}::text[],
                  ${rows.map((row) => JSON.stringify(row.recordIds))}::text[]) as r (id, kind, subject, records)
    on conflict (workspace_id, subject) do update set record_ids = excluded.record_ids
     where review_item.record_ids <> excluded.record_ids
    returning (xmax = 0) as is_new`;
  return made.filter((row) => row.is_new).length;
}
