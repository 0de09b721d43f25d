import fc from "fast-check";
import { expect, test } from "vitest";
import { respelled } from "./typos.ts";

test.each([
  ["please unsubscirbe me", "please unsubscribe me"],
  ["unsubscrbe", "unsubscribe"],
  ["bitte austargen", "bitte austragen"],
  ["wypsianie", "wypisanie"],
])("%s is read as %s", (written, meant) => {
  expect(respelled(written)).toBe(meant);
});

test.each([
  ["plz remvoe", "plz remove"],
  ["delte me", "delete me"],
  ["unsubcsribe us", "unsubscribe us"],
])("in a shout %s is read as %s", (written, meant) => {
  expect(respelled(written)).toBe(meant);
});

test.each(["remote please", "we would remvoe the second clause", "relate", "cancelled"])(
  "%s stays as it is",
  (text) => {
    expect(respelled(text)).toBe(text);
  },
);

test.each(["anmelden", "subscribe", "removal", "removed", "supprimer", "abmeldungen"])("%s is no typo", (word) => {
  expect(respelled(word)).toBe(word);
});

test("a slip behind the first two letters is read all the same, wherever it is", () => {
  const word = "unsubscribe";
  fc.assert(
    fc.property(fc.integer({ min: 2, max: word.length - 1 }), fc.constantFrom("x", "q", "j", ""), (at, letter) => {
      const read = respelled(`${word.slice(0, at)}${letter}${word.slice(at + 1)} me`);
      expect(read === `${word} me` || read.startsWith("unsubscri")).toBe(true);
      expect(respelled(read)).toBe(read);
    }),
  );
});
