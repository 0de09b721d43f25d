import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConsentAsk, type ConsentEvent, consentBases, consentIn } from "./consent.ts";

const now = Date.UTC(2026, 2, 4);
const dayMs = 86_400_000;
const ask = (more: Partial<ConsentAsk> = {}): ConsentAsk => ({
  channel: "email",
  countries: ["DE"],
  now,
  stoppedAt: null,
  ...more,
});
const given = (more: Partial<ConsentEvent> = {}): ConsentEvent => ({
  channel: "email",
  state: "granted",
  basis: "consent",
  jurisdiction: null,
  obtainedAt: now - 10 * dayMs,
  expiresAt: null,
  isRecipient: true,
  ...more,
});
const withdrawn = (more: Partial<ConsentEvent> = {}): ConsentEvent =>
  given({ state: "withdrawn", basis: null, ...more });

describe("the consent in force", () => {
  test.each([
    ["none", [], ask(), "unknown"],
    ["an opt-in", [given()], ask(), "opt_in"],
    ["one to everything", [given({ channel: "all" })], ask(), "opt_in"],
    ["one to calls", [given({ channel: "phone" })], ask(), "unknown"],
    ["one for another address", [given({ isRecipient: false })], ask(), "unknown"],
    ["one that ended", [given({ expiresAt: now })], ask(), "expired"],
    ["one that ends later", [given({ expiresAt: now + 1 })], ask(), "opt_in"],
    ["one that begins later", [given({ obtainedAt: now + 1 })], ask(), "unknown"],
    ["one for another country", [given({ jurisdiction: "AT" })], ask(), "unknown"],
    ["one for this country", [given({ jurisdiction: "DE" })], ask(), "opt_in"],
    ["one for one of two countries", [given({ jurisdiction: "DE" })], ask({ countries: ["AT", "DE"] }), "unknown"],
    [
      "one for each country, of which the weaker counts",
      [given({ jurisdiction: "DE" }), given({ jurisdiction: "AT", basis: "contract" })],
      ask({ countries: ["AT", "DE"] }),
      "contract",
    ],
    ["one where the country is unknown", [given({ jurisdiction: "DE" })], ask({ countries: ["unknown"] }), "unknown"],
    ["one taken back", [given(), withdrawn({ obtainedAt: now - dayMs })], ask(), "refused"],
    ["one taken back at the same time", [given(), withdrawn()], ask(), "refused"],
    [
      "one taken back from another address",
      [given(), withdrawn({ obtainedAt: now - dayMs, isRecipient: false })],
      ask(),
      "refused",
    ],
    [
      "one taken back for calls only",
      [given(), withdrawn({ obtainedAt: now - dayMs, channel: "phone" })],
      ask(),
      "opt_in",
    ],
    ["a new one after that", [withdrawn(), given({ obtainedAt: now - dayMs })], ask(), "opt_in"],
    [
      "our own interest after that",
      [withdrawn(), given({ obtainedAt: now - dayMs, basis: "legitimate_interest" })],
      ask(),
      "refused",
    ],
    ["one from before they asked to be left alone", [given()], ask({ stoppedAt: now - dayMs }), "unknown"],
    ["one from after that", [given()], ask({ stoppedAt: now - 11 * dayMs }), "opt_in"],
  ] as const)("of %s", (_, events, asked, word) => expect(consentIn(events, asked)).toBe(word));
});

const event = fc.record({
  channel: fc.constantFrom("email" as const, "phone" as const, "all" as const),
  state: fc.constantFrom("granted" as const, "withdrawn" as const),
  basis: fc.constantFrom(...consentBases),
  jurisdiction: fc.constantFrom(null, "DE", "AT"),
  obtainedAt: fc.integer({ min: now - 20, max: now + 5 }),
  expiresAt: fc.option(fc.integer({ min: now - 10, max: now + 10 })),
  isRecipient: fc.boolean(),
});
const countries = fc.uniqueArray(fc.constantFrom("DE", "AT", "unknown"), { minLength: 1 });

test("for any events, their order does not matter", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), countries, (events, places) => {
      const asked = ask({ countries: places });
      expect(consentIn([...events].reverse(), asked)).toBe(consentIn(events, asked));
    }),
  );
});

test("for any events, one more withdrawal now or one more stop never lets anybody be written to", () => {
  const permits = (word: string): boolean => (consentBases as readonly string[]).includes(word) || word === "opt_in";
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), countries, (events, places) => {
      const asked = ask({ countries: places });
      expect(permits(consentIn([...events, withdrawn({ obtainedAt: now })], asked))).toBe(false);
      expect(permits(consentIn(events, { ...asked, stoppedAt: now }))).toBe(false);
      if (!permits(consentIn(events, asked)))
        expect(permits(consentIn(events, { ...asked, countries: [...places, "FR"] }))).toBe(false);
    }),
  );
});
