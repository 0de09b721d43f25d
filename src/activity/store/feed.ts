import type { Tx } from "../../kernel/sql.ts";

/** How far a feed goes, and whether batches are there that have no place in it yet. */
export interface FeedEnd {
  readonly size: number;
  readonly isWaiting: boolean;
}

/** The end of the workspace's feed. */
export async function feedEnd(tx: Tx): Promise<FeedEnd> {
  const [row] = await tx.sql<{ size: number | null; waiting: boolean }[]>`
    select (select size from activity_feed where workspace_id = ${tx.workspaceId}) as size,
           exists (select from activity_batch where workspace_id = ${tx.workspaceId} and position is null) as waiting`;
  return { size: row?.size ?? 0, isWaiting: row?.waiting === true };
}

/** Makes the workspace's row, for the first reader. */
export async function ensureFeed(tx: Tx): Promise<void> {
  await tx.sql`insert into activity_feed (workspace_id, size) values (${tx.workspaceId}, 0) on conflict do nothing`;
}

/** The last position that was given; nobody else gives one until this transaction ends. */
export async function lockedFeed(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ size: number }[]>`
    select size from activity_feed where workspace_id = ${tx.workspaceId} for update`;
  if (row === undefined) throw new Error("the feed has no row");
  return row.size;
}

/** Gives a position to each of the oldest batches without one, behind `size`; returns the new last position and how many. */
export async function placeBatches(
  tx: Tx,
  size: number,
  count: number,
): Promise<{ readonly size: number; readonly placed: number }> {
  const [row] = await tx.sql<{ size: number | null; placed: number }[]>`
    with waiting as (
      select id, events from activity_batch where workspace_id = ${tx.workspaceId} and position is null order by id limit ${count}
    ), counted as (
      select id, ${size}::bigint + 1 + sum(events) over (order by id) - events as position from waiting
    ), placed as (
      update activity_batch b set position = c.position from counted c
       where b.workspace_id = ${tx.workspaceId} and b.id = c.id
      returning b.position + b.events - 1 as last)
    select max(last)::bigint as size, count(*)::int as placed from placed`;
  return { size: row?.size ?? size, placed: row?.placed ?? 0 };
}

/** Says where the feed ends now. */
export async function updateFeed(tx: Tx, size: number): Promise<void> {
  await tx.sql`update activity_feed set size = ${size} where workspace_id = ${tx.workspaceId}`;
}

/** The last position that the batches take up. */
export async function placedEnd(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ size: number | null }[]>`
    select position + events - 1 as size from activity_batch
     where workspace_id = ${tx.workspaceId} and position is not null order by position desc limit 1`;
  return row?.size ?? 0;
}

/** How many events stand in the feed up to a position. */
export async function eventsWithin(tx: Tx, until: number): Promise<number> {
  const [row] = await tx.sql<{ count: number }[]>`
    select count(*)::int as count from activity_event e
      join activity_batch b on b.workspace_id = e.workspace_id and b.id = e.batch_id
     where e.workspace_id = ${tx.workspaceId} and b.position <= ${until}::bigint`;
  return row?.count ?? 0;
}
