import { expect, test } from "vitest";
import { employeesFrom } from "./employees.ts";

test.each([
  ["250", 250],
  ["1,200", 1_200],
  ["1.200", 1_200],
  ["12 500 people", 12_500],
  ["51-200", 125],
  ["1,001 - 5,000", 3_000],
  ["10,001+", 10_001],
  ["5k", 5_000],
  ["1k–5k", 3_000],
  ["self-employed", null],
  ["", null],
  [null, null],
  ["200-51", null],
  ["1-10, 11-50", null],
  ["9".repeat(400), null],
])("%s", (recorded, expected) => {
  expect(employeesFrom(recorded)).toBe(expected);
});
