import { type Host, hostOf } from "./host.ts";

/** A mail address in its two forms: `send` is where mail goes, `matchKey` says which mailbox it is. */
export interface EmailAddress {
  readonly send: string;
  readonly matchKey: string;
  readonly local: string;
  readonly host: Host;
}

const localPattern = /^[\p{L}\p{N}!#$&'*+\-/=?^_`{|}~.%]+$/u;

/** Reads one mail address, or null when it is none. Aliases are undone for matching only, never for sending. */
export function parseEmail(input: string): EmailAddress | null {
  const text = bareAddress(input);
  const at = text.indexOf("@");
  if (at < 1 || at !== text.lastIndexOf("@")) return null;
  const local = text.slice(0, at);
  if (!isLocal(local)) return null;
  const host = hostOf(text.slice(at + 1));
  // A host that needed cutting (`acme.com/x`, `acme.com:25`) is no mail host.
  if (host === null || /[/?#:\\]/.test(text.slice(at + 1))) return null;
  return { send: `${local}@${host.host}`, matchKey: matchKeyOf(local, host), local, host };
}

/** The key under which a mailbox is suppressed and matched, or null when the text is no address. */
export function emailMatchKey(input: string): string | null {
  return parseEmail(input)?.matchKey ?? null;
}

function isLocal(local: string): boolean {
  if (local.length > 64 || local.startsWith(".") || local.endsWith(".") || local.includes("..")) return false;
  return localPattern.test(local);
}

function bareAddress(input: string): string {
  const text = input
    .normalize("NFKC")
    .replace(/[\p{Cf}\p{Cc}]/gu, "")
    .trim();
  const angled = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  return angled
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, "")
    .replace(/^["'(<[]+|["')>\],;]+$/g, "")
    .replace(/\.$/, "");
}

interface ProviderRule {
  /** The domain that all of the provider's spellings share. */
  readonly domain: string;
  readonly local: (local: string) => string;
}

const withoutTag = (local: string): string => local.split("+", 1)[0] ?? local;

/** What a provider ignores in the local part, by its own documentation. */
function providerRule(host: Host): ProviderRule {
  switch (host.domain) {
    case "gmail.com":
    case "googlemail.com":
      return { domain: "gmail.com", local: (local) => withoutTag(local).replaceAll(".", "") };
    case "proton.me":
    case "protonmail.com":
    case "protonmail.ch":
    case "pm.me":
      return { domain: "proton.me", local: (local) => withoutTag(local).replace(/[._-]/g, "") };
    case "icloud.com":
    case "me.com":
    case "mac.com":
      return { domain: "icloud.com", local: withoutTag };
    case "fastmail.com":
    case "fastmail.fm":
      return { domain: host.domain, local: withoutTag };
    case "ya.ru":
      return yandex;
    default:
      if (host.label === "yandex") return yandex;
      if (host.label === "yahoo" || host.label === "ymail" || host.label === "rocketmail")
        return { domain: host.host, local: (local) => withoutTag(local).split("-", 1)[0] ?? local };
      return { domain: host.host, local: withoutTag };
  }
}

const yandex: ProviderRule = { domain: "yandex.ru", local: (local) => withoutTag(local).replaceAll("-", ".") };

function matchKeyOf(local: string, host: Host): string {
  const sub = host.host.slice(0, -host.domain.length - 1);
  // Fastmail delivers anything@user.fastmail.com to user@fastmail.com.
  if (sub !== "" && (host.domain === "fastmail.com" || host.domain === "fastmail.fm")) return `${sub}@${host.domain}`;
  const rule = providerRule(host);
  const canonical = rule.local(local);
  // INVARIANT: a match key is an address and its own match key, for it is looked up again (test "its own match key").
  return `${isLocal(canonical) ? canonical : local}@${rule.domain}`;
}
