import { randomBytes } from "node:crypto";
import { performance } from "node:perf_hooks";
import { setTimeout as sleepTimer } from "node:timers/promises";

/** Business time in epoch milliseconds. Passed in as a value; never read by core code. */
export type Instant = number;

/**
 * The outside world of the process, injected once by the composition root: time, chance and waiting.
 * `now` is business time (simulated time reads it from the database instead, see `sql.ts`); `wall` is real time for
 * sessions and signatures; `elapsedMs` is monotonic, for deadlines and rate limits.
 */
export interface Env {
  now(): Instant;
  wall(): Instant;
  elapsedMs(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  randomBytes(count: number): Uint8Array;
}

/** The real environment. */
export function systemEnv(): Env {
  return {
    now: () => Date.now(),
    wall: () => Date.now(),
    elapsedMs: () => performance.now(),
    sleep: async (ms, signal) => {
      try {
        await sleepTimer(ms, undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
    randomBytes: (count) => randomBytes(count),
  };
}

export const secondMs = 1_000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** ISO 8601 in UTC with milliseconds, the one form of time in contracts and records. */
export function isoFromInstant(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The same for a value that may be absent. */
export function isoOrNull(instant: Instant | null | undefined): string | null {
  return instant === null || instant === undefined ? null : isoFromInstant(instant);
}

/** Reads an ISO 8601 time; throws a `RangeError` for anything else. */
export function instantFromIso(text: string): Instant {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) throw new RangeError(`\`${text}\` is not a time`);
  return instant;
}
