import fc from "fast-check";
import { expect, test } from "vitest";
import { sized } from "../../../test/helpers/size.ts";
import { withoutContacts } from "./without-contacts.ts";

test.each([
  ["Ask Bo <bo.berg@buyer.example> instead", "Ask Bo <somebody@example.invalid> instead"],
  ["Write to bo.berg@buyer.example.", "Write to somebody@example.invalid."],
  ["#@?@0 and more", "somebody@example.invalid and more"],
  ["Call me: +44 (0)20 7946 0958.", "Call me: [number]."],
  ["Slots at https://cal.example/kim?x=1", "Slots at [link]"],
  ["Not before 15 June 2026, at 10:30", "Not before 15 June 2026, at 10:30"],
])("%s", (text, expected) => {
  expect(withoutContacts(text)).toBe(expected);
});

test("no address survives, and doing it twice changes nothing", () => {
  fc.assert(
    fc.property(fc.emailAddress(), fc.string(), fc.string(), (address, before, after) => {
      const cleaned = withoutContacts(`${before} ${address} ${after}`);
      expect(cleaned).not.toContain(address);
      expect(withoutContacts(cleaned)).toBe(cleaned);
    }),
    { numRuns: sized(500, 20_000) },
  );
});
