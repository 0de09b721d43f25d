import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, isoFromInstant } from "../../../kernel/env.ts";
import { type LedgerEntry, windowOf } from "../caps.ts";
import { type CapWindow, emptyWindow, never } from "../facts.ts";
import type { CapSubject } from "../subjects.ts";
import { createTouchDifference, type TouchFate } from "./touches.ts";

const contact: CapSubject = { kind: "contact", key: "con_a" };
const start = Date.UTC(2026, 2, 3, 10);

/** What was touched in one history, as the ledger would count it. */
function counted(ats: readonly number[], now: number): CapWindow {
  const entries = ats.map((at, n): LedgerEntry => ({ actionId: `${n}`, at, state: "used", expiresAt: at }));
  return windowOf(entries, now);
}

describe("counts along another history", () => {
  test("are the recorded ones where nothing differs", () => {
    const touches = createTouchDifference();
    touches.note("a", "kept", start, [contact]);
    const recorded = counted([start], start + dayMs);
    expect(touches.window(contact, recorded, start + dayMs)).toBe(recorded);
    expect(touches.newestAt(contact, isoFromInstant(start), start + dayMs)).toBe(isoFromInstant(start));
  });

  test("lack a touch that would not have happened", () => {
    const touches = createTouchDifference();
    touches.note("a", "removed", start, [contact]);
    const now = start + dayMs / 2;
    expect(touches.window(contact, counted([start], now), now)).toEqual(emptyWindow);
    expect(touches.newestAt(contact, isoFromInstant(start), now)).toBe(never);
  });

  test("hold what was touched before the back-test begins", () => {
    const touches = createTouchDifference();
    const before = start - 2 * dayMs;
    touches.note("a", "removed", start, [contact]);
    const now = start + 1_000;
    const window = touches.window(contact, counted([before, start], now), now);
    expect(window).toEqual(counted([before], now));
  });

  test("forget what an action took when it is asked again", () => {
    const touches = createTouchDifference();
    touches.note("a", "added", start, [contact]);
    touches.forget("a");
    expect(touches.window(contact, emptyWindow, start + 1)).toBe(emptyWindow);
  });
});

const gaps = fc.integer({ min: 60_000, max: 12 * dayMs });
const fates = fc.constantFrom<TouchFate>("kept", "removed", "added");

test("what is counted along another history is what its own ledger would count", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ gap: gaps, fate: fates, again: fc.boolean() }), { maxLength: 40 }), (steps) => {
      const touches = createTouchDifference();
      const recorded: number[] = [];
      const other: number[] = [];
      let now = start;
      for (const [n, { gap, fate, again }] of steps.entries()) {
        now += gap;
        expect(touches.window(contact, counted(recorded, now), now)).toEqual(counted(other, now));
        // An action that is decided again is counted from then on, and once.
        if (again) touches.note(`${n}`, "kept", now, [contact]);
        touches.note(`${n}`, fate, now, [contact]);
        if (fate !== "added") recorded.push(now);
        if (fate !== "removed") other.push(now);
        const later = now + 60_000;
        // The ledger knows the newest touch of thirty days.
        const newest = (ats: readonly number[]): string =>
          isoFromInstant(Math.max(0, ...ats.filter((at) => at > later - 30 * dayMs)));
        expect(touches.newestAt(contact, newest(recorded), later)).toBe(newest(other));
      }
    }),
  );
});
