import type { Env, Instant } from "../kernel/env.ts";
import { type Id, uuidFromId } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import { oldestPending, pendingCount } from "./store/entries.ts";
import { releasedRecords } from "./store/log.ts";

/**
 * Which of these records are under a released checkpoint. Dispatch opens no connection for a decision that is not among
 * them: no record, no send. A stuck sequencer closes the gate by itself.
 */
export async function underReleasedCheckpoint(tx: Tx, recordIds: readonly Id<"aud">[]): Promise<Set<Id<"aud">>> {
  return recordIds.length === 0 ? new Set() : new Set(await releasedRecords(tx, recordIds));
}

/** What waiting at the gate needs. */
export interface GateDeps {
  readonly db: Pick<Database, "read">;
  readonly env: Pick<Env, "sleep" | "elapsedMs">;
}

const firstWaitMs = 4;
const longestWaitMs = 64;

/** Waits until all records are under a released checkpoint; false when the time is over first. */
export async function waitReleased(
  deps: GateDeps,
  workspaceId: Id<"wsp">,
  recordIds: readonly Id<"aud">[],
  timeoutMs: number = limits.auditWaitMs,
  signal?: AbortSignal,
): Promise<boolean> {
  const wanted = new Set(recordIds);
  const endsAt = deps.env.elapsedMs() + timeoutMs;
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const released = await deps.db.read(workspaceId, (tx) => underReleasedCheckpoint(tx, [...wanted]));
    if (released.size === wanted.size) return true;
    if (signal?.aborted === true || deps.env.elapsedMs() + waitMs > endsAt) return false;
    await deps.env.sleep(waitMs, signal);
  }
}

/** How many records wait for the sequencer. */
export function pendingRecords(tx: Tx): Promise<number> {
  return pendingCount(tx);
}

/** How long the oldest record has waited for the sequencer, in real time: past a minute somebody should look. */
export async function oldestPendingMs(tx: Tx, wall: Instant): Promise<number> {
  const recordId = await oldestPending(tx);
  if (recordId === undefined) return 0;
  // A UUIDv7 begins with the real time at which it was made.
  const madeAt = Number.parseInt(uuidFromId(recordId).replace("-", "").slice(0, 12), 16);
  return Math.max(0, wall - madeAt);
}
