import type { Env } from "../kernel/env.ts";
import { problem } from "../kernel/problem.ts";
import { type Bucket, heldNow, takeFrom } from "./core/bucket.ts";

/** Counts calls of keys, addresses and workspaces in this process; held in memory on purpose, a restart forgives. */
export interface RateLimits {
  /** Takes one call from a subject's allowance; throws `rate_limited` with the wait when there is none. */
  take(subject: string, perMinute: number): void;
}

/** Subjects remembered at most; beyond it, those with a full bucket are forgotten first. */
const subjectsMax = 50_000;

/** Makes the counters. */
export function createRateLimits(env: Pick<Env, "elapsedMs">): RateLimits {
  const buckets = new Map<string, { readonly bucket: Bucket; readonly perMinute: number }>();
  const forget = (nowMs: number): void => {
    for (const [subject, { bucket, perMinute }] of buckets)
      if (heldNow(bucket, perMinute, nowMs) >= perMinute) buckets.delete(subject);
    for (const subject of buckets.keys()) {
      if (buckets.size <= subjectsMax / 2) return;
      buckets.delete(subject);
    }
  };
  return {
    take: (subject, perMinute) => {
      const nowMs = env.elapsedMs();
      const taken = takeFrom(buckets.get(subject)?.bucket, perMinute, nowMs);
      buckets.set(subject, { bucket: taken.bucket, perMinute });
      if (buckets.size > subjectsMax) forget(nowMs);
      if (taken.waitMs > 0)
        throw problem("rate_limited", `more than ${perMinute} requests in a minute: wait and try again`, {
          retryAfterMs: taken.waitMs,
        });
    },
  };
}
