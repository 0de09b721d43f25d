import type { Id } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

/** Destroys the keys of contacts, also of those that had none yet: nothing about them is ever sealed again. */
export async function destroySubjectKeys(tx: Tx, contactIds: readonly Id<"con">[]): Promise<void> {
  await tx.sql`
    insert into subject_key (workspace_id, contact_id, wrapped, destroyed_at)
    select ${tx.workspaceId}::uuid, t.id, null, ${tx.now}::timestamptz from unnest(${[...contactIds]}::uuid[]) as t (id) order by t.id
        on conflict (workspace_id, contact_id) do update
       set wrapped = null, destroyed_at = coalesce(subject_key.destroyed_at, excluded.destroyed_at)`;
}

/** Takes away what was sealed under the keys; the digests stay in the records. Answers how many there were. */
export async function deleteDisclosures(tx: Tx, contactIds: readonly Id<"con">[]): Promise<number> {
  const { count } = await tx.sql`
    delete from audit_disclosure where workspace_id = ${tx.workspaceId} and contact_id = any(${[...contactIds]}::uuid[])`;
  return count;
}
