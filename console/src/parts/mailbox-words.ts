import type { AnswerOf } from "../api/operations.ts";
import type { Tone, Word } from "./words.ts";

type Health = AnswerOf<"mailboxes.health">;

const checkWords: Readonly<Record<Health["preflight"]["checks"][number]["name"], string>> = {
  spf: "SPF",
  dkim: "DKIM",
  dmarc: "DMARC",
  mx: "Mail hosts (MX)",
  inbox: "Inbox",
  unsubscribe: "Unsubscribe links",
  postal_address: "Postal address",
  clock: "Clock",
  loop: "Mail to itself",
};

/** A check of the preflight in words. */
export function checkWord(name: keyof typeof checkWords): string {
  return checkWords[name];
}

/** What each result of a check and each state of a preflight looks like. */
export const findingLooks: Readonly<Record<string, Word>> = {
  pass: { word: "Pass", tone: "good" },
  fail: { word: "To mend", tone: "bad" },
  unknown: { word: "Not known", tone: "warn" },
  exempt: { word: "Does not apply", tone: "neutral" },
  passed: { word: "Passed", tone: "good" },
  failed: { word: "To mend", tone: "bad" },
  expired: { word: "Expired", tone: "warn" },
};

/** The tone of a window or breaker. */
export const breakerTones: Readonly<Record<"closed" | "warned" | "tripped", Tone>> = {
  closed: "good",
  warned: "warn",
  tripped: "bad",
};

const causeWords: Readonly<Record<Health["windows"][number]["rates"][number]["cause"], string>> = {
  complaints: "Spam complaints",
  bounces: "Dead addresses",
  blocks: "Blocks that blame us",
  authentication: "Authentication",
  sender_refused: "Refused by our own server",
};

/** What a breaker counts, in words. */
export function causeWord(cause: keyof typeof causeWords): string {
  return causeWords[cause];
}

const scopeWords = { mailbox: "Mailbox", domain: "Sending domain", sequence: "Sequence", provider: "Recipients at" };

/** What a breaker stops, in words. */
export function scopeWord(scope: keyof typeof scopeWords): string {
  return scopeWords[scope];
}

/** Basis points as a rate: 30 is "0.3 %". */
export function rateText(basisPoints: number): string {
  return `${(basisPoints / 100).toLocaleString("en", { maximumFractionDigits: 2 })} %`;
}
