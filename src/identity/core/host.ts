import { parse } from "tldts";
import { disposableDomains } from "./words/disposable.ts";
import { freeMailDomains, freeMailLabels } from "./words/free-mail.ts";
import { fastmailDomains } from "./words/mail-providers.ts";
import { placeholderDomains } from "./words/placeholders.ts";
import { platformHosts, tenantHosts } from "./words/platforms.ts";
import { relayDomains } from "./words/relays.ts";

/** A host as the public suffix list sees it. */
export interface Host {
  /** ASCII (RFC 5891), lower case, without a trailing dot. */
  readonly host: string;
  /** The domain that someone registered: one label below a public suffix, private suffixes included. */
  readonly domain: string;
  /** The registered label alone: `yahoo` of `yahoo.co.uk`. */
  readonly label: string;
}

/** Hosts already read: the caller's, for the length of one piece of work. Domains recur in every list. */
export type HostCache = Map<string, Host | null>;

/** More hosts than this are not remembered: a list of a million different ones must not fill the memory. */
const hostsRememberedMax = 50_000;

const plainHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;
const plainText = /^[a-z0-9.-]+$/;
const asciiOnly = /^[\x20-\x7e]*$/;
const neverInHost = /[\s%<>^|"`{}[\]\\:,;@]/;
const ownLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * The host of a URL, a bare host or a mail address, or null when it is an address of a machine or no public name.
 * International spellings become ASCII (UTS 46), the public suffix list is read with its private part.
 */
export function hostOf(input: string, cache?: HostCache): Host | null {
  const text = cleaned(input);
  const known = cache?.get(text);
  if (known !== undefined) return known;
  const host = readHost(cut(text).host);
  if (cache !== undefined && cache.size < hostsRememberedMax) cache.set(text, host);
  return host;
}

/** The registrable domain of a URL, host or mail address; null for IP addresses, public suffixes and local names. */
export function registrableDomain(input: string, cache?: HostCache): string | null {
  return hostOf(input, cache)?.domain ?? null;
}

/**
 * The domain that stands for a company: registrable, and no mail provider, relay, platform or placeholder. A page on a
 * host whose pages belong to its customers (`github.com/acme`, `acme.zendesk.com`) stands for nobody.
 */
export function companyDomain(input: string, cache?: HostCache): string | null {
  const host = hostOf(input, cache);
  if (host === null || isFreeMailHost(host) || endsIn(host.host, platformHosts)) return null;
  if (disposableDomains.has(host.domain) || placeholderDomains.has(host.domain)) return null;
  if (endsIn(host.host, tenantHosts) && !isFrontPage(host, input)) return null;
  return host.domain;
}

/** Whether mailboxes there belong to private people, so that the domain says nothing about an employer. */
export function isFreeMailHost(host: Host): boolean {
  return (
    freeMailDomains.has(host.domain) ||
    freeMailDomains.has(host.host) ||
    freeMailLabels.has(host.label) ||
    fastmailDomains.has(host.domain) ||
    isRelayHost(host)
  );
}

/** Whether addresses there only pass mail on, so that they name neither an employer nor a lasting mailbox. */
export function isRelayHost(host: Host): boolean {
  return endsIn(host.host, relayDomains);
}

/** Whether a host or one above it is in a list. */
function endsIn(host: string, list: ReadonlySet<string>): boolean {
  for (let at = 0; at !== -1; ) {
    if (list.has(at === 0 ? host : host.slice(at))) return true;
    const dot = host.indexOf(".", at);
    at = dot === -1 ? -1 : dot + 1;
  }
  return false;
}

/** Whether an address is a domain's own front page rather than a page or a subdomain of somebody on it. */
function isFrontPage(host: Host, input: string): boolean {
  const isOwn = host.host === host.domain || host.host === `www.${host.domain}`;
  return isOwn && !cut(cleaned(input)).hasPath;
}

/** Compatibility forms, invisible letters and exotic dots undone, in lower case. */
function cleaned(input: string): string {
  const lower = input.trim().toLowerCase();
  if (asciiOnly.test(lower)) return lower;
  return input
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .replace(/[。．｡]/g, ".")
    .trim()
    .toLowerCase();
}

interface Cut {
  readonly host: string;
  readonly hasPath: boolean;
}

/** Cuts a URL or address down to its host, as a browser would (WHATWG: a backslash is a slash, the last `@` counts). */
function cut(text: string): Cut {
  if (plainText.test(text)) return { host: withoutDots(text), hasPath: false };
  const bare = text
    .replace(/^["'(<]+|["')>,;]+$/g, "")
    .replaceAll("\\", "/")
    .replace(/^mailto:/, "")
    .replace(/^(?:(?:[a-z][a-z0-9+.-]*:)?\/+|https?:|https?\/\/)+/, "");
  const [authority = ""] = bare.split(/[/?#]/, 1);
  const at = authority.lastIndexOf("@");
  const host = /[\s,;]/.test(authority.slice(0, at).replace(/^.*<|\s+$/g, "")) ? "" : authority.slice(at + 1);
  return { host: withoutDots(host.replace(/:\d*$/, "")), hasPath: /^\/+[^/?#]/.test(bare.slice(authority.length)) };
}

/** A trailing dot is the root (RFC 1034); a leading one and `*.` mean everything below. */
function withoutDots(host: string): string {
  return host.replace(/^(?:\*\.|\.)/, "").replace(/\.$/, "");
}

function readHost(text: string): Host | null {
  const ascii = asciiHost(text);
  if (ascii === null) return null;
  const parts = parse(ascii, { allowPrivateDomains: true, extractHostname: false, validateHostname: true });
  if (parts.isIp === true || parts.domain === null || (parts.isIcann !== true && parts.isPrivate !== true)) return null;
  const label = parts.domainWithoutSuffix ?? "";
  return ownLabel.test(label) ? { host: ascii, domain: parts.domain, label } : null;
}

function asciiHost(host: string): string | null {
  if (host === "" || host.length > 253 || neverInHost.test(host) || /[^.]{64}/.test(host)) return null;
  // The WHATWG parser reads `0x7f.1` and `1234567890` as IPv4; a last label with a letter first cannot be one.
  if (plainHost.test(host) && /\.[a-z][a-z0-9-]*$/.test(host) && !host.includes("xn--")) return host;
  if (!URL.canParse(`http://${host}/`)) return null;
  return new URL(`http://${host}/`).hostname.replace(/\.$/, "");
}
