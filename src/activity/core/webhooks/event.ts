import type { Instant } from "../../../kernel/env.ts";
import { type Id, isId } from "../../../kernel/ids.ts";
import type { providerKinds } from "../../providers/contract.ts";
import { type BounceVerdict, verdictOf } from "../bounce-reason.ts";
import { codesIn } from "../bounce-text.ts";
import { fieldOf, isPayload, type Payload } from "./payload.ts";
import { replayKeyOf } from "./verdict.ts";

/** A provider whose webhooks are understood. */
export type WebhookProvider = (typeof providerKinds)[number];

/**
 * What a provider says happened to a message. `rejected` was never handed to the recipient's server, so it says nothing
 * about the address. Opens and clicks are machine traffic and are `ignored`, as is every kind that nobody here knows.
 */
export type ProviderEventKind =
  | ("sent" | "delivered" | "delayed" | "bounced" | "rejected")
  | ("complained" | "unsubscribed" | "ignored");

/** What ties an event to one of our messages, strongest last; each may be missing. */
export interface ProviderMessageIds {
  /** The provider's own id of the message. */
  readonly provider: string | null;
  /** The Message-ID on the wire, without brackets; some providers replace ours. */
  readonly rfc822: string | null;
  /** Our own id, which the provider gives back from the header `X-Fairlead-Message` or from metadata. */
  readonly fairlead: Id<"msg"> | null;
}

/** One event of one recipient, in the same shape for every provider. */
export interface ProviderEvent {
  readonly kind: ProviderEventKind;
  readonly provider: WebhookProvider;
  /** What the provider calls it, with its sub-kind where it has one. */
  readonly name: string;
  /** The same whenever the provider tells the same event again: the key by which it is recorded once. */
  readonly eventId: string;
  readonly at: Instant | null;
  readonly address: string | null;
  readonly ids: ProviderMessageIds;
  /** Enhanced status code (RFC 3463), SMTP reply code and the server's words; empty where unknown. */
  readonly status: string;
  readonly reply: string;
  readonly diagnostic: string;
  /** How lasting the provider calls it: kept as its word, never as the verdict. */
  readonly stated: "permanent" | "temporary" | null;
  /** Our own verdict, by code and text like that of any other bounce; null where nothing failed. */
  readonly verdict: BounceVerdict | null;
}

/**
 * What a mailbox's provider calls us about. It names no mail that anybody may rely on: it only makes the next poll come
 * sooner, and polling stays the truth.
 */
export interface MailboxNotice {
  readonly kind: "mailbox_changed" | "subscription_expiring" | "subscription_removed" | "notices_missed" | "ignored";
  readonly provider: WebhookProvider;
  readonly name: string;
  readonly eventId: string;
  readonly at: Instant | null;
  /** The mailbox's address, where the provider names it. */
  readonly mailbox: string | null;
  /** The provider's id of the subscription that the call came by. */
  readonly subscription: string | null;
  /** Where reading may go on from (Gmail's history id), or what changed (Graph's resource). */
  readonly cursor: string | null;
}

/** What a provider's reader knows of an event; the rest follows from it. */
export interface EventParts {
  readonly kind: ProviderEventKind;
  readonly name: string;
  /** The provider's own id of the event; without one it is made of what was sent. */
  readonly eventId?: string;
  readonly at: Instant | null;
  readonly address: string;
  readonly provider?: string;
  readonly rfc822?: string;
  /** What the provider gives back of our headers and metadata. */
  readonly metadata?: readonly unknown[];
  readonly status?: string;
  readonly reply?: string;
  readonly diagnostic?: string;
  readonly stated?: ProviderEvent["stated"];
}

/** An event in the one shape; `raw` is what the provider sent of it. */
export function providerEvent(provider: WebhookProvider, parts: EventParts, raw: unknown): ProviderEvent {
  const { kind, at, metadata = [], stated = null } = parts;
  const diagnostic = (parts.diagnostic ?? "")
    .replace(/^(?:smtp|x-\S+) ?; ?/i, "")
    .trim()
    .slice(0, diagnosticMaxChars);
  const codes = codesOf(parts.status ?? "", parts.reply ?? "", diagnostic);
  const failure = failures[kind];
  return {
    kind,
    provider,
    name: parts.name.slice(0, nameMaxChars),
    eventId: eventIdOf(parts.eventId, raw),
    at,
    address: addressOf(parts.address),
    ids: {
      provider: bounded(parts.provider ?? ""),
      rfc822: bounded((parts.rfc822 ?? "").trim().replace(/^<|>$/g, "")),
      fairlead: ourIdIn(metadata),
    },
    ...codes,
    diagnostic,
    stated,
    verdict: failure === undefined ? null : verdictOf({ action: failure, ...codes, text: diagnostic }),
  };
}

/** The bounded key of an event: the provider's own id, or a digest of it or of what was sent. */
export function eventIdOf(given: string | undefined, raw: unknown): string {
  if (given === undefined || given === "") return replayKeyOf(JSON.stringify(raw));
  return given.length <= idMaxChars ? given : replayKeyOf(given);
}

/** The one address in a text such as `"Name" <name@host>`, in lower case; a redacted one is none. */
export function addressOf(text: string): string | null {
  const found = /<([^<>\s]{3,320})>\s*$/.exec(text)?.[1] ?? text.trim();
  const isAddress = /^[^\s@<>,;"]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i.test(found);
  return isAddress && !/redact|undisclosed|x{4,}/i.test(found) ? found.toLowerCase() : null;
}

const diagnosticMaxChars = 2_000;
const nameMaxChars = 200;
const idMaxChars = 500;

const failures: Partial<Record<ProviderEventKind, "failed" | "delayed">> = { bounced: "failed", delayed: "delayed" };

/** `5.0.0` says nothing where the server's words carry a code of their own. */
function codesOf(
  status: string,
  reply: string,
  diagnostic: string,
): { readonly status: string; readonly reply: string } {
  const given = /[245]\.\d{1,3}\.\d{1,3}/.exec(status)?.[0] ?? "";
  const inText = codesIn(diagnostic);
  return {
    status: given !== "" && !given.endsWith(".0.0") ? given : inText.status || given,
    reply: /^[245]\d\d$/.exec(reply)?.[0] ?? inText.reply,
  };
}

/** Our message id among headers (`[{name, value}]`) and metadata (`{name: value}` or `{name: [value]}`). */
function ourIdIn(metadata: readonly unknown[]): Id<"msg"> | null {
  for (const [name, value] of metadata.flatMap(pairsOf)) {
    const key = name.toLowerCase().replaceAll(/[^a-z]/g, "");
    const text = Array.isArray(value) ? (value[0] as unknown) : value;
    const isOurs = key === "xfairleadmessage" || key === "fairleadmessage";
    if (isOurs && typeof text === "string" && isId("msg", text.trim())) return text.trim() as Id<"msg">;
  }
  return null;
}

function pairsOf(source: unknown): readonly (readonly [string, unknown])[] {
  if (isPayload(source)) return Object.entries(source);
  if (!Array.isArray(source)) return [];
  return source.filter(isPayload).flatMap((one: Payload) => {
    const name = fieldOf(one, "name");
    return typeof name === "string" ? [[name, fieldOf(one, "value")] as const] : [];
  });
}

function bounded(text: string): string | null {
  return text === "" || text.length > idMaxChars ? null : text;
}
