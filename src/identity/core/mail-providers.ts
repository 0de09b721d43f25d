import type { Host } from "./host.ts";
import { fastmailDomains } from "./words/mail-providers.ts";

/** The mailbox that an address reaches, by what its provider documents: the domain it has in common and its name there. */
export interface Mailbox {
  readonly local: string;
  readonly domain: string;
}

const withoutTag = (local: string): string => local.split("+", 1)[0] ?? "";

/**
 * Undoes aliases: sub-addresses (RFC 5233) everywhere, dots, dashes and second domains only where the provider says that
 * they are one mailbox. On all other domains dots are significant.
 */
export function mailboxOf(local: string, host: Host): Mailbox {
  const base = withoutTag(local);
  switch (host.domain) {
    case "gmail.com":
    case "googlemail.com":
      return { local: base.replaceAll(".", ""), domain: "gmail.com" };
    case "proton.me":
    case "protonmail.com":
    case "protonmail.ch":
    case "pm.me":
      return { local: base.replace(/[._-]/g, ""), domain: "proton.me" };
    case "icloud.com":
    case "me.com":
    case "mac.com":
      return { local: base, domain: "icloud.com" };
    case "ya.ru":
    case "narod.ru":
      return yandexMailbox(base);
  }
  if (host.label === "yandex") return yandexMailbox(base);
  if (fastmailDomains.has(host.domain)) return fastmailMailbox(base, host);
  // Yahoo's disposable addresses are `base-keyword@`; only in Japan may a base have a dash.
  if (yahooLabels.has(host.label) && !host.domain.endsWith(".jp"))
    return { local: base.split("-", 1)[0] ?? "", domain: host.host };
  return { local: base, domain: host.host };
}

const yahooLabels: ReadonlySet<string> = new Set(["yahoo", "ymail", "rocketmail"]);

/** Yandex reads dots and dashes as one sign, on all of its domains. */
function yandexMailbox(base: string): Mailbox {
  return { local: base.replaceAll("-", "."), domain: "yandex.ru" };
}

/** Fastmail delivers `anything@jane.fastmail.com` to `jane@fastmail.com`; each of its domains has its own users. */
function fastmailMailbox(base: string, host: Host): Mailbox {
  const user = host.host.slice(0, -host.domain.length - 1);
  return { local: user === "" || user === "www" || user.includes(".") ? base : user, domain: host.domain };
}
