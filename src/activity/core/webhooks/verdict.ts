import { createHash } from "node:crypto";
import type { Instant } from "../../../kernel/env.ts";
import { limits } from "../../../kernel/limits.ts";

/** A call of a webhook as it arrived: the body's own bytes, because a parser in between breaks every signature. */
export interface WebhookRequest {
  /** Names in any case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  readonly now: Instant;
  /** How far the time of the call may lie from now, before and after. */
  readonly windowMs?: number;
  /**
   * How old the call may be, where that is more than the window. A provider that signs once and tries for days is believed
   * late; what keeps it from being believed twice is the store of replay keys, which has to reach further back.
   */
  readonly lateMs?: number;
  /** The secret part of the path that was called, where the address has one. */
  readonly pathSecret?: string;
}

/** Why a call is not believed; nothing of it may be read. */
export type WebhookFault =
  /** The body is too large, or not what the scheme needs to be checked at all. */
  | ("too_large" | "malformed")
  /** We hold no usable key: the fault is ours. */
  | "no_key"
  | ("no_signature" | "wrong_signature")
  /** The time of the call is outside the window. */
  | ("stale" | "future")
  /** An address that we would have to call is not the provider's own. */
  | "untrusted_url"
  /** Rightly signed, and meant for somebody else. */
  | ("wrong_topic" | "wrong_issuer" | "wrong_audience" | "wrong_account");

/**
 * Whether a call is the provider's. `replayKey` is the same for every repetition of a call: whoever records its events
 * keeps the key in the same transaction, and drops a call whose key is there.
 */
export type WebhookVerdict =
  | { readonly ok: true; readonly replayKey: string; readonly at: Instant }
  | { readonly ok: false; readonly fault: WebhookFault };

/** A call that is not believed. */
export function refused(fault: WebhookFault): WebhookVerdict {
  return { ok: false, fault };
}

/** A call that is believed, if it falls into the window; the last check of every scheme that states a time. */
export function believed(request: WebhookRequest, at: Instant, replayKey: string): WebhookVerdict {
  const windowMs = request.windowMs ?? limits.webhookWindowMs;
  if (at < request.now - Math.max(windowMs, request.lateMs ?? 0)) return refused("stale");
  return at > request.now + windowMs ? refused("future") : { ok: true, replayKey, at };
}

/** The instant of a Unix time of ten digits. One spelling only: what follows it in a signed text can lend it no digit. */
export function instantOfUnixSeconds(text: string): Instant | null {
  return /^\d{10}$/.test(text) ? Number(text) * 1_000 : null;
}

/** A header of a call, or an empty text; the same name twice is no answer. */
export function headerOf(request: WebhookRequest, name: string): string {
  const found = Object.entries(request.headers).filter(([known]) => known.toLowerCase() === name);
  return found.length === 1 ? (found[0]?.[1].trim() ?? "") : "";
}

/** A key under which repetitions are dropped, made of parts that cannot run into each other. */
export function replayKeyOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest("hex");
}
