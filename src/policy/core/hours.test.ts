import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { never } from "./facts.ts";
import { quietFacts } from "./hours.ts";

const at = (text: string): number => Date.parse(text);

describe("quiet hours", () => {
  test("spans every zone where the contact may be", () => {
    // Wednesday 10:00 in New York, 07:00 in Los Angeles.
    expect(quietFacts(["America/New_York", "America/Los_Angeles"], at("2026-03-04T15:00:00.000Z"))).toEqual({
      earliestHour: 7,
      latestHour: 10,
      weekend: false,
      endsAt: "2026-03-04T16:00:00.000Z",
    });
  });

  test("sees a weekend that began in one zone only, and waits for Monday in all", () => {
    // Friday 23:00 UTC is Saturday in Tokyo.
    const quiet = quietFacts(["Asia/Tokyo", "Europe/London"], at("2026-03-06T23:00:00.000Z"));
    expect(quiet).toMatchObject({ weekend: true, endsAt: "2026-03-09T08:00:00.000Z" });
  });

  test("keeps to the clock when summer time begins", () => {
    // Germany goes to summer time on Sunday 2026-03-29: Monday's eight o'clock is six UTC.
    expect(quietFacts(["Europe/Berlin"], at("2026-03-28T12:00:00.000Z")).endsAt).toBe("2026-03-30T06:00:00.000Z");
    expect(quietFacts(["Europe/Berlin"], at("2026-10-24T12:00:00.000Z")).endsAt).toBe("2026-10-26T07:00:00.000Z");
  });

  test("knows no time when zones share no working hour, and takes UTC when there is no zone", () => {
    expect(quietFacts(["Asia/Tokyo", "America/Sao_Paulo"], at("2026-03-04T12:00:00.000Z")).endsAt).toBe(never);
    expect(quietFacts(["Nowhere/City"], at("2026-03-04T12:00:00.000Z"))).toMatchObject({
      earliestHour: 12,
      latestHour: 12,
      weekend: false,
    });
  });

  test("the end that it names is a working hour everywhere", () => {
    const zones = fc.subarray(
      ["Europe/London", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Europe/Istanbul", "UTC"],
      { minLength: 1 },
    );
    fc.assert(
      fc.property(
        zones,
        fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z") }),
        (names, now) => {
          const { endsAt } = quietFacts(names, now);
          if (endsAt === never) return;
          const then = quietFacts(names, Date.parse(endsAt));
          expect(then.earliestHour).toBeGreaterThanOrEqual(8);
          expect(then.latestHour).toBeLessThan(18);
          expect(then.weekend).toBe(false);
          expect(Date.parse(endsAt)).toBeGreaterThanOrEqual(now);
        },
      ),
      { numRuns: 100 },
    );
  });
});
