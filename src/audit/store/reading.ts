import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IndexRow } from "../contract.ts";

/** A record in its place in the log. */
export interface PlacedRow {
  readonly index: number;
  readonly id: Id<"aud">;
  readonly body: string;
}

/** A place in one log: everything read is below the size of its released checkpoint. */
export interface LogBounds {
  readonly epoch: number;
  readonly size: number;
}

/** What to list; absent means any. */
export interface EntryFilter {
  readonly actor?: string | undefined;
  readonly type?: string | undefined;
  readonly family?: string | undefined;
  readonly contactId?: string | undefined;
  readonly accountId?: string | undefined;
  readonly actionId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly outcome?: string | undefined;
  readonly fromIndex?: number | undefined;
  /** Only records before this index. */
  readonly before?: number | undefined;
}

interface PlacedColumns {
  idx: number;
  id: string;
  body: string;
}

/** The newest records that match, at most `limit`. */
export async function matchingEntries(
  tx: Tx,
  bounds: LogBounds,
  filter: EntryFilter,
  limit: number,
): Promise<PlacedRow[]> {
  const { sql } = tx;
  const before = Math.min(filter.before ?? bounds.size, bounds.size);
  const rows = await sql<PlacedColumns[]>`
    select f.idx, f.id, e.body
      from (
        select workspace_id, epoch, idx from audit_index
         where workspace_id = ${tx.workspaceId} and epoch = ${bounds.epoch} and idx < ${before} and idx >= ${filter.fromIndex ?? 0}
           ${filter.actor === undefined ? sql`` : sql`and actor = ${filter.actor}`}
           ${filter.type === undefined ? sql`` : sql`and type = ${filter.type}`}
           ${filter.family === undefined ? sql`` : sql`and type >= ${`${filter.family}.`} and type < ${`${filter.family}/`}`}
           ${filter.contactId === undefined ? sql`` : sql`and contact_id = ${filter.contactId}`}
           ${filter.accountId === undefined ? sql`` : sql`and account_id = ${filter.accountId}`}
           ${filter.actionId === undefined ? sql`` : sql`and action_id = ${filter.actionId}`}
           ${filter.messageId === undefined ? sql`` : sql`and message_id = ${filter.messageId}`}
           ${filter.outcome === undefined ? sql`` : sql`and outcome = ${filter.outcome}`}
         order by idx desc limit ${limit}
      ) as i
      join audit_leaf f on f.workspace_id = i.workspace_id and f.epoch = i.epoch and f.idx = i.idx
      join audit_entry e on e.workspace_id = f.workspace_id and e.id = f.id
     order by f.idx desc`;
  return rows.map(placedFromRow);
}

/** The records of an index range, in order. */
export async function entriesInRange(tx: Tx, bounds: LogBounds, from: number, to: number): Promise<PlacedRow[]> {
  const rows = await tx.sql<PlacedColumns[]>`
    select f.idx, f.id, e.body
      from audit_leaf f
      join audit_entry e on e.workspace_id = f.workspace_id and e.id = f.id
     where f.workspace_id = ${tx.workspaceId} and f.epoch = ${bounds.epoch}
       and f.idx >= ${from} and f.idx < ${Math.min(to, bounds.size)}
     order by f.idx`;
  return rows.map(placedFromRow);
}

/** Records by id, in log order. */
export async function entriesByIds(tx: Tx, bounds: LogBounds, ids: readonly Id<"aud">[]): Promise<PlacedRow[]> {
  const rows = await tx.sql<PlacedColumns[]>`
    select f.idx, f.id, e.body
      from audit_leaf f
      join audit_entry e on e.workspace_id = f.workspace_id and e.id = f.id
     where f.workspace_id = ${tx.workspaceId} and f.epoch = ${bounds.epoch} and f.id = any(${[...ids]}::uuid[]) and f.idx < ${bounds.size}
     order by f.idx`;
  return rows.map(placedFromRow);
}

