import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CustomFieldType } from "../words/contract.ts";
import { parseCustomValue } from "./custom-fields.ts";

const options = ["Gold", "Silver Plus", "Bronze"];
const read = (type: CustomFieldType, text: string): string | null => {
  const parsed = parseCustomValue({ type, options }, text);
  return parsed.ok ? parsed.value : null;
};

test.each<[CustomFieldType, string, string | null]>([
  ["text", "  two\u00a0 words ", "two words"],
  ["text", "n/a", null],
  ["number", "1,200.50", "1200.5"],
  ["number", "-0", "0"],
  ["number", "+007", "7"],
  ["number", "12345678901234567890", "12345678901234567890"],
  ["number", "1.234,5", null],
  ["number", "1e9", null],
  ["number", "twelve", null],
  ["boolean", "Yes", "true"],
  ["boolean", "nein", "false"],
  ["boolean", "maybe", null],
  ["date", "2026-01-31T23:00:00Z", "2026-01-31"],
  ["date", "31.1.2026", "2026-01-31"],
  ["date", "2026-02-30", null],
  ["date", "01/02/2026", null],
  ["url", "acme.com/a b", "https://acme.com/a%20b"],
  ["url", "javascript:alert(1)", null],
  ["url", "https://me:secret@acme.com", null],
  ["choice", "silver plus", "Silver Plus"],
  ["choice", "platinum", null],
  ["multi_choice", "bronze; GOLD", "Gold;Bronze"],
  ["multi_choice", "gold, platinum", null],
])("a %s reads %j as %j", (type, text, value) => {
  expect(read(type, text)).toBe(value);
});

describe("every value", () => {
  test("has one spelling: what was read is read as itself", () => {
    const types: readonly CustomFieldType[] = ["text", "number", "boolean", "date", "url", "choice", "multi_choice"];
    const texts = fc.oneof(
      fc.string(),
      fc.double({ noNaN: true }).map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.webUrl(),
      fc.constantFrom(...options, "gold|bronze", "ja", "0012.500"),
    );
    fc.assert(
      fc.property(fc.constantFrom(...types), texts, (type, text) => {
        const value = read(type, text);
        if (value !== null) expect(read(type, value)).toBe(value);
      }),
      { numRuns: 2_000 },
    );
  });
});
