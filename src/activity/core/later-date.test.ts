import fc from "fast-check";
import { expect, test } from "vitest";
import { laterDate } from "./later-date.ts";

const received = Date.UTC(2026, 1, 10, 9);

test.each([
  ["Not now, please try again in September.", "2026-09-01"],
  ["Budget is frozen, reach out in Q3", "2026-07-01"],
  ["Q1 2027 would be better", "2027-01-01"],
  ["Talk to me in three months", "2026-05-10"],
  ["Get back to me in 2 weeks please", "2026-02-24"],
  ["Not this year, let's talk next year.", "2027-01-01"],
  ["maybe next quarter", "2026-04-01"],
  ["Please come back to us on 15 June", "2026-06-15"],
  ["Melden Sie sich im Oktober noch einmal", "2026-10-01"],
  ["Fragen Sie in sechs Monaten wieder an", "2026-08-10"],
  ["Nächstes Jahr gern", "2027-01-01"],
  ["Revenez vers nous en mars", "2026-03-01"],
  ["Mejor en dos meses", "2026-04-10"],
  ["Not in January, it is too late for that already", "2027-01-01"],
])("%s", (text, day) => {
  expect(new Date(laterDate(text, received) ?? 0).toISOString().slice(0, 10)).toBe(day);
});

test.each([
  "Not a priority for us.",
  "We may look at it some day",
  "We bought one in 2019",
  "I will be in touch",
  "We are all in marketing",
])("no date in: %s", (text) => {
  expect(laterDate(text, received)).toBeNull();
});

test("whatever the words, a date lies ahead and not too far", () => {
  const words = fc.constantFrom(
    "in",
    "next",
    "q2",
    "march",
    "2027",
    "3",
    "months",
    "on",
    "friday",
    "12",
    "year",
    "after",
    ".",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 12 }), fc.integer({ min: 0, max: 4e12 }), (text, at) => {
      const day = laterDate(text.join(" "), at);
      if (day === null) return;
      expect(day).toBeGreaterThan(at);
      expect(day - at).toBeLessThanOrEqual(550 * 86_400_000);
    }),
  );
});
