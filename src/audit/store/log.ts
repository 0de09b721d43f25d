import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IndexRow } from "../contract.ts";

/** The log of a workspace as stored: its size and frontier are the whole state of the sequencer. */
export interface LogRow {
  readonly epoch: number;
  readonly origin: string;
  readonly size: number;
  readonly frontier: Buffer;
  readonly releasedSize: number;
}

interface LogColumns {
  epoch: number;
  origin: string;
  size: number;
  frontier: Buffer;
  released_size: number;
}

/** A run of hashes to write at the end of one tile. */
export interface TilePart {
  readonly level: number;
  readonly n: number;
  readonly hashes: Buffer;
}

/** The current log, or undefined before its first pass. */
export async function currentLog(tx: Tx): Promise<LogRow | undefined> {
  const rows = await tx.sql<LogColumns[]>`
    select epoch, origin, size, frontier, released_size from audit_log
     where workspace_id = ${tx.workspaceId} order by epoch desc limit 1`;
  return rows.map(logFromRow)[0];
}

/** The current log, locked: one sequencer at a time. */
export async function lockedLog(tx: Tx): Promise<LogRow | undefined> {
  const rows = await tx.sql<LogColumns[]>`
    select epoch, origin, size, frontier, released_size from audit_log
     where workspace_id = ${tx.workspaceId} order by epoch desc limit 1 for update`;
  return rows.map(logFromRow)[0];
}

/** Starts an empty log; another sequencer's wins. */
export async function insertLog(tx: Tx, epoch: number, origin: string): Promise<void> {
  await tx.sql`
    insert into audit_log (workspace_id, epoch, origin, size, frontier, released_size, created_at)
    values (${tx.workspaceId}, ${epoch}, ${origin}, 0, ${Buffer.alloc(0)}, 0, ${tx.now})
        on conflict (workspace_id, epoch) do nothing`;
}

/** Gives records their index, from `first` on. */
export async function insertLeaves(tx: Tx, epoch: number, first: number, ids: readonly Id<"aud">[]): Promise<void> {
  await tx.sql`
    insert into audit_leaf (workspace_id, epoch, idx, id)
    select ${tx.workspaceId}::uuid, ${epoch}::int, ${first}::bigint + t.position - 1, t.id
      from unnest(${[...ids]}::uuid[]) with ordinality as t (id, position)`;
}

/** Writes the search columns of records, from `first` on. */
export async function insertIndex(tx: Tx, epoch: number, first: number, rows: readonly IndexRow[]): Promise<void> {
  await tx.sql`
    insert into audit_index (workspace_id, epoch, idx, type, at, actor_kind, actor, contact_id, account_id, action_id, message_id, outcome)
    select ${tx.workspaceId}::uuid, ${epoch}::int, ${first}::bigint + t.position - 1, t.type, t.at, t.actor_kind, t.actor,
           t.contact_id, t.account_id, t.action_id, t.message_id, t.outcome
      from unnest(${rows.map((row) => row.type)}::text[], ${rows.map((row) => row.at)}::text[]::timestamptz[],
                  ${rows.map((row) => row.actorKind)}::text[], ${rows.map((row) => row.actor)}::text[],
                  ${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => row.accountId)}::uuid[],
                  ${rows.map((row) => row.actionId)}::uuid[], ${rows.map((row) => row.messageId)}::uuid[],
                  ${rows.map((row) => row.outcome)}::text[])
             with ordinality as t (type, at, actor_kind, actor, contact_id, account_id, action_id, message_id, outcome, position)`;
}

/** Writes which records led to which, from `first` on. */
export async function insertCauses(tx: Tx, epoch: number, first: number, rows: readonly IndexRow[]): Promise<void> {
  const links = rows.flatMap((row, offset) =>
    [...new Set(row.causes)].map((cause) => ({ idx: first + offset, cause })),
  );
  if (links.length === 0) return;
  await tx.sql`
    insert into audit_cause (workspace_id, epoch, idx, cause_id)
    select ${tx.workspaceId}::uuid, ${epoch}::int, t.idx, t.cause_id
      from unnest(${links.map((link) => link.idx)}::bigint[], ${links.map((link) => link.cause)}::uuid[]) as t (idx, cause_id)`;
}

/** Writes hashes at the end of their tiles. The driver cannot send `bytea[]`, hence base64. */
export async function appendTiles(tx: Tx, epoch: number, parts: readonly TilePart[]): Promise<void> {
  await tx.sql`
    insert into audit_tile (workspace_id, epoch, level, n, hashes)
    select ${tx.workspaceId}::uuid, ${epoch}::int, t.level, t.n, decode(t.hashes, 'base64')
      from unnest(${parts.map((part) => part.level)}::int[], ${parts.map((part) => part.n)}::bigint[],
                  ${parts.map((part) => part.hashes.toString("base64"))}::text[]) as t (level, n, hashes)
        on conflict (workspace_id, epoch, level, n) do update set hashes = audit_tile.hashes || excluded.hashes`;
}

/** Moves the log to its new size. */
export async function updateLog(tx: Tx, epoch: number, size: number, frontier: Buffer): Promise<void> {
  await tx.sql`
    update audit_log set size = ${size}, frontier = ${frontier}
     where workspace_id = ${tx.workspaceId} and epoch = ${epoch}`;
}

/** Stores a signed checkpoint; it opens nothing until it is released. */
export async function insertCheckpoint(
  tx: Tx,
  epoch: number,
  size: number,
  note: string,
  signedAt: Instant,
): Promise<void> {
  await tx.sql`
    insert into audit_checkpoint (workspace_id, epoch, size, note, signed_at)
    values (${tx.workspaceId}, ${epoch}, ${size}, ${note}, ${signedAt})
        on conflict (workspace_id, epoch, size) do nothing`;
}

/** The note of the checkpoint at a size. */
export async function checkpointNote(tx: Tx, epoch: number, size: number): Promise<string | undefined> {
  const rows = await tx.sql<{ note: string }[]>`
    select note from audit_checkpoint where workspace_id = ${tx.workspaceId} and epoch = ${epoch} and size = ${size}`;
  return rows[0]?.note;
}

/** Opens the gate for every entry below `size`. */
export async function markReleased(tx: Tx, epoch: number, size: number): Promise<void> {
  await tx.sql`
    update audit_log set released_size = ${size}
     where workspace_id = ${tx.workspaceId} and epoch = ${epoch} and released_size < ${size}`;
}

/** Those of the records that are under a released checkpoint. */
export async function releasedRecords(tx: Tx, recordIds: readonly Id<"aud">[]): Promise<Id<"aud">[]> {
  const rows = await tx.sql<{ id: string }[]>`
    select f.id from audit_leaf f
      join audit_log l on l.workspace_id = f.workspace_id and l.epoch = f.epoch
     where f.workspace_id = ${tx.workspaceId} and f.id = any(${[...recordIds]}::uuid[]) and f.idx < l.released_size`;
  return rows.map((row) => idFromUuid("aud", row.id));
}

function logFromRow(row: LogColumns): LogRow {
  return {
    epoch: row.epoch,
    origin: row.origin,
    size: row.size,
    frontier: row.frontier,
    releasedSize: row.released_size,
  };
}
