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

/** Remembers which entities were one with which, both ways. */
export async function insertKin(
  tx: Tx,
  pairs: readonly { readonly entityId: string; readonly kinId: string }[],
): Promise<void> {
  await tx.sql`
    insert into identity_kin (workspace_id, entity_id, kin_id)
    select ${tx.workspaceId}::uuid, k.entity_id, k.kin_id
      from unnest(${pairs.map((pair) => pair.entityId)}::uuid[], ${pairs.map((pair) => pair.kinId)}::uuid[]) as k (entity_id, kin_id)
    on conflict do nothing`;
}

/** Which entities any of these was one with before a split. */
export async function kinPairs(
  tx: Tx,
  entityIds: readonly string[],
): Promise<readonly { readonly entity_id: string; readonly kin_id: string }[]> {
  return await tx.sql<{ entity_id: string; kin_id: string }[]>`
    select entity_id, kin_id from identity_kin
     where workspace_id = ${tx.workspaceId} and entity_id = any(${[...entityIds]}::uuid[]) order by entity_id, kin_id`;
}

/** For each living account the ids that were merged into it. */
export async function formerAccountIds(
  tx: Tx,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.sql<{ merged_into: string; ids: string[] }[]>`
    select merged_into, array_agg(id order by id) as ids from account
     where workspace_id = ${tx.workspaceId} and merged_into = any(${[...accountIds]}::uuid[])
     group by merged_into`;
  return new Map(rows.map((row) => [row.merged_into, row.ids]));
}
