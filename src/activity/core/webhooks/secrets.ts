import { createHash, createPublicKey, type KeyObject, timingSafeEqual, verify } from "node:crypto";

/** Whether two texts are equal, in a time that tells neither where they differ nor how long the secret is. */
export function isSameSecret(given: string | Uint8Array, secret: string | Uint8Array): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

/** Whether a text is one of our secrets. All are compared, so that the time does not tell which; an empty one never counts. */
export function isOneOf(given: string | Uint8Array, secrets: readonly (string | Uint8Array)[]): boolean {
  return secrets.filter((secret) => secret.length > 0 && isSameSecret(given, secret)).length > 0;
}

/** A public key from PEM (a key or a certificate) or base64 of its DER form (SubjectPublicKeyInfo); null for anything else. */
export function publicKeyFrom(text: string): KeyObject | null {
  try {
    if (text.includes("-----BEGIN")) return createPublicKey(text);
    return createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" });
  } catch {
    // OpenSSL says in many ways that something is no key; the caller needs none of them.
    return null;
  }
}

/** A signature as it is written in a call. */
export interface WrittenSignature {
  readonly text: string;
  readonly encoding: "base64" | "base64url";
}

/** Whether a signature of a public key holds; one that cannot be read does not. A signature has one spelling. */
export function isSignedBy(
  key: KeyObject,
  algorithm: "RSA-SHA1" | "RSA-SHA256" | "sha256",
  bytes: Uint8Array,
  { text, encoding }: WrittenSignature,
): boolean {
  const signature = Buffer.from(text, encoding);
  if (signature.toString(encoding) !== text) return false;
  try {
    return verify(algorithm, bytes, key, signature);
  } catch {
    // A signature of the wrong form may throw instead of failing.
    return false;
  }
}

function digest(bytes: string | Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}
