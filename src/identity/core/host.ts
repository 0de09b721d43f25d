import { parse } from "tldts";
import { disposableDomains } from "./words/disposable.ts";
import { freeMailDomains, freeMailLabels } from "./words/free-mail.ts";
import { placeholderDomains } from "./words/placeholders.ts";
import { platformHosts } from "./words/platforms.ts";

/** A host as the public suffix list sees it. */
export interface Host {
  /** ASCII, lower case, without a trailing dot. */
  readonly host: string;
  /** The domain that someone registered: one label below a public suffix, private suffixes included. */
  readonly domain: string;
  /** The registered label alone: `yahoo` of `yahoo.co.uk`. */
  readonly label: string;
}

const plainHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const neverInHost = /[\s%<>^|"`{}[\]\\:]/;

/** The host of a URL, a bare host or a mail address, or null when it is an address of a machine or no public name. */
export function hostOf(input: string): Host | null {
  const ascii = asciiHost(cleanHost(input));
  if (ascii === null) return null;
  const parts = parse(ascii, { allowPrivateDomains: true, extractHostname: false, validateHostname: true });
  if (parts.isIp === true || parts.domain === null || (parts.isIcann !== true && parts.isPrivate !== true)) return null;
  return { host: ascii, domain: parts.domain, label: parts.domainWithoutSuffix ?? "" };
}

/** The registrable domain of a URL, host or mail address; null for IP addresses, public suffixes and local names. */
export function registrableDomain(input: string): string | null {
  return hostOf(input)?.domain ?? null;
}

/** The domain that stands for a company: registrable, and no mail provider, platform or placeholder. */
export function companyDomain(input: string): string | null {
  const host = hostOf(input);
  if (host === null || isFreeMailHost(host) || isPlatform(host.host)) return null;
  if (disposableDomains.has(host.domain) || placeholderDomains.has(host.domain)) return null;
  return host.domain;
}

/** Whether mailboxes there belong to private people, so that the domain says nothing about an employer. */
export function isFreeMailHost(host: Host): boolean {
  return freeMailDomains.has(host.domain) || freeMailDomains.has(host.host) || freeMailLabels.has(host.label);
}

function isPlatform(host: string): boolean {
  for (let at = 0; at !== -1; ) {
    if (platformHosts.has(host.slice(at === 0 ? 0 : at))) return true;
    const dot = host.indexOf(".", at);
    at = dot === -1 ? -1 : dot + 1;
  }
  return false;
}

/** Cuts a URL or address down to its host; compatibility forms, invisible letters and exotic dots are undone first. */
function cleanHost(input: string): string {
  const text = input
    .normalize("NFKC")
    .replace(/[\p{Cf}\u00ad]/gu, "")
    .replace(/[。．｡]/g, ".")
    .trim()
    .toLowerCase()
    .replaceAll("\\", "/")
    .replace(/^mailto:/, "")
    .replace(/^([a-z][a-z0-9+.-]*:)?\/+/, "");
  const authority = text.split(/[/?#]/, 1)[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1).replace(/:\d+$/, "");
  return host.replace(/\.$/, "");
}

function asciiHost(host: string): string | null {
  if (host === "" || host.length > 253 || neverInHost.test(host)) return null;
  // The WHATWG parser reads `0x7f.1` and `1234567890` as IPv4; a last label with a letter first cannot be one.
  if (plainHost.test(host) && /\.[a-z][a-z0-9-]*$/.test(host) && !host.includes("xn--")) return host;
  if (!URL.canParse(`http://${host}/`)) return null;
  return new URL(`http://${host}/`).hostname;
}
