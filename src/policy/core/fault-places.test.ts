import { expect, test } from "vitest";
import { lineAtByte, placedFault } from "./fault-places.ts";

const texts = {
  core: '@id("dnc.contact")\nforbid (principal, action, resource);',
  organisation: '// @id("mine.late") is below\n\n@id("mine.late")\nforbid (principal, action, resource);',
  team: "",
};

test("a fault of a policy stands at the line of its id, whichever layer that is in", () => {
  expect(placedFault(texts, { policy: "mine.late", says: "no code" })).toEqual({
    text: "organisation",
    line: 3,
    policy: "mine.late",
    says: "no code",
  });
  expect(placedFault(texts, { policy: "dnc.contact", says: "no" })).toMatchObject({ text: "core", line: 1 });
});

test("a policy that validation names is found, and its name is said once", () => {
  expect(placedFault(texts, { policy: "", says: "mine.late: attribute `fitt` is not there" })).toEqual({
    text: "organisation",
    line: 3,
    policy: "mine.late",
    says: "attribute `fitt` is not there",
  });
});

test("what has a place keeps it, and what belongs nowhere stays without one", () => {
  expect(placedFault(texts, { policy: "", says: "unexpected end", text: "team", line: 7 })).toMatchObject({
    text: "team",
    line: 7,
  });
  expect(placedFault(texts, { policy: "", says: "other: too long" })).toEqual({
    text: "",
    line: null,
    policy: "",
    says: "other: too long",
  });
  expect(placedFault(texts, { policy: "gone", says: "no such policy" })).toMatchObject({ text: "", line: null });
});

test("places in bytes are lines also after letters of more than one", () => {
  expect(lineAtByte("// é€\nforbid", 4)).toBe(1);
  expect(lineAtByte("// é€\nforbid", Buffer.byteLength("// é€\nfo"))).toBe(2);
});
