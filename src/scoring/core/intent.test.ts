import fc from "fast-check";
import { expect, test } from "vitest";
import { decayed, intentOf, type ObservedSignal } from "./intent.ts";

const day = 24 * 3_600_000;
const model = {
  signals: {
    demo_request: { points: 60, halfLifeDays: 20 },
    site_visit: { points: 8, halfLifeDays: 7 },
    reply_negative: { points: -60, halfLifeDays: 180 },
  },
  otherSignals: { points: 5, halfLifeDays: 14 },
};

const observed = fc.record({
  kind: fc.constantFrom("demo_request", "site_visit", "something_new"),
  strength: fc.integer({ min: 1, max: 100 }),
  occurredAt: fc.integer({ min: 0, max: 400 * day }),
  about: fc.constantFrom<ObservedSignal["about"][]>("contact", "account"),
});

const one = (kind: string, fields: Partial<ObservedSignal> = {}): ObservedSignal => ({
  kind,
  strength: 100,
  occurredAt: 0,
  about: "contact",
  ...fields,
});

test("a signal is worth half after its half-life", () => {
  expect(decayed(60, 20, 0)).toBe(60);
  expect(decayed(60, 20, 20 * day)).toBe(30);
  expect(intentOf(model, [one("demo_request")], 20 * day).intent).toBe(30);
});

test("no signal, no intent", () => {
  expect(intentOf(model, [], 0)).toEqual({ intent: 0, reasons: [] });
});

test("a sign at the account counts half, a weak one in proportion", () => {
  expect(intentOf(model, [one("demo_request", { about: "account" })], 0).intent).toBe(30);
  expect(intentOf(model, [one("demo_request", { strength: 50 })], 0).intent).toBe(30);
});

test("an unnamed kind counts as the profile says for others, even when it is named like a method of objects", () => {
  expect(intentOf(model, [one("constructor")], 0).intent).toBe(5);
});

test("repetition of one kind is bounded at two fresh signals", () => {
  expect(
    intentOf(
      model,
      Array.from({ length: 50 }, () => one("site_visit")),
      0,
    ).intent,
  ).toBe(16);
});

test("a negative reply takes away what other signals gave, never below zero", () => {
  expect(intentOf(model, [one("demo_request"), one("reply_negative")], 0).intent).toBe(0);
  expect(intentOf(model, [one("reply_negative")], 0).intent).toBe(0);
});

test("a signal of the future does not count yet", () => {
  expect(intentOf(model, [one("demo_request", { occurredAt: 10 })], 9).intent).toBe(0);
  expect(intentOf(model, [one("demo_request", { occurredAt: 10 })], 10).intent).toBe(60);
});

test("without new signals intent only falls, where no signal is negative", () => {
  fc.assert(
    fc.property(fc.array(observed, { maxLength: 30 }), fc.nat({ max: 500 * day }), (signals, wait) => {
      const start = 400 * day;
      expect(intentOf(model, signals, start + wait).intent).toBeLessThanOrEqual(intentOf(model, signals, start).intent);
    }),
  );
});

test("one more positive signal never lowers intent", () => {
  fc.assert(
    fc.property(fc.array(observed, { maxLength: 30 }), observed, (signals, extra) => {
      const now = 400 * day;
      expect(intentOf(model, [...signals, extra], now).intent).toBeGreaterThanOrEqual(
        intentOf(model, signals, now).intent,
      );
    }),
  );
});

test("input order does not matter", () => {
  fc.assert(
    fc.property(fc.array(observed, { maxLength: 30 }), (signals) => {
      const now = 401 * day;
      expect(intentOf(model, signals.toReversed(), now)).toEqual(intentOf(model, signals, now));
    }),
  );
});

test("intent stays within 0 and 100", () => {
  fc.assert(
    fc.property(fc.array(observed, { maxLength: 60 }), (signals) => {
      const { intent } = intentOf(model, signals, 401 * day);
      expect(intent).toBeGreaterThanOrEqual(0);
      expect(intent).toBeLessThanOrEqual(100);
      expect(Number.isInteger(intent)).toBe(true);
    }),
  );
});
