import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { canonicalJson } from "../../kernel/canonical.ts";
import { hashBytes, sha256, strictBase64 } from "./leaf.ts";

/**
 * Personal text never enters a leaf: the leaf holds the digest of a salted disclosure (RFC 9901). The salt and the key
 * that seals the disclosure derive from one key per contact, so destroying that key erases the text and breaks no proof.
 */
export interface Disclosure {
  readonly salt: string;
  readonly name: string;
  readonly value: unknown;
}

const nonceLength = 12;
const tagLength = 16;

/** The salt of one disclosure: only the holder of the contact's key can guess it. */
export function disclosureSalt(contactKey: Uint8Array, recordId: string, name: string): string {
  return createHmac("sha256", createSecretKey(contactKey))
    .update(`salt|${recordId}|${name}`)
    .digest()
    .subarray(0, 16)
    .toString("base64url");
}

/** The disclosure as text, exactly what is digested and what an export hands out. */
export function disclosureText(disclosure: Disclosure): string {
  return Buffer.from(canonicalJson([disclosure.salt, disclosure.name, disclosure.value])).toString("base64url");
}

/** The digest that the leaf holds in `_sd`. */
export function disclosureDigest(text: string): string {
  return hashBytes(sha256(text)).toString("base64url");
}

/** The parts of a disclosure text, or undefined if it is none. */
export function parseDisclosure(text: string): Disclosure | undefined {
  const bytes = strictBase64(text, "base64url");
  if (bytes === undefined) return undefined;
  const parsed: unknown = JSON.parse(bytes.toString("utf8"));
  if (!Array.isArray(parsed) || parsed.length !== 3) return undefined;
  const [salt, name, value]: unknown[] = parsed;
  return typeof salt === "string" && typeof name === "string" ? { salt, name, value } : undefined;
}

/** Seals a disclosure under its contact's key (AES-256-GCM); `binding` ties it to its place. */
export function sealDisclosure(contactKey: Uint8Array, nonce: Uint8Array, binding: string, text: string): Buffer {
  const cipher = createCipheriv("aes-256-gcm", sealingKey(contactKey), nonce).setAAD(Buffer.from(binding));
  return Buffer.concat([nonce, cipher.update(text, "latin1"), cipher.final(), cipher.getAuthTag()]);
}

/** Opens a sealed disclosure; throws if the key, the place or a byte differs. */
export function openDisclosure(contactKey: Uint8Array, binding: string, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(contactKey), bytes.subarray(0, nonceLength))
    .setAAD(Buffer.from(binding))
    .setAuthTag(bytes.subarray(-tagLength));
  return Buffer.concat([decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()]).toString("latin1");
}

// Keys go in as objects: given as bytes, each call of Node's cost four to six times as much.
function sealingKey(contactKey: Uint8Array): KeyObject {
  return createSecretKey(createHmac("sha256", createSecretKey(contactKey)).update("seal").digest());
}
