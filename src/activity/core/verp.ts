import { createHash, createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import { type Id, idFromUuid, uuidFromId } from "../../kernel/ids.ts";

/**
 * Addresses and links that nobody can forge: a token names one message of one workspace and carries a keyed digest
 * (HMAC-SHA256). Lower-case base32, because mail systems fold the case of local parts.
 */
export type TokenPurpose = "bounce" | "reply" | "unsubscribe" | "loop";

/** Which message of which workspace a token stands for. */
export interface TokenSubject {
  readonly workspaceId: Id<"wsp">;
  readonly messageId: Id<"msg">;
}

/** A workspace whose key may have made a token. */
export interface TokenKey {
  readonly workspaceId: Id<"wsp">;
  readonly key: Uint8Array;
}

/** A token found in an address, not yet verified. */
export interface FoundToken {
  readonly purpose: TokenPurpose;
  readonly token: string;
  /** Compare with `workspaceTag`: it narrows the keys to try. */
  readonly workspaceTag: string;
}

const tagBytes = 4;
const idBytes = 16;
/** 64 bits where a local part must hold it all (RFC 5321 4.5.3.1.1: 64 octets), 128 in a link. */
const macBytes: Record<TokenPurpose, number> = { bounce: 8, reply: 8, unsubscribe: 16, loop: 16 };
const tokenLength = (purpose: TokenPurpose): number => Math.ceil(((tagBytes + idBytes + macBytes[purpose]) * 8) / 5);
const localPartMax = 64;
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** A short public name of a workspace inside tokens; different workspaces may share one, the digest tells them apart. */
export function workspaceTag(workspaceId: Id<"wsp">): string {
  return base32(tagOf(workspaceId));
}

/** The token of one message for one purpose; a token of one purpose is worthless for another. */
export function encodeToken(subject: TokenSubject, purpose: TokenPurpose, key: Uint8Array): string {
  const message = Buffer.from(uuidFromId(subject.messageId).replaceAll("-", ""), "hex");
  return base32(Buffer.concat([tagOf(subject.workspaceId), message, mac(subject, purpose, key)]));
}

/** What a token stands for, or null where none of the keys made it. */
export function decodeToken(token: string, purpose: TokenPurpose, keys: readonly TokenKey[]): TokenSubject | null {
  const bytes = token.length === tokenLength(purpose) ? fromBase32(token.toLowerCase()) : null;
  if (bytes === null) return null;
  const messageId = idFromUuid("msg", bytes.subarray(tagBytes, tagBytes + idBytes).toString("hex"));
  for (const { workspaceId, key } of keys) {
    const subject = { workspaceId, messageId };
    const given = bytes.subarray(tagBytes + idBytes);
    const isOurs = tagOf(workspaceId).equals(bytes.subarray(0, tagBytes));
    if (isOurs && timingSafeEqual(given, mac(subject, purpose, key))) return subject;
  }
  return null;
}

/** The tag inside a token, to find the workspaces whose keys may have made it. */
export function tagOfToken(token: string): string | null {
  const bytes = fromBase32(token.toLowerCase());
  return bytes === null || bytes.length <= tagBytes + idBytes ? null : base32(bytes.subarray(0, tagBytes));
}

/** The envelope sender of a message: bounces come back to it and name it. */
export function bounceAddress(subject: TokenSubject, key: Uint8Array, domain: string): string {
  return `b+${encodeToken(subject, "bounce", key)}@${domain}`;
}

/** The mailbox's own address with the token, or without one where the local part would pass 64 octets. */
export function replyAddress(subject: TokenSubject, key: Uint8Array, mailbox: string): string {
  const at = mailbox.lastIndexOf("@");
  const local = `${mailbox.slice(0, at)}+${encodeToken(subject, "reply", key)}`;
  return local.length > localPartMax ? mailbox : `${local}${mailbox.slice(at)}`;
}

/** Every well-formed token in a list of addresses, for verification with the workspace's key. */
export function tokensIn(addresses: readonly string[]): readonly FoundToken[] {
  return addresses.flatMap((address) => {
    const found = /^(.+)\+([a-z2-7]+)@[^@]+$/i.exec(address.trim().replace(/^<|>$/g, ""));
    const token = found?.[2]?.toLowerCase();
    if (token === undefined || token.length !== tokenLength("reply")) return [];
    const tag = tagOfToken(token);
    const purpose: TokenPurpose = found?.[1]?.toLowerCase() === "b" ? "bounce" : "reply";
    return tag === null ? [] : [{ purpose, token, workspaceTag: tag }];
  });
}

function tagOf(workspaceId: Id<"wsp">): Buffer {
  return createHash("sha256").update(uuidFromId(workspaceId)).digest().subarray(0, tagBytes);
}

function mac(subject: TokenSubject, purpose: TokenPurpose, key: Uint8Array): Buffer {
  const text = `fairlead/${purpose}/${uuidFromId(subject.workspaceId)}/${uuidFromId(subject.messageId)}`;
  return createHmac("sha256", createSecretKey(key)).update(text).digest().subarray(0, macBytes[purpose]);
}

function base32(bytes: Uint8Array): string {
  let out = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) out += alphabet.charAt((held >>> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? out : out + alphabet.charAt((held << (5 - bits)) & 31);
}

function fromBase32(text: string): Buffer | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value === -1) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(held >>> bits);
      held &= (1 << bits) - 1;
    }
  }
  // Left-over bits must be zero: one token has one spelling.
  return held === 0 ? Buffer.from(bytes) : null;
}
