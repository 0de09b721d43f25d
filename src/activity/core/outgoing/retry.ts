import { dayMs, hourMs, type Instant, minuteMs, secondMs } from "../../../kernel/env.ts";

/** How long to wait after each failed attempt: three days in all. Who is down for a weekend misses nothing. */
const waitsMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
] as const;

const jitter = 0.2;
/** A webhook that took nothing for so long is switched off. */
const givenUpAfterMs = 5 * dayMs;
const retryAfterMaxMs = dayMs;

/** What an attempt was answered; no status where there was no answer. */
export interface Attempted {
  readonly status: number | null;
  readonly retryAfter: string | null;
  readonly says: string | null;
}

/** What comes of an attempt for its delivery, and for the webhook. */
export type Verdict =
  | { readonly kind: "delivered" }
  | { readonly kind: "again"; readonly at: Instant }
  | { readonly kind: "failed" }
  /** The receiver wants no more (410), or has failed for days. */
  | { readonly kind: "off"; readonly reason: string };

/** Judges an attempt. `tries` counts it too; `chance` is between 0 and 1, so that many do not come back at once. */
export function judge(
  attempted: Attempted,
  past: { readonly tries: number; readonly failingSince: Instant | null; readonly now: Instant },
  chance: number,
): Verdict {
  const { status } = attempted;
  if (status !== null && status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "off", reason: "it answered 410: it wants no more" };
  if (past.failingSince !== null && past.now - past.failingSince >= givenUpAfterMs)
    return { kind: "off", reason: "it took nothing for five days" };
  if (past.tries > waitsMs.length) return { kind: "failed" };
  return { kind: "again", at: past.now + waitAfter(past.tries, attempted.retryAfter, chance) };
}

/** How long to wait after so many failures in a row: spread, and at least as long as was asked for. */
export function waitAfter(failures: number, retryAfter: string | null, chance: number): number {
  const waitMs = waitsMs[Math.min(failures, waitsMs.length) - 1] ?? waitsMs[0];
  return Math.max(Math.round(waitMs * (1 + jitter * chance)), askedForMs(retryAfter));
}

/** Seconds as `Retry-After` asks for them; a date is not read, since clocks differ. */
function askedForMs(retryAfter: string | null): number {
  return /^\d{1,9}$/.test(retryAfter ?? "") ? Math.min(Number(retryAfter) * secondMs, retryAfterMaxMs) : 0;
}
