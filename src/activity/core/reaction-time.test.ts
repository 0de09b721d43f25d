import fc from "fast-check";
import { expect, test } from "vitest";
import { boundOf, quantileMs, reactionBoundsMs } from "./reaction-time.ts";

const times = fc.array(fc.nat(600_000), { minLength: 1, maxLength: 200 });

test("a bucket holds what took no longer than its bound and longer than the bound before", () => {
  fc.assert(
    fc.property(fc.nat(600_000), (ms) => {
      const bound = boundOf(ms);
      expect(bound).toBeGreaterThanOrEqual(ms);
      const before = reactionBoundsMs[reactionBoundsMs.indexOf(bound as 25) - 1] ?? -1;
      expect(before).toBeLessThan(ms);
    }),
  );
});

test("a quantile is the bucket of the true one", () => {
  fc.assert(
    fc.property(times, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
      const buckets = [...Map.groupBy(all, boundOf)].map(([boundMs, held]) => ({ boundMs, mails: held.length }));
      const sorted = all.toSorted((a, b) => a - b);
      const truth = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
      expect(quantileMs(buckets, share)).toBe(boundOf(truth));
    }),
  );
  expect(quantileMs([], 0.95)).toBeNull();
});
