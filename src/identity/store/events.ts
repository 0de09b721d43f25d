import type { Tx } from "../../kernel/sql.ts";

export interface NewIdentityEvent {
  readonly id: string;
  readonly kind: "contact" | "account";
  readonly type: "merged" | "split";
  readonly entityId: string;
  readonly otherIds: readonly string[];
  /** The records of every entity that took part, by its id: before a merge, after a split. */
  readonly records: Readonly<Record<string, readonly string[]>>;
}

export async function insertIdentityEvents(
  tx: Tx,
  cause: { readonly batchId: string | null; readonly names: Readonly<Record<string, string>> },
  rulesetVersion: number,
  rows: readonly NewIdentityEvent[],
): Promise<void> {
  await tx.sql`
    insert into identity_event (workspace_id, id, kind, type, entity_id, other_ids, records, cause, ruleset_version, batch_id, at)
    select ${tx.workspaceId}::uuid, e.id, e.kind, e.type, e.entity_id, array(select jsonb_array_elements_text(e.others::jsonb))::uuid[], e.records::jsonb,
           ${JSON.stringify(cause.names)}::text::jsonb, ${rulesetVersion}::int, ${cause.batchId}::uuid, ${tx.now}::timestamptz
      from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.type)}::text[],
                  ${rows.map((row) => row.entityId)}::uuid[], ${rows.map((row) => JSON.stringify(row.otherIds))}::text[],
                  ${rows.map((row) => JSON.stringify(row.records))}::text[])
           as e (id, kind, type, entity_id, others, records)`;
}
