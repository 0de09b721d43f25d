import { describe, expect, test } from "vitest";
import { holdUntil, returnDate } from "./return-date.ts";

const receivedAt = Date.UTC(2026, 2, 10, 9);
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

describe("return date", () => {
  test.each([
    ["I will be back on 23 March.", "2026-03-23"],
    ["I'm away until March 30th, 2026.", "2026-03-30"],
    ["Out through 3 April, with no access to mail.", "2026-04-04"],
    ["On leave 12-20 March, returning on the 23rd.", "2026-03-23"],
    ["Back on Monday.", "2026-03-16"],
    ["I return on 2026-04-07.", "2026-04-07"],
    ["Ich bin ab dem 17.3. wieder im Büro.", "2026-03-17"],
    ["Bis einschließlich 20. März bin ich abwesend.", "2026-03-21"],
    ["Je serai de retour le 2 avril.", "2026-04-02"],
    ["Absent jusqu'au 27 mars inclus.", "2026-03-28"],
    ["Vuelvo el 6 de abril.", "2026-04-06"],
    ["Sono in ferie fino al 20 marzo.", "2026-03-20"],
    ["Estarei de volta a 1 de abril.", "2026-04-01"],
    ["Ik ben terug op 19 maart.", "2026-03-19"],
    ["Wracam 25 marca.", "2026-03-25"],
    ["Jag är tillbaka den 18 mars.", "2026-03-18"],
    ["3月23日に出社いたします。", "2026-03-23"],
    ["Back on 5 January.", "2027-01-05"],
    ["The plant is closed until 4 December.", "2026-12-04"],
    ["Normal service from 7 April.", "2026-04-07"],
    ["Ik ben er 30 maart weer.", "2026-03-30"],
    ["30 Mart'ta döneceğim.", "2026-03-30"],
  ])("%s", (text, expected) => {
    expect(returnDate(text, receivedAt)).toBe(day(expected));
  });

  test.each([
    "I am out of the office.",
    "Our office was founded on 4 May 1998.",
    "Call +44 20 7946 0018 or see room 12.",
    "Back in 1995 we started.",
  ])("%s (no date)", (text) => {
    expect(returnDate(text, receivedAt)).toBeNull();
  });

  test("a hold ends a working day after the return, or five working days on without a date", () => {
    expect(holdUntil(receivedAt, day("2026-03-20"))).toBe(day("2026-03-23"));
    expect(holdUntil(receivedAt, null)).toBe(Date.UTC(2026, 2, 17, 9));
  });
});
