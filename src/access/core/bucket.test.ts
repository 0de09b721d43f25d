import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bucket, takeFrom } from "./bucket.ts";

test("never more than the allowance and its refill pass in any run of calls", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 }), fc.array(fc.nat(5_000), { maxLength: 300 }), (perMinute, gaps) => {
      let bucket: Bucket | undefined;
      let nowMs = 0;
      let passed = 0;
      for (const gap of gaps) {
        nowMs += gap;
        const taken = takeFrom(bucket, perMinute, nowMs);
        bucket = taken.bucket;
        if (taken.waitMs === 0) passed += 1;
        expect(passed).toBeLessThanOrEqual(perMinute + (nowMs * perMinute) / 60_000 + 1e-6);
      }
    }),
  );
});

test("a refused caller that waits as told is let through", () => {
  const empty: Bucket = { held: 0.25, atMs: 1_000 };
  const { waitMs, bucket } = takeFrom(empty, 10, 1_000);
  expect(waitMs).toBe(4_500);
  expect(takeFrom(bucket, 10, 1_000 + waitMs).waitMs).toBe(0);
});
