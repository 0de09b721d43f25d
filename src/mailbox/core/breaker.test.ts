import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addTallies, emptyTally, judge, leastRate, provenRateBp, type Tally } from "./breaker.ts";

const failures = ["bounced", "complained", "blocked", "unauthenticated"] as const;
const count = fc.nat({ max: 5_000 });
const tally = fc.record({ sent: count, bounced: count, complained: count, blocked: count, unauthenticated: count });
const rank = { closed: 0, warned: 1, tripped: 2 } as const;

function of(change: Partial<Tally>): Tally {
  return { ...emptyTally, ...change };
}

describe("for every tally", () => {
  test("nothing that went wrong never warns or stops, however much was sent", () => {
    fc.assert(
      fc.property(count, (sent) => {
        expect(judge(of({ sent }))).toEqual({ state: "closed" });
      }),
    );
  });

  test("one failure more never makes the verdict milder", () => {
    fc.assert(
      fc.property(tally, fc.constantFrom(...failures), (before, kind) => {
        const after = { ...before, [kind]: before[kind] + 1 };
        expect(rank[judge(after).state]).toBeGreaterThanOrEqual(rank[judge(before).state]);
      }),
    );
  });

  test("one message more never makes it harder", () => {
    fc.assert(
      fc.property(tally, (before) => {
        const after = { ...before, sent: before.sent + 1 };
        expect(rank[judge(after).state]).toBeLessThanOrEqual(rank[judge(before).state]);
      }),
    );
  });

  test("the order of days does not matter", () => {
    const days = fc.array(tally, { maxLength: 7 });
    const shuffled = days.chain((given) =>
      fc.shuffledSubarray(given, { minLength: given.length }).map((order) => [given, order] as const),
    );
    fc.assert(
      fc.property(shuffled, ([days, order]) => {
        expect(judge(addTallies(order))).toEqual(judge(addTallies(days)));
      }),
    );
  });

  test("the least rate is between nothing and the plain rate", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat({ max: 5_000 }), (sent, more) => {
        const failed = Math.min(sent, more);
        expect(leastRate(failed, sent)).toBeGreaterThanOrEqual(0);
        expect(leastRate(failed, sent)).toBeLessThanOrEqual(failed / sent);
      }),
    );
  });
});

test("the least rate is Wilson's: the true rate from which what was seen lies just z deviations off", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), (sent, more) => {
      const failed = Math.min(sent - 1, more);
      const least = leastRate(failed, sent);
      const deviations = (failed / sent - least) / Math.sqrt((least * (1 - least)) / sent);
      expect(deviations).toBeCloseTo(1.645, 3);
    }),
  );
});

type Case = readonly [name: string, change: Partial<Tally>, state: keyof typeof rank, cause: string | undefined];

const cases: readonly Case[] = [
  [
    "one complaint of a hundred asks a person and computes nothing",
    { sent: 100, complained: 1 },
    "warned",
    "complaints",
  ],
  ["one complaint of two thousand is below what warns", { sent: 2_000, complained: 1 }, "closed", undefined],
  ["two complaints of two hundred are beyond doubt", { sent: 200, complained: 2 }, "tripped", "complaints"],
  ["two complaints of five hundred may be chance", { sent: 500, complained: 2 }, "warned", "complaints"],
  ["four dead addresses of four are too few to stop", { sent: 4, bounced: 4 }, "warned", "bounces"],
  ["five dead addresses of forty stop", { sent: 40, bounced: 5 }, "tripped", "bounces"],
  ["five dead addresses of a hundred may be chance", { sent: 100, bounced: 5 }, "warned", "bounces"],
  ["one dead address of a hundred is ordinary", { sent: 100, bounced: 1 }, "closed", undefined],
  ["blocks that blame us stop like bounces", { sent: 40, blocked: 5 }, "tripped", "blocks"],
  ["one failure of authentication stops at once", { sent: 5_000, unauthenticated: 1 }, "tripped", "authentication"],
  ["failures of what was sent earlier count without anything sent now", { bounced: 6 }, "tripped", "bounces"],
];

test.each(cases)("%s", (_name, change, state, cause) => {
  const verdict = judge(of(change));
  expect(verdict.state).toBe(state);
  expect("finding" in verdict ? verdict.finding.cause : undefined).toBe(cause);
});

test("policies read a rate only where the breaker would: enough failures, at the lower end", () => {
  expect(provenRateBp(of({ sent: 100, complained: 1 }), "complaints")).toBe(0);
  expect(provenRateBp(of({ sent: 200, complained: 2 }), "complaints")).toBeGreaterThanOrEqual(30);
  expect(provenRateBp(of({ sent: 100, bounced: 5 }), "bounces")).toBeLessThan(500);
});
