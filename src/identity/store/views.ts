import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";

export interface ViewRow {
  readonly id: string;
  readonly owner: string;
  readonly object: "contacts" | "accounts";
  readonly name: string;
  readonly is_shared: boolean;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly saved_at: Instant;
}

/** Saves a view, in place of the owner's view of this name; the id of that one stays. */
export async function putView(tx: Tx, row: ViewRow): Promise<ViewRow> {
  const rows = await tx.sql<ViewRow[]>`
    insert into saved_view (workspace_id, id, owner, object, name, is_shared, filter, saved_at)
    values (${tx.workspaceId}, ${row.id}, ${row.owner}, ${row.object}, ${row.name}, ${row.is_shared}, ${JSON.stringify(row.filter)}::text::jsonb, ${row.saved_at})
    on conflict (workspace_id, owner, object, name) do update
       set is_shared = excluded.is_shared, filter = excluded.filter, saved_at = excluded.saved_at
    returning id, owner, object, name, is_shared, filter, saved_at`;
  const [saved] = rows;
  if (saved === undefined) throw new Error("the saved view is gone");
  return saved;
}

/** How many views somebody has. */
export async function viewCount(tx: Tx, owner: string): Promise<number> {
  const rows = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from saved_view where workspace_id = ${tx.workspaceId} and owner = ${owner}`;
  return rows[0]?.count ?? 0;
}

/** Somebody's views and those that are shared, by name. */
export async function viewsFor(tx: Tx, owner: string, count: number): Promise<readonly ViewRow[]> {
  return await tx.sql<ViewRow[]>`
    select id, owner, object, name, is_shared, filter, saved_at from saved_view
     where workspace_id = ${tx.workspaceId} and (owner = ${owner} or is_shared)
     order by name, id limit ${count}`;
}

/** Takes a view away and says what it was: one's own, or with `anyShared` any that is shared. */
export async function removeView(tx: Tx, id: string, owner: string, anyShared: boolean): Promise<ViewRow | null> {
  const rows = await tx.sql<ViewRow[]>`
    delete from saved_view
     where workspace_id = ${tx.workspaceId} and id = ${id} and (owner = ${owner} or (is_shared and ${anyShared}))
    returning id, owner, object, name, is_shared, filter, saved_at`;
  return rows[0] ?? null;
}

/** A view that somebody sees: one's own, or one that is shared. */
export async function viewSeenBy(tx: Tx, id: string, owner: string): Promise<ViewRow | null> {
  const rows = await tx.sql<ViewRow[]>`
    select id, owner, object, name, is_shared, filter, saved_at from saved_view
     where workspace_id = ${tx.workspaceId} and id = ${id} and (owner = ${owner} or is_shared)`;
  return rows[0] ?? null;
}
