import { expect, test } from "vitest";
import { fieldOf, instantOfIso, instantOfSeconds, objectAt, textAt } from "./payload.ts";

test.each([
  ["2026-03-03T10:00:00Z", Date.UTC(2026, 2, 3, 10)],
  ["2026-03-03T10:00:00.1234567Z", Date.UTC(2026, 2, 3, 10, 0, 0, 123)],
  ["2026-03-03T11:00:00+01:00", Date.UTC(2026, 2, 3, 10)],
  ["2026-03-03 10:00:00.5+00", Date.UTC(2026, 2, 3, 10, 0, 0, 500)],
  ["2026-03-03T04:30:00-0530", Date.UTC(2026, 2, 3, 10)],
  ["2026-03-03T10:00:00", Date.UTC(2026, 2, 3, 10)],
  ["2026-13-03T10:00:00Z", null],
  ["2026-03-03", null],
  ["03/03/2026 10:00:00", null],
  ["", null],
])("the time %s", (text, instant) => {
  expect(instantOfIso(text)).toBe(instant);
});

test("seconds may be text or number, whole or not; milliseconds and nonsense are no seconds", () => {
  expect(instantOfSeconds(1_772_532_000.25)).toBe(1_772_532_000_250);
  expect(instantOfSeconds("1772532000")).toBe(1_772_532_000_000);
  for (const value of [1_772_532_000_000, 0, -1, Number.NaN, "", "soon", null, {}])
    expect(instantOfSeconds(value)).toBeNull();
});

test("only what was sent is found", () => {
  const payload = JSON.parse('{"a":{"b":"c"},"n":7,"e":""}') as Record<string, unknown>;
  expect(fieldOf(payload, "constructor")).toBeUndefined();
  expect(objectAt(payload, "a")).toEqual({ b: "c" });
  expect(objectAt(payload, "n", "b")).toEqual({});
  expect([textAt(payload, "e", "n"), textAt(payload, "toString")]).toEqual(["7", ""]);
});
