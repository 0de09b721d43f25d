import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { sha256, strictBase64 } from "./leaf.ts";

/** A signed note (C2SP signed-note): text, a blank line, one line per signature. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  readonly keyId: string;
  readonly signature: Buffer;
}

/** What checks a log's signatures: read from a vkey that the reader got out of band. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  readonly vkey: string;
  verifies(text: string, signature: Uint8Array): boolean;
}

/** What signs for a log. */
export interface NoteSigner extends NoteVerifier {
  sign(text: string): string;
}

const ed25519Algorithm = 1;
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** The signer of a key name, from the 32-byte Ed25519 seed (RFC 8032). */
export function signerFromSeed(name: string, seed: Uint8Array): NoteSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  const verifier = verifierOf(name, spki.subarray(spkiPrefix.length));
  return {
    ...verifier,
    sign: (text) => {
      const signature = sign(null, Buffer.from(text), privateKey);
      const line = Buffer.concat([Buffer.from(verifier.keyId, "hex"), signature]).toString("base64");
      return `${text}\n\u2014 ${name} ${line}\n`;
    },
  };
}

/** The verifier that a vkey (`name+id+key`) describes, or undefined if it is not a sound Ed25519 vkey. */
export function parseVkey(vkey: string): NoteVerifier | undefined {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey);
  const key = strictBase64(parts?.[3] ?? "");
  if (parts?.[1] === undefined || key?.length !== 33 || key[0] !== ed25519Algorithm) return undefined;
  const verifier = verifierOf(parts[1], key.subarray(1));
  return verifier.keyId === parts[2] ? verifier : undefined;
}

/** The parts of a note, or undefined if the text is none. Nothing is verified yet. */
export function parseNote(note: string): Note | undefined {
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of note.slice(split + 2, -1).split("\n")) {
    const parts = /^\u2014 ([^+\s]+) ([A-Za-z0-9+/=]+)$/.exec(line);
    const bytes = strictBase64(parts?.[2] ?? "");
    if (parts?.[1] === undefined || bytes === undefined || bytes.length < 5) return undefined;
    signatures.push({ name: parts[1], keyId: bytes.subarray(0, 4).toString("hex"), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
}

/** The text of a note that this verifier signed, or undefined. Signatures of unknown keys are ignored, a broken one of ours is not. */
export function openNote(note: string, verifier: NoteVerifier): string | undefined {
  const parsed = parseNote(note);
  const ours = parsed?.signatures.filter(({ name, keyId }) => name === verifier.name && keyId === verifier.keyId) ?? [];
  if (parsed === undefined || ours.length === 0) return undefined;
  return ours.every(({ signature }) => verifier.verifies(parsed.text, signature)) ? parsed.text : undefined;
}

function verifierOf(name: string, publicKey: Uint8Array): NoteVerifier {
  const typed = Buffer.concat([Buffer.from([ed25519Algorithm]), publicKey]);
  const keyId = Buffer.from(sha256(Buffer.concat([Buffer.from(`${name}\n`), typed])), "latin1").toString("hex", 0, 4);
  const key: KeyObject = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: "der", type: "spki" });
  return {
    name,
    keyId,
    vkey: `${name}+${keyId}+${typed.toString("base64")}`,
    verifies: (text, signature) => signature.length === 64 && verify(null, Buffer.from(text), key, signature),
  };
}
