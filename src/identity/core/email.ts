import { type Host, type HostCache, hostOf } from "./host.ts";
import { mailboxOf } from "./mail-providers.ts";

/** A mail address in its two forms: `send` is where mail goes, `matchKey` says which mailbox it is. */
export interface EmailAddress {
  readonly send: string;
  readonly matchKey: string;
  readonly local: string;
  readonly host: Host;
}

/** RFC 5321 §4.5.3.1. */
const addressLengthMax = 254;
const localLengthMax = 64;

const plainAddress = /^[a-z0-9_][a-z0-9_.+-]*@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
const localPattern = /^[\p{L}\p{M}\p{N}!#$&'*+\-/=?^_`{|}~.%]+$/u;
const asciiOnly = /^[\x20-\x7e]*$/;

/**
 * Reads one mail address as people and systems write it (`mailto:`, `Jane <jane@acme.com>`, full-width, zero-width, a
 * trailing dot), or null when it is none. The address is an RFC 5322 dot-atom (RFC 6531 letters allowed) at a host with
 * a registrable domain. Aliases are undone for matching only, never for sending.
 */
export function parseEmail(input: string, cache?: HostCache): EmailAddress | null {
  const text = bareAddress(input);
  const at = text.indexOf("@");
  if (at < 1 || at !== text.lastIndexOf("@")) return null;
  const local = unquoted(text.slice(0, at));
  const domain = text.slice(at + 1);
  // A host that needs cutting (`acme.com/x`, `acme.com:25`, `*.acme.com`) is no mail host.
  if (!isLocal(local) || !/^[^\s/?#:\\*.[<(][^/?#:\\]*$/.test(domain)) return null;
  const host = hostOf(domain, cache);
  if (host === null) return null;
  const send = `${local}@${host.host}`;
  const matchKey = matchKeyOf(local, host);
  return matchKey === null || send.length > addressLengthMax ? null : { send, matchKey, local, host };
}

/** The key under which a mailbox is suppressed and matched, or null when the text is no address. */
export function emailMatchKey(input: string, cache?: HostCache): string | null {
  return parseEmail(input, cache)?.matchKey ?? null;
}

function isLocal(local: string): boolean {
  if (local.length > localLengthMax || local.startsWith(".") || local.endsWith(".") || local.includes(".."))
    return false;
  return localPattern.test(local);
}

/** The address inside what was written around it, in lower case. */
function bareAddress(input: string): string {
  const trimmed = input.trim().toLowerCase();
  if (plainAddress.test(trimmed)) return trimmed;
  // The second pass undoes what lower case may leave uncomposed.
  const text = asciiOnly.test(trimmed) ? trimmed : seen(input).toLowerCase().normalize("NFKC");
  const angled = /<([^<>@\s]+@[^<>\s]+)>/.exec(text)?.[1] ?? text;
  const address = angled
    .replace(/\s*\([^()]*\)$/, "")
    .replace(/^["'(<[\s]*(?:smtp|e-?mail)\s*:\s*/, "")
    .replace(/^"(?=[^"]*$)|^["'(<[]+(?!.*"@)|["')>\],;\s]+$/g, "");
  return withoutScheme(address).replace(/\.$/, "");
}

function seen(input: string): string {
  return input
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\p{Cf}|(?!\s)\p{Cc}/gu, "")
    .trim();
}

/** RFC 6068: the address of a `mailto:` link ends at the question mark and may be percent-encoded. */
function withoutScheme(text: string): string {
  if (!text.startsWith("mailto:")) return text;
  const address = text.slice("mailto:".length).split("?", 1)[0] ?? "";
  return address.replace(/%[2-7][0-9a-f]/g, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
}

/** RFC 5321: a quoted local part that needs no quotes is the same mailbox as without them. */
function unquoted(local: string): string {
  return /^"[^"\\]+"$/.test(local) ? local.slice(1, -1) : local;
}

/** Null when nothing but a tag is left (`+news@`): such an address names no mailbox. */
function matchKeyOf(local: string, host: Host): string | null {
  const mailbox = mailboxOf(local, host);
  if (mailbox.local === "") return null;
  // INVARIANT: a match key is an address and its own match key, for it is looked up again (test "its own match key").
  return `${isLocal(mailbox.local) ? mailbox.local : local}@${mailbox.domain}`;
}
