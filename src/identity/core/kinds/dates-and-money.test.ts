import { describe, expect, test } from "vitest";
import { isoDate, readDate } from "./dates.ts";
import { readMoney } from "./money.ts";

describe("a date", () => {
  test.each([
    ["2024-12-31", "2024-12-31T00:00:00.000Z"],
    ["20241231", "2024-12-31T00:00:00.000Z"],
    ["2024/1/5", "2024-01-05T00:00:00.000Z"],
    ["2024-12-31T10:11:12Z", "2024-12-31T10:11:12.000Z"],
    ["2024-12-31T10:11:12.123+0200", "2024-12-31T08:11:12.123Z"],
    ["2024-12-31 10:11", "2024-12-31T10:11:00.000Z"],
    ["31.12.2024", "2024-12-31T00:00:00.000Z"],
    ["31-12-2024 08:00", "2024-12-31T08:00:00.000Z"],
    ["12/31/2024 3:04 PM", "2024-12-31T15:04:00.000Z"],
    ["12/31/2024 12:04 AM", "2024-12-31T00:04:00.000Z"],
    ["13/04/2024", "2024-04-13T00:00:00.000Z"],
    ["04/04/2024", "2024-04-04T00:00:00.000Z"],
    ["Dec 31, 2024", "2024-12-31T00:00:00.000Z"],
    ["31 December 2024", "2024-12-31T00:00:00.000Z"],
    ["Tue, 31 Dec 2024 10:00:00 +0000", "2024-12-31T10:00:00.000Z"],
    ["1735603200", "2024-12-31T00:00:00.000Z"],
    ["1735603200123", "2024-12-31T00:00:00.123Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
  ])("%s", (text, iso) => expect(isoDate(text)).toBe(iso));

  test.each([
    "",
    "soon",
    "2024-02-30",
    "2023-02-29",
    "32.01.2024",
    "31.12.24",
    "2024-12-31 25:00",
    "12/31/2024 13:00 PM",
    "0000-00-00",
  ])("%j is refused", (text) => expect(readDate(text)).toMatchObject({ says: expect.stringContaining(text) }));

  test("that may be two days is refused, with how to write it", () => {
    expect(readDate("03/04/2024")).toMatchObject({ says: expect.stringContaining("2024-12-31") });
  });
});

describe("an amount", () => {
  test.each([
    ["1,200.50", "USD", 120_050, "USD"],
    ["1.200,50 €", "", 120_050, "EUR"],
    ["USD 1200", "", 120_000, "USD"],
    ["$5,000", "USD", 500_000, "USD"],
    ["1,200", "EUR", 120_000, "EUR"],
    ["1'200.00", "CHF", 120_000, "CHF"],
    ["1 200,5", "SEK", 120_050, "SEK"],
    ["12,34,567.50", "INR", 123_456_750, "INR"],
    ["€1.000.000,00", "EUR", 100_000_000, "EUR"],
    ["1200", "JPY", 1_200, "JPY"],
    ["1.234", "KWD", 1_234, "KWD"],
    ["0.500", "EUR", 50, "EUR"],
    ["0", "eur", 0, "EUR"],
  ])("%s %s", (amount, currency, amountMinor, code) =>
    expect(readMoney(amount, currency)).toEqual({ amountMinor, currency: code }),
  );

  test.each([
    ["-5", "EUR", "bad_amount"],
    ["(500)", "EUR", "bad_amount"],
    ["1.200", "EUR", "bad_amount"],
    ["1200.555", "USD", "bad_amount"],
    ["1200.5", "JPY", "bad_amount"],
    ["12k", "USD", "bad_amount"],
    ["1e5", "USD", "bad_amount"],
    ["1,2,3", "USD", "bad_amount"],
    ["99999999999999999", "USD", "bad_amount"],
    ["ask", "USD", "bad_amount"],
    ["12000", "", "no_currency"],
    ["5", "XXQ", "bad_currency"],
    ["100 GBP", "EUR", "bad_currency"],
  ])("%s %s is refused as %s", (amount, currency, code) => expect(readMoney(amount, currency)).toMatchObject({ code }));
});
