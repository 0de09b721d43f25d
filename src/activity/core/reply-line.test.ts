import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrivalOf, quotedDayOf, replyVerdict } from "./reply-line.ts";

const receivedAt = Date.UTC(2027, 4, 10, 9);
const words = [
  "stop",
  "please",
  "yes",
  "interested",
  "not",
  "remove me",
  "lawyer",
  "Tuesday",
  "?",
  "out of office",
  "\n",
];

describe("a verdict on one line", () => {
  test("whatever a person writes, the sequence stops, and nothing in the text lowers that", () => {
    const said = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((some) => some.join(" ")),
    );
    fc.assert(
      fc.property(said, (body) => {
        expect(replyVerdict({ subject: "Re: Month-end close", body }, receivedAt)).toMatchObject({
          stop: true,
          hold: false,
        });
      }),
    );
  });

  test("a wish to stop suppresses, whatever is said before and after it", () => {
    const around = fc.array(fc.constantFrom("Sounds great.", "Thanks!", "Tuesday works.", "What does it cost?"), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(around, around, (before, after) => {
        const body = [...before, "Do not write to me again.", ...after].join(" ");
        expect(replyVerdict({ body }, receivedAt)).toMatchObject({ suppress: "contact", hot: false, stop: true });
      }),
    );
  });

  test("a machine's answer holds until the day it names", () => {
    const line = {
      subject: "Abwesend",
      headers: { "Auto-Submitted": "auto-replied" },
      body: "Bin ab 3. Juni wieder da.",
    };
    expect(replyVerdict(line, receivedAt)).toMatchObject({
      kind: "ooo",
      stop: false,
      hold: true,
      resume: "2027-06-03",
    });
  });

  test("speaks for the domain where the text does", () => {
    expect(replyVerdict({ body: "Never mail anyone at our company again." }, receivedAt).suppress).toBe("domain");
  });

  test("our own message is known where the line holds it", () => {
    const sent = "Would it help to close the month earlier?\nNot for you? Reply STOP or unsubscribe here.";
    expect(replyVerdict({ body: `Yes please\n${sent}`, sent }, receivedAt).kind).toBe("interested");
  });

  test("evidence is found in the reply as it was written", () => {
    for (const body of ["Merci de me désinscrire.", "Não temos interesse.", "Ça m’intéresse !", "興味があります。"]) {
      const { evidence } = replyVerdict({ body }, receivedAt);
      expect(evidence).not.toBeNull();
      expect(body).toContain(evidence);
    }
  });
});

test("the day of arrival is a field, the `Date` header, or the message that is quoted", () => {
  expect(arrivalOf({ date: "2027-01-02" })).toBe(Date.UTC(2027, 0, 2));
  expect(arrivalOf({ headers: { date: "Sat, 2 Jan 2027 00:00:00 +0000" } })).toBe(Date.UTC(2027, 0, 2));
  expect(arrivalOf({})).toBeNull();
  expect(() => arrivalOf({ receivedAt: "soon" })).toThrow(RangeError);
  expect(
    quotedDayOf({ body: "Ok.\n\nFrom: Dana <d@s.example>\nSent: Monday, October 4, 2027 9:12 AM\nTo: Kim\n\nHi" }),
  ).toBe(Date.UTC(2027, 9, 4));
  expect(quotedDayOf({ body: "See you on 4 October 2027" })).toBeNull();
});