/** The records that name any of these as their cause. */
export async function effectsOf(
  tx: Tx,
  bounds: LogBounds,
  ids: readonly Id<"aud">[],
  limit: number,
): Promise<Id<"aud">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select f.id
      from audit_cause c
      join audit_leaf f on f.workspace_id = c.workspace_id and f.epoch = c.epoch and f.idx = c.idx
     where c.workspace_id = ${tx.workspaceId} and c.epoch = ${bounds.epoch} and c.cause_id = any(${[...ids]}::uuid[])
     order by f.idx limit ${limit}`;
  return rows.map((row) => idFromUuid("aud", row.id));
}

/** The records about a message, an action or a contact, oldest first. */
export async function recordsAbout(
  tx: Tx,
  bounds: LogBounds,
  subject: {
    readonly messageIds: readonly string[];
    readonly actionIds: readonly string[];
    readonly contactIds: readonly string[];
  },
  limit: number,
): Promise<Id<"aud">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select f.id
      from audit_index i
      join audit_leaf f on f.workspace_id = i.workspace_id and f.epoch = i.epoch and f.idx = i.idx
     where i.workspace_id = ${tx.workspaceId} and i.epoch = ${bounds.epoch} and i.idx < ${bounds.size}
       and (i.message_id = any(${[...subject.messageIds]}::uuid[]) or i.action_id = any(${[...subject.actionIds]}::uuid[])
            or i.contact_id = any(${[...subject.contactIds]}::uuid[]))
     order by i.idx limit ${limit}`;
  return rows.map((row) => idFromUuid("aud", row.id));
}

/** The hashes of some tiles; a partial tile may hold more than an older size needs. */
export async function tileHashes(
  tx: Tx,
  epoch: number,
  tiles: readonly { readonly level: number; readonly n: number }[],
): Promise<{ level: number; n: number; hashes: Buffer }[]> {
  return await tx.sql<{ level: number; n: number; hashes: Buffer }[]>`
    select t.level, t.n, t.hashes
      from audit_tile t
      join unnest(${tiles.map((tile) => tile.level)}::int[], ${tiles.map((tile) => tile.n)}::bigint[]) as w (level, n)
        on w.level = t.level and w.n = t.n
     where t.workspace_id = ${tx.workspaceId} and t.epoch = ${epoch}`;
}

/** The notes of the newest released checkpoint in each run of 256 sizes, oldest first: enough to anchor history. */
export async function thinnedCheckpoints(tx: Tx, bounds: LogBounds): Promise<{ size: number; note: string }[]> {
  return await tx.sql<{ size: number; note: string }[]>`
    select distinct on (size / 256) size, note from audit_checkpoint
     where workspace_id = ${tx.workspaceId} and epoch = ${bounds.epoch} and size > 0 and size <= ${bounds.size}
     order by size / 256, size desc`;
}

/** The search columns of an index range, as stored; causes are checked with their own rows. */
export async function indexRowsInRange(
  tx: Tx,
  bounds: LogBounds,
  from: number,
  to: number,
): Promise<(Omit<IndexRow, "at" | "causes"> & { readonly index: number; readonly at: number })[]> {
  const rows = await tx.sql<
    {
      idx: number;
      id: string;
      type: string;
      at: number;
      actor_kind: string;
      actor: string;
      contact_id: string | null;
      account_id: string | null;
      action_id: string | null;
      message_id: string | null;
      outcome: string | null;
    }[]
  >`
    select i.idx, f.id, i.type, i.at, i.actor_kind, i.actor, i.contact_id, i.account_id, i.action_id, i.message_id, i.outcome
      from audit_index i
      join audit_leaf f on f.workspace_id = i.workspace_id and f.epoch = i.epoch and f.idx = i.idx
     where i.workspace_id = ${tx.workspaceId} and i.epoch = ${bounds.epoch} and i.idx >= ${from} and i.idx < ${to}
     order by i.idx`;
  return rows.map((row) => ({
    index: row.idx,
    id: idFromUuid("aud", row.id),
    type: row.type,
    at: row.at,
    actorKind: row.actor_kind,
    actor: row.actor,
    contactId: row.contact_id === null ? null : idFromUuid("con", row.contact_id),
    accountId: row.account_id === null ? null : idFromUuid("acc", row.account_id),
    actionId: row.action_id === null ? null : idFromUuid("act", row.action_id),
    messageId: row.message_id === null ? null : idFromUuid("msg", row.message_id),
    outcome: row.outcome,
  }));
}

function placedFromRow(row: PlacedColumns): PlacedRow {
  return { index: row.idx, id: idFromUuid("aud", row.id), body: row.body };
}
