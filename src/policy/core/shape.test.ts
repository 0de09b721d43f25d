import { expect, test } from "vitest";
import { shapeFaults, time } from "./shape.ts";

test.each([
  ["2026-02-28T10:00:00.000Z", 0],
  ["2028-02-29T10:00:00.000Z", 0],
  ["2026-02-30T10:00:00.000Z", 1],
  ["2026-04-31T10:00:00.000Z", 1],
  ["2026-13-01T10:00:00.000Z", 1],
  ["2026-03-04T24:00:00.000Z", 1],
  ["2026-03-04T10:00:00Z", 1],
])("a time is one that exists: %s", (value, faults) => {
  expect(shapeFaults(time, value)).toHaveLength(faults);
});
