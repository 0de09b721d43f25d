import { hash } from "node:crypto";

/**
 * A SHA-256 as 32 latin1 characters. Node hashes into a latin1 string three times faster than into a Buffer, strings
 * compare with `===` and key a Map; `hashBytes` gives the bytes where they are stored.
 */
export type Hash = string;

export const hashLength = 32;

/** The root of a log without entries (RFC 6962 section 2.1). */
export const emptyRoot: Hash = sha256("");

/** SHA-256 of bytes, or of a text's UTF-8. */
export function sha256(data: Uint8Array | string): Hash {
  return hash("sha256", data, "binary");
}

/** The leaf hash of one line of the log: the record's exact bytes without the line feed. */
export function leafHash(line: Uint8Array | string): Hash {
  const bytes = typeof line === "string" ? Buffer.from(line) : line;
  const prefixed = Buffer.allocUnsafe(bytes.length + 1);
  prefixed[0] = 0;
  prefixed.set(bytes, 1);
  return sha256(prefixed);
}

/** A leaf hash that reuses its memory: for walking a million lines. */
export function createLeafHasher(): (line: Uint8Array) => Hash {
  let scratch = Buffer.alloc(64 * 1024);
  return (line) => {
    if (line.length >= scratch.length) scratch = Buffer.alloc(line.length + 1);
    scratch.set(line, 1);
    return sha256(scratch.subarray(0, line.length + 1));
  };
}

/** The hash of an inner node of the tree. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return sha256(Buffer.from(`\u0001${left}${right}`, "latin1"));
}

/** The 32 bytes of a hash, or the bytes of several in a row. */
export function hashBytes(text: Hash): Buffer {
  return Buffer.from(text, "latin1");
}

/** The hash that some bytes hold. */
export function hashFromBytes(bytes: Uint8Array): Hash {
  if (bytes.length !== hashLength) throw new TypeError(`a hash has ${hashLength} bytes, not ${bytes.length}`);
  return Buffer.from(bytes).toString("latin1");
}

/** Standard base64, as checkpoints and proofs write a hash. */
export function hashBase64(text: Hash): string {
  return hashBytes(text).toString("base64");
}

/** Base64 bytes, or undefined if the text is not exactly what an encoder would write: one value, one text. */
export function strictBase64(text: string, encoding: "base64" | "base64url" = "base64"): Buffer | undefined {
  const bytes = Buffer.from(text, encoding);
  return bytes.toString(encoding) === text ? bytes : undefined;
}
