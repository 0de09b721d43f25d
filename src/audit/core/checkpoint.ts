import { type Hash, hashBase64, hashFromBytes, strictBase64 } from "./leaf.ts";
import { type NoteVerifier, openNote } from "./note.ts";

/** What a log's key signs: this log had this many entries with this root (C2SP tlog-checkpoint). It carries no time. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** The name of a workspace's log, which is also the name of its key. A log restored from a backup starts a new epoch. */
export function logOrigin(workspaceId: string, epoch: number): string {
  const origin = `audit.fairlead.local/ws/${workspaceId}`;
  return epoch === 1 ? origin : `${origin}/${epoch}`;
}

/** The three lines that are signed. */
export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${hashBase64(checkpoint.root)}\n`;
}

/** The checkpoint in a note's text, or undefined. Extension lines are refused: some verifiers do not sign them. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  const parts = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/=]+)\n$/.exec(text);
  const root = strictBase64(parts?.[3] ?? "");
  if (parts?.[1] === undefined || root?.length !== 32) return undefined;
  return { origin: parts[1], size: Number(parts[2]), root: hashFromBytes(root) };
}

/** The checkpoint of a note that this log's key signed, or undefined. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint | undefined {
  const text = openNote(note, verifier);
  const checkpoint = text === undefined ? undefined : parseCheckpoint(text);
  return checkpoint?.origin === verifier.name ? checkpoint : undefined;
}
