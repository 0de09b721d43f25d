import { type Checkpoint, openCheckpoint, parseCheckpoint } from "../audit/core/checkpoint.ts";
import type { Hash } from "../audit/core/leaf.ts";
import { type NoteVerifier, parseNote, parseVkey } from "../audit/core/note.ts";
import type { Bundle } from "./bundle.ts";
import { type Findings, Unusable } from "./findings.ts";

/** A signed checkpoint that the log must agree with when it has as many entries. */
export interface Anchor {
  readonly label: string;
  readonly note: string;
  readonly checkpoint: Checkpoint;
}

/** The key that everything is checked with: the one given, else the one that came with the export. */
export async function chooseKey(bundle: Bundle, given: string | undefined, findings: Findings): Promise<NoteVerifier> {
  const carried = (await bundle.read("keys/log.vkey"))?.toString("utf8");
  const text = given ?? carried?.replace(/\n$/, "");
  if (text === undefined) throw new Unusable("there is no `keys/log.vkey`: give the log's key with --log");
  const key = parseVkey(text);
  if (key === undefined && given !== undefined)
    throw new Unusable(`\`${given}\` is neither a vkey nor a file that holds one`);
  if (carried !== undefined && carried !== `${text}\n`)
    findings.add("SIGNATURE", "`keys/log.vkey` is not the log's key");
  if (key === undefined) {
    findings.add("SIGNATURE", "`keys/log.vkey` is not a sound key");
    return { name: "", keyId: "", vkey: text, verifies: () => false };
  }
  return key;
}

/** The checkpoint of the export; one without a sound signature is a finding, but what it states is still compared. */
export async function headCheckpoint(bundle: Bundle, key: NoteVerifier, findings: Findings): Promise<Anchor> {
  const note = (await bundle.read("checkpoint"))?.toString("utf8");
  if (note === undefined) throw new Unusable("there is no `checkpoint`: this is not an export of an audit log");
  const checkpoint = openCheckpoint(note, key);
  if (checkpoint !== undefined) return { label: "checkpoint", note, checkpoint };
  findings.add("SIGNATURE", "`checkpoint` is not signed by the log's key");
  const stated = parseCheckpoint(parseNote(note)?.text ?? "");
  return { label: "checkpoint", note, checkpoint: stated ?? { origin: key.name, size: -1, root: "" } };
}

/** The older checkpoints that the export carries. */
export async function historyOf(
  bundle: Bundle,
  sizes: readonly number[],
  key: NoteVerifier,
  findings: Findings,
): Promise<Anchor[]> {
  const anchors: Anchor[] = [];
  for (const size of sizes) {
    const path = `checkpoints/${size}`;
    const note = (await bundle.read(path))?.toString("utf8");
    const checkpoint = note === undefined ? undefined : openCheckpoint(note, key);
    if (note !== undefined && checkpoint?.size === size) anchors.push({ label: path, note, checkpoint });
    else
      findings.add(
        "SIGNATURE",
        note === undefined ? `\`${path}\` is missing` : `\`${path}\` is not signed by the log's key`,
      );
  }
  return anchors;
}

/** Checkpoints that the reader kept. One that this log's key did not sign speaks of another log or another key. */
export function pinsOf(notes: readonly string[], key: NoteVerifier, findings: Findings): Anchor[] {
  return notes.flatMap((note, at) => {
    if (parseCheckpoint(parseNote(note)?.text ?? "") === undefined)
      throw new Unusable(`pin ${at + 1} is not a checkpoint`);
    const checkpoint = openCheckpoint(note, key);
    if (checkpoint === undefined) findings.add("SIGNATURE", `pin ${at + 1} is not signed by the log's key`);
    return checkpoint === undefined ? [] : [{ label: `pin ${at + 1}`, note, checkpoint }];
  });
}

/** Holds anchors against the tree while it grows. */
export interface AnchorWatch {
  /** Called at every size that an anchor waits for. */
  readonly nextSize: () => number;
  reached(root: Hash): void;
  /** Called at the end: anchors past the head tell that the tail is gone. */
  finish(head: Anchor): void;
}

/** Watches for every anchor, smallest size first. */
export function watchAnchors(anchors: readonly Anchor[], head: Anchor, findings: Findings): AnchorWatch {
  const waiting = anchors.toSorted((left, right) => left.checkpoint.size - right.checkpoint.size);
  const nextSize = (): number => waiting[0]?.checkpoint.size ?? Number.POSITIVE_INFINITY;
  return {
    nextSize,
    reached: (root) => {
      for (let size = nextSize(); nextSize() === size && waiting.length > 0; ) {
        const anchor = waiting.shift();
        if (anchor !== undefined && anchor.checkpoint.root !== root) {
          const evidence = `\n--- ${anchor.label}\n${anchor.note}--- checkpoint\n${head.note}`;
          findings.add("FORK", `the log has another root at ${size} entries than \`${anchor.label}\`:${evidence}`);
        }
      }
    },
    finish: () => {
      for (const { label, checkpoint } of waiting) {
        if (checkpoint.size > head.checkpoint.size) {
          findings.add(
            "TRUNCATED",
            `\`${label}\` has ${checkpoint.size} entries, this log only ${head.checkpoint.size}`,
          );
        }
      }
    },
  };
}
