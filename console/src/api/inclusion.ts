/** A checkpoint as its note says it: this log had so many entries under this root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

/** One leaf with the hashes that lead from it to the root, in base64. */
export interface InclusionProof {
  readonly index: number;
  readonly leaf: string;
  readonly hashes: readonly string[];
}

/** What this browser found out by itself; `signed` is undefined where it cannot check Ed25519. */
export interface ProofResult {
  readonly checkpoint: Checkpoint;
  readonly included: number;
  readonly of: number;
  readonly signed: boolean | undefined;
}

/** Checks, in this browser, that every record lies under the checkpoint and that the log's key signed it. */
export async function checkProofs(
  proofs: readonly InclusionProof[],
  note: string,
  vkey: string,
): Promise<ProofResult | undefined> {
  const checkpoint = checkpointOf(note);
  // The browser's own cryptography needs a secure context: TLS, or this machine.
  if (checkpoint === undefined || globalThis.crypto.subtle === undefined) return undefined;
  const results = await Promise.all(proofs.map((proof) => isIncluded(proof, checkpoint)));
  return {
    checkpoint,
    included: results.filter(Boolean).length,
    of: proofs.length,
    signed: await isSigned(note, vkey),
  };
}

/** The three lines of a note that are signed. */
export function checkpointOf(note: string): Checkpoint | undefined {
  const parts = /^([^\n]+)\n(\d{1,15})\n([A-Za-z0-9+/=]+)\n\n/.exec(note);
  if (parts?.[1] === undefined || parts[3] === undefined) return undefined;
  return { origin: parts[1], size: Number(parts[2]), root: parts[3] };
}

/** RFC 9162, section 2.1.3.2. */
async function isIncluded(proof: InclusionProof, { size, root }: Checkpoint): Promise<boolean> {
  if (!(proof.index >= 0 && proof.index < size)) return false;
  let at = proof.index;
  let last = size - 1;
  let node = bytesOf(proof.leaf);
  for (const hash of proof.hashes) {
    if (last === 0) return false;
    const sibling = bytesOf(hash);
    if (at % 2 === 1 || at === last) {
      node = await nodeHash(sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      node = await nodeHash(node, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && textOf(node) === root;
}

async function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** Whether one signature of the note is by this key (C2SP signed-note, Ed25519). */
async function isSigned(note: string, vkey: string): Promise<boolean | undefined> {
  const [, name, key] = /^([^+\s]+)\+[0-9a-f]{8}\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? [];
  const end = note.indexOf("\n\n");
  const line = note
    .slice(end + 2)
    .split("\n")
    .find((one) => one.startsWith(`\u2014 ${name} `));
  if (key === undefined || line === undefined) return false;
  const signature = bytesOf(line.slice(line.lastIndexOf(" ") + 1)).subarray(4);
  try {
    const publicKey = await crypto.subtle.importKey("raw", bytesOf(key).subarray(1), "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify(
      "Ed25519",
      publicKey,
      signature,
      new TextEncoder().encode(note.slice(0, end + 1)),
    );
  } catch (error) {
    // A browser without Ed25519 says so; the verifier of the export checks it there.
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function half(value: number): number {
  return Math.floor(value / 2);
}
