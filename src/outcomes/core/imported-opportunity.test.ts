import { describe, expect, test } from "vitest";
import { afterRow, isSameOpportunity } from "./imported-opportunity.ts";

const now = Date.UTC(2026, 2, 4);
const may = Date.UTC(2024, 4, 1);
const june = Date.UTC(2024, 5, 1);
const open = {
  state: "open",
  name: "Pilot",
  amountMinor: "5000",
  currency: "EUR",
  createdAt: "2024-05-01T00:00:00.000Z",
};
const won = { ...open, state: "won", closedAt: "2024-06-01T00:00:00.000Z" };

describe("an opportunity after a row", () => {
  test("is what the row says", () => {
    expect(afterRow(won, undefined, now)).toEqual({
      name: "Pilot",
      state: "won",
      stage: null,
      amountMinor: 5_000,
      currency: "EUR",
      openedAt: may,
      closedAt: june,
      lossReason: null,
    });
  });

  test("keeps what the row leaves out", () => {
    const before = afterRow(won, undefined, now);
    expect(afterRow({ state: "won" }, before, now)).toEqual(before);
    expect(afterRow({ state: "won", amountMinor: "1" }, before, now)).toMatchObject({
      amountMinor: 5_000,
      currency: "EUR",
    });
  });

  test("has no close date while it is open, and one when it is closed, the same one every time", () => {
    const before = afterRow({ ...open, state: "lost" }, undefined, now);
    expect(before.closedAt).toBe(now);
    expect(afterRow({ ...open, state: "lost" }, before, now + 1)).toEqual(before);
    expect(afterRow(open, before, now + 1).closedAt).toBeNull();
  });

  test("was opened before it was closed, also where nobody says when", () => {
    const { openedAt, closedAt } = afterRow({ state: "lost", closedAt: "2024-06-01T00:00:00.000Z" }, undefined, now);
    expect([openedAt, closedAt]).toEqual([june, june]);
  });

  test("has a reason for its loss only while it is lost", () => {
    const lost = afterRow({ ...won, state: "lost", lossReason: "Price" }, undefined, now);
    expect(lost.lossReason).toBe("Price");
    expect(afterRow(won, lost, now).lossReason).toBeNull();
  });

  test.each(["name", "state", "stage", "amountMinor", "currency", "openedAt", "closedAt", "lossReason"] as const)(
    "is another one when its %s changed",
    (field) => {
      const one = afterRow(won, undefined, now);
      expect(isSameOpportunity(one, { ...one })).toBe(true);
      expect(isSameOpportunity(one, { ...one, [field]: "other" })).toBe(false);
    },
  );
});
