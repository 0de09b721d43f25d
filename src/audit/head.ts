import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import { type Checkpoint, openCheckpoint } from "./core/checkpoint.ts";
import type { NoteVerifier } from "./core/note.ts";
import { logSigner } from "./log-key.ts";
import { checkpointNote, currentLog } from "./store/log.ts";
import type { LogBounds } from "./store/reading.ts";

/** The newest released checkpoint: whatever is read of the log is read below it. */
export interface Head {
  readonly bounds: LogBounds;
  readonly checkpoint: Checkpoint;
  readonly note: string;
  readonly key: NoteVerifier;
}

/** The head of the workspace's log; refuses before the first pass of the sequencer, or if its signature is broken. */
export async function headOf(vault: Vault, tx: Tx): Promise<Head> {
  const log = await currentLog(tx);
  const note = log === undefined ? undefined : await checkpointNote(tx, log.epoch, log.releasedSize);
  if (log === undefined || note === undefined) {
    throw problem("conflict", "the audit log has no checkpoint yet: try again in a second");
  }
  const key = logSigner(vault, tx.workspaceId, log.epoch);
  const checkpoint = openCheckpoint(note, key);
  if (checkpoint?.size !== log.releasedSize) {
    throw problem(
      "conflict",
      "the checkpoint of the audit log is not signed by its key: run `audit verify` and look at the backups",
    );
  }
  return { bounds: { epoch: log.epoch, size: checkpoint.size }, checkpoint, note, key };
}
