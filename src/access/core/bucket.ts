/** A token bucket at rest: how much it held, and when that was (monotonic milliseconds). */
export interface Bucket {
  readonly held: number;
  readonly atMs: number;
}

/** The outcome of taking one token: the bucket after it, and how long to wait when there was none. */
export interface Taken {
  readonly bucket: Bucket;
  readonly waitMs: number;
}

/** Takes one token from a bucket that refills evenly to `perMinute`; a missing bucket is a full one. */
export function takeFrom(bucket: Bucket | undefined, perMinute: number, nowMs: number): Taken {
  const held = heldNow(bucket, perMinute, nowMs);
  if (held >= 1) return { bucket: { held: held - 1, atMs: nowMs }, waitMs: 0 };
  return { bucket: { held, atMs: nowMs }, waitMs: Math.ceil(((1 - held) * 60_000) / perMinute) };
}

/** What a bucket holds at a time. */
export function heldNow(bucket: Bucket | undefined, perMinute: number, nowMs: number): number {
  if (bucket === undefined) return perMinute;
  return Math.min(perMinute, bucket.held + (Math.max(0, nowMs - bucket.atMs) * perMinute) / 60_000);
}
