import type { Identity, ProviderClaim } from "../core/questions-to-ask.ts";
import type { EnrichableField } from "./contract.ts";

/** A question about one contact: who it is, and what is wanted. */
export interface Question {
  /** The same when the same question is asked again, so that nobody bills it twice. */
  readonly key: string;
  readonly identity: Identity;
  readonly fields: readonly EnrichableField[];
}

/** What came of a question. */
export type Answer =
  | { readonly kind: "found"; readonly claims: readonly ProviderClaim[] }
  | { readonly kind: "missing" }
  /** Come back later: nothing was answered and nothing is owed. */
  | { readonly kind: "busy"; readonly retryAfterMs: number; readonly says: string }
  /** Nothing came of it; `isOwed` where it may have been billed all the same, `isFinal` where asking on is no use. */
  | { readonly kind: "failed"; readonly says: string; readonly isOwed: boolean; readonly isFinal: boolean };

/** Somebody who is asked about contacts. Answers come in the order of the questions. */
export interface EnrichmentProvider {
  /** Questions that are asked at a time. */
  readonly atATime: number;
  ask(questions: readonly Question[]): Promise<readonly Answer[]>;
}

/** One HTTP exchange as the channel reports it: it decides nothing and follows nothing. */
export type JsonExchange =
  | { readonly kind: "answered"; readonly status: number; readonly retryAfter: string | null; readonly body: string }
  /** Nothing was asked: the address is not allowed, or nobody is there. */
  | { readonly kind: "unsent"; readonly says: string; readonly isRefused: boolean }
  /** It was asked, and no whole answer came. */
  | { readonly kind: "lost"; readonly says: string };

/** Sends one JSON document and reads what comes back, within time and size. */
export type AskJson = (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<JsonExchange>;
