import { createHash, timingSafeEqual } from "node:crypto";

/** The kinds of secret that open a door; each starts with a mark, so that a leaked one is recognised in a log or a commit. */
export type TokenKind = "key" | "session" | "link";

const marks: Readonly<Record<TokenKind, string>> = { key: "flk", session: "fls", link: "fll" };
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const prefixLength = 12;
const keyPattern = new RegExp(`^flk_([${alphabet}]{${prefixLength}})_([${alphabet}]{52})$`);

/** Random bytes that a key is made from: 8 for the public prefix, 32 for the secret. */
export const keyBytes = 40;

/** A new API key from random bytes: what is shown once, the public prefix that finds it, and the digest that is stored. */
export function keyFromBytes(random: Uint8Array): {
  readonly token: string;
  readonly prefix: string;
  readonly digest: Buffer;
} {
  const prefix = base32(random.subarray(0, 8)).slice(0, prefixLength);
  const token = `${marks.key}_${prefix}_${base32(random.subarray(8, keyBytes))}`;
  return { token, prefix, digest: tokenDigest(token) };
}

/** A session or link token from 32 random bytes. */
export function tokenFromBytes(kind: TokenKind, random: Uint8Array): string {
  return `${marks[kind]}_${base32(random)}`;
}

/** The public prefix of a text that has the form of an API key; undefined for anything else. */
export function prefixOfKey(text: string): string | undefined {
  return keyPattern.exec(text)?.[1];
}

/** The form in which a token is stored: 256 random bits need no salt and no slow hash. */
export function tokenDigest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Whether a token is the one that a digest was stored for; takes the same time either way. */
export function tokenMatches(token: string, digest: Uint8Array): boolean {
  const given = tokenDigest(token);
  return given.length === digest.length && timingSafeEqual(given, digest);
}

function base32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((value >>> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + alphabet.charAt((value << (5 - bits)) & 31);
}

/** The digest that stands in a record for a person's own words. */
export function textDigest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
