import fc from "fast-check";
import { expect, test } from "vitest";
import { asWritten } from "./as-written.ts";
import { fold } from "./fold.ts";

test.each([
  ["Désabonnez-moi, s’il vous plaît", "desabonnez-moi, s'il", "Désabonnez-moi, s’il"],
  ["Nie\n życzę   sobie", "nie zycze sobie", "Nie\n życzę   sobie"],
  ["Straße 5", "strasse", "Straße"],
  ["nothing", "else", null],
  ["anything", " ", null],
])("%j holds %j as %j", (text, folded, expected) => {
  expect(asWritten(text, folded)).toBe(expected);
});

test("what is found folds to what was looked for", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(20), fc.nat(20), (text, from, length) => {
      const wanted = fold(text.slice(from, from + length));
      const found = asWritten(text, wanted);
      if (found !== null) expect(text).toContain(found);
    }),
  );
});
