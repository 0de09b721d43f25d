import type { Env } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import { type Checkpoint, checkpointText, openCheckpoint } from "./core/checkpoint.ts";
import { hashBytes, leafHash } from "./core/leaf.ts";
import { appendLeaf, frontierBytes, type Tree, tileWidth, treeFromFrontier, treeRoot } from "./core/merkle.ts";
import { indexRow, recordFromBody } from "./core/record.ts";
import { hashesAtLevel } from "./core/tiles.ts";
import { logSigner, type ReleasedState, rolledBack } from "./log-key.ts";
import { type EntryRow, pendingCount, takePending } from "./store/entries.ts";
import * as log from "./store/log.ts";
import { rangeHashes } from "./tiles.ts";

/** What the sequencer needs; it keeps nothing in memory between passes. */
export interface SequenceDeps {
  readonly db: Database;
  readonly env: Pick<Env, "wall">;
  readonly vault: Vault;
  readonly released: ReleasedState;
}

/** What one pass did. `pending` counts what committed meanwhile or did not fit the batch. */
export interface SequenceReport {
  readonly sequenced: number;
  readonly size: number;
  readonly pending: number;
}

/**
 * One pass over a workspace's log: orders what is pending, signs the new checkpoint, and releases it once it is committed.
 * Any failure leaves the queue as it was and the gate closed.
 */
export async function sequenceOnce(deps: SequenceDeps, workspaceId: Id<"wsp">): Promise<SequenceReport> {
  const before = await deps.db.read(workspaceId, async (tx) => ({
    log: await log.currentLog(tx),
    pending: await pendingCount(tx),
  }));
  if (before.log !== undefined && before.pending === 0 && before.log.size === before.log.releasedSize) {
    return { sequenced: 0, size: before.log.size, pending: 0 };
  }
  const sequenced = await deps.db.write(workspaceId, (tx) => orderPending(deps, tx), "sequencer");
  // INVARIANT: released only after the commit above; a checkpoint of a rolled-back transaction would be a fork.
  return deps.db.write(
    workspaceId,
    async (tx) => ({ sequenced, size: await release(deps, tx), pending: await pendingCount(tx) }),
    "sequencer",
  );
}

async function orderPending(deps: SequenceDeps, tx: Tx): Promise<number> {
  const signer = logSigner(deps.vault, tx.workspaceId, 1);
  const row = (await log.lockedLog(tx)) ?? (await startLog(tx, signer.name));
  const tree = treeFromFrontier(row.size, row.frontier);
  await refuseRollback(deps, tx, row, tree);
  const entries = await takePending(tx, limits.auditBatchMax);
  if (entries.length > 0) await appendBatch(tx, row, tree, entries);
  const note = signer.sign(checkpointText({ origin: row.origin, size: tree.size, root: treeRoot(tree) }));
  await log.insertCheckpoint(tx, row.epoch, tree.size, note, deps.env.wall());
  return entries.length;
}

async function startLog(tx: Tx, origin: string): Promise<log.LogRow> {
  await log.insertLog(tx, 1, origin);
  const row = await log.lockedLog(tx);
  if (row === undefined) throw new Error("the log that was just started is not there");
  return row;
}

async function appendBatch(tx: Tx, row: log.LogRow, tree: Tree, entries: readonly EntryRow[]): Promise<void> {
  const parts = new Map<string, { level: number; n: number; hashes: string }>();
  const filled = new Map<number, number>();
  for (const entry of entries) {
    appendLeaf(tree, leafHash(entry.body), (level, hash) => {
      const position = filled.get(level) ?? hashesAtLevel(row.size, level);
      filled.set(level, position + 1);
      const n = Math.floor(position / tileWidth);
      const part = parts.get(`${level}/${n}`) ?? { level, n, hashes: "" };
      parts.set(`${level}/${n}`, { ...part, hashes: part.hashes + hash });
    });
  }
  const rows = entries.map((entry) => indexRow(recordFromBody(entry.body)));
  await log.insertLeaves(
    tx,
    row.epoch,
    row.size,
    entries.map((entry) => entry.id),
  );
  await log.insertIndex(tx, row.epoch, row.size, rows);
  await log.insertCauses(tx, row.epoch, row.size, rows);
  await log.appendTiles(
    tx,
    row.epoch,
    [...parts.values()].map((part) => ({ ...part, hashes: hashBytes(part.hashes) })),
  );
  await log.updateLog(tx, row.epoch, tree.size, frontierBytes(tree));
}

async function release(deps: SequenceDeps, tx: Tx): Promise<number> {
  const row = await log.lockedLog(tx);
  if (row === undefined) throw new Error("there is no log to release a checkpoint of");
  if (row.size > row.releasedSize) {
    const note = await log.checkpointNote(tx, row.epoch, row.size);
    if (note === undefined) throw new Error(`the log of ${row.size} entries has no checkpoint`);
    await deps.released.write(tx.workspaceId, note);
    await log.markReleased(tx, row.epoch, row.size);
  }
  return row.size;
}

/** Refuses to sign unless the database continues the last checkpoint that left this installation. */
async function refuseRollback(deps: SequenceDeps, tx: Tx, row: log.LogRow, tree: Tree): Promise<void> {
  const note = (await deps.released.read(tx.workspaceId)) ?? (await log.checkpointNote(tx, row.epoch, row.size));
  if (note === undefined && row.size === 0) return;
  const pin = note === undefined ? undefined : openCheckpoint(note, logSigner(deps.vault, tx.workspaceId, row.epoch));
  if (pin === undefined) throw rolledBack(tx.workspaceId, "has no checkpoint that its own key signed");
  if (pin.size > row.size)
    throw rolledBack(tx.workspaceId, `has ${row.size} entries but a checkpoint of ${pin.size} was let out`);
  if ((await rootAt(tx, row, tree, pin)) !== pin.root) {
    throw rolledBack(tx.workspaceId, `has another root at ${pin.size} entries than the checkpoint that was let out`);
  }
}

async function rootAt(tx: Tx, row: log.LogRow, tree: Tree, pin: Checkpoint): Promise<string | undefined> {
  if (pin.size === row.size) return treeRoot(tree);
  if (pin.size === 0) return pin.root;
  const [hashes] = await rangeHashes(tx, row.epoch, [[{ from: 0, to: pin.size }]]);
  return hashes?.[0];
}
