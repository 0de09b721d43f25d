import fc from "fast-check";
import { expect, test } from "vitest";
import { warmUpToday } from "./warm-up.ts";

const usual = { startPerDay: 8, growthPercent: 20, ceiling: 40 };
const warmUp = fc.record({
  startPerDay: fc.integer({ min: 1, max: 100 }),
  growthPercent: fc.integer({ min: 1, max: 100 }),
  ceiling: fc.integer({ min: 1, max: 1_000 }),
});
const days = fc.nat({ max: 10_000 });

test("the usual warm-up starts with eight, grows by a fifth and ends at forty", () => {
  const caps = Array.from({ length: 12 }, (_, sent) => warmUpToday(usual, { count: sent, last: 99 }, 100).cap);
  expect(caps).toEqual([8, 9, 11, 13, 16, 19, 23, 28, 34, 40, 40, 40]);
  expect(warmUpToday(usual, { count: 8, last: 99 }, 100)).toEqual({ day: 9, cap: 34, isWarming: true });
  expect(warmUpToday(usual, { count: 9, last: 99 }, 100)).toMatchObject({ day: 10, isWarming: false });
});

test("the first message of a day does not raise the cap of that day", () => {
  fc.assert(
    fc.property(warmUp, days, fc.nat({ max: 30_000 }), (given, count, today) => {
      const before = warmUpToday(given, { count, last: today - 1 }, today);
      expect(warmUpToday(given, { count: count + 1, last: today }, today)).toEqual(before);
    }),
  );
});

test("a cap is never above the ceiling, never falls, and a mailbox that rests does not grow", () => {
  fc.assert(
    fc.property(warmUp, days, fc.nat({ max: 500 }), (given, count, rest) => {
      const today = warmUpToday(given, { count, last: 1 }, 2);
      expect(today.cap).toBeLessThanOrEqual(given.ceiling);
      expect(warmUpToday(given, { count: count + 1, last: 1 }, 2).cap).toBeGreaterThanOrEqual(today.cap);
      expect(warmUpToday(given, { count, last: 1 }, 2 + rest)).toEqual(today);
    }),
  );
});

test("every warm-up ends", () => {
  fc.assert(
    fc.property(warmUp, (given) => {
      expect(warmUpToday(given, { count: given.ceiling, last: 1 }, 2).isWarming).toBe(false);
    }),
  );
});
