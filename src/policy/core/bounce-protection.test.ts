import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs, hourMs } from "../../kernel/env.ts";
import { type Failure, protectionAfter } from "./bounce-protection.ts";

const now = Date.UTC(2026, 2, 4, 10);
const failure = (more: Partial<Failure> = {}): Failure => ({
  at: now,
  permanence: "uncertain",
  reason: "unknown_user",
  trusted: true,
  ...more,
});
const ago = (ms: number, more: Partial<Failure> = {}): Failure => failure({ at: now - ms, ...more });
const held = (days: number) => ({ does: "hold", until: now + days * dayMs });

describe("what a failure asks for", () => {
  const cases: readonly (readonly [string, Failure, readonly Failure[], unknown])[] = [
    ["code and text agree", failure({ permanence: "permanent" }), [], { does: "suppress", strikes: 1 }],
    ["they disagree, for the first time", failure(), [], held(3)],
    ["they disagree twice within a day", failure(), [ago(23 * hourMs)], held(6)],
    ["they disagree for the second time", failure(), [ago(dayMs)], { does: "suppress", basis: "second_strike" }],
    ["nobody says why, twice", failure({ reason: "undefined" }), [ago(5 * dayMs)], { does: "suppress", strikes: 2 }],
    ["a forged report of a dead mailbox", failure({ permanence: "permanent", trusted: false }), [ago(dayMs)], held(3)],
    ["a strike after a forged one", failure(), [ago(9 * dayMs, { trusted: false })], held(3)],
    ["a filter, whatever came before", failure({ reason: "filtered" }), [ago(9 * dayMs)], held(6)],
    ["a refusal for now after one for good", failure({ permanence: "temporary" }), [ago(9 * dayMs)], held(6)],
    ["our authentication", failure({ reason: "authentication" }), [ago(9 * dayMs)], { does: "nothing" }],
    ["a block of our server", failure({ reason: "blocked" }), [], { does: "nothing" }],
    ["what we wrote", failure({ reason: "content" }), [], { does: "nothing" }],
    ["a strike after a block of us", failure(), [ago(9 * dayMs, { reason: "blocked" })], held(3)],
  ];
  test.each(cases)("%s", (_name, now, earlier, expected) => {
    expect(protectionAfter(now, earlier)).toMatchObject(expected as object);
  });

  test("a full mailbox waits for longer each time, and is never taken for a dead one", () => {
    const full = { permanence: "temporary", reason: "mailbox_full" } as const;
    const waits = [0, 1, 2, 3, 4, 5, 40].map((count) => {
      const earlier = Array.from({ length: count }, (_, n) => ago((n + 1) * 3 * dayMs, full));
      const protection = protectionAfter(failure(full), earlier);
      return protection.does === "hold" ? (protection.until - now) / dayMs : protection.does;
    });
    expect(waits).toEqual([3, 6, 12, 24, 48, 48, 48]);
  });
});

const anyFailure = fc.record({
  at: fc.integer({ min: now - 300 * dayMs, max: now }),
  permanence: fc.constantFrom("permanent", "temporary", "uncertain"),
  reason: fc.constantFrom("unknown_user", "mailbox_full", "filtered", "blocked", "authentication", "undefined"),
  trusted: fc.boolean(),
}) satisfies fc.Arbitrary<Failure>;

test("nothing is forbidden for good by a report that could be forged, nor by one that is not about the address", () => {
  fc.assert(
    fc.property(anyFailure, fc.array(anyFailure, { maxLength: 8 }), (one, earlier) => {
      const { does } = protectionAfter(one, earlier);
      if (!one.trusted) expect(does).toBe("hold");
      if (does === "suppress")
        expect(one.trusted && (one.permanence === "permanent" || one.permanence === "uncertain")).toBe(true);
      if (does === "nothing") expect(["blocked", "authentication"]).toContain(one.reason);
    }),
  );
});

test("one more failure before never makes the wait shorter", () => {
  const rank = { nothing: 0, hold: 1, suppress: 2 } as const;
  fc.assert(
    fc.property(anyFailure, fc.array(anyFailure, { maxLength: 8 }), anyFailure, (one, earlier, more) => {
      const [less, worse] = [protectionAfter(one, earlier), protectionAfter(one, [...earlier, more])];
      expect(rank[worse.does]).toBeGreaterThanOrEqual(rank[less.does]);
      if (less.does === "hold" && worse.does === "hold") expect(worse.until).toBeGreaterThanOrEqual(less.until);
    }),
  );
});
