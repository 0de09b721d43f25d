import fc from "fast-check";
import { expect, test } from "vitest";
import { coerce } from "./coerce.ts";

test("a text becomes the kind of value that its field takes", () => {
  expect(coerce(["25"], { type: "integer" })).toBe(25);
  expect(coerce(["true"], { type: "boolean" })).toBe(true);
  expect(coerce(["a"], { type: "array", items: { type: "string" } })).toEqual(["a"]);
  expect(coerce(["1", "2"], { type: "array", items: { type: "integer" } })).toEqual([1, 2]);
  expect(coerce(['["x"]'], { type: "array", items: { type: "string" } })).toEqual(["x"]);
  expect(coerce(['{"a":1}'], { type: "object" })).toEqual({ a: 1 });
  expect(coerce(["null"], { anyOf: [{ type: "string" }, { type: "null" }] })).toBeNull();
});

test("what does not read as that kind stays text, for the contract to name", () => {
  expect(coerce(["many"], { type: "integer" })).toBe("many");
  expect(coerce(["yes"], { type: "boolean" })).toBe("yes");
  expect(coerce(["{broken"], { type: "object" })).toBe("{broken");
  expect(coerce(["0x10"], { type: "number" })).toBe("0x10");
  expect(coerce(["12"], undefined)).toBe("12");
});

test("a text field keeps every text as it is", () => {
  fc.assert(fc.property(fc.string(), (text) => coerce([text], { type: "string" }) === text));
});

test("every number goes out as text and comes back", () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(fc.property(numbers, (value) => coerce([String(value)], { type: "number" }) === value));
});
