import fc from "fast-check";
import { expect, test } from "vitest";
import { nameFromText, nameText } from "./name-text.ts";
import { internPair, pairPool, sealPairs } from "./pair-pool.ts";
import { parsePersonName } from "./person-name.ts";
import { compareTexts, findText, intern, sealPool, stringPool, textOf } from "./string-pool.ts";

/** Ids too, and what is nearly one: an id is packed in another way. */
const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.tuple(fc.uuid(), fc.nat(35)).map(([id, at]) => `${id.slice(0, at)}x${id.slice(at + 1)}`),
);

test("a pool numbers texts in order of first appearance, finds them and gives them back", () => {
  fc.assert(
    fc.property(fc.array(anyText, { maxLength: 200 }), (texts) => {
      const pool = stringPool();
      const ids = texts.map((text) => intern(pool, text));
      const distinct = [...new Set(texts)];
      expect(ids).toEqual(texts.map((text) => distinct.indexOf(text)));
      expect(distinct.map((_text, id) => textOf(pool, id))).toEqual(distinct);
      expect(texts.map((text) => findText(pool, text))).toEqual(ids);
      expect(findText(pool, "a text that is longer than any of these, so that it is not there")).toBe(-1);
    }),
  );
});

test("a pool of thousands keeps every text apart, across its blocks and however long", () => {
  const pool = stringPool();
  const long = "x".repeat(2_000_000);
  const texts = Array.from({ length: 60_000 }, (_none, at) =>
    at === 30_000 ? long : `person${at}@company${at % 97}.com`,
  );
  expect(texts.map((text) => intern(pool, text))).toEqual([...texts.keys()]);
  expect(textOf(pool, 30_000)).toBe(long);
  expect(textOf(pool, 59_999)).toBe("person59999@company53.com");
});

test("texts are ordered by their code points", () => {
  fc.assert(
    fc.property(anyText, anyText, (left, right) => {
      const pool = stringPool();
      const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right));
      expect(Math.sign(compareTexts(pool, intern(pool, left), intern(pool, right)))).toBe(bytes);
    }),
  );
});

test("a pool of pairs tells every two pairs apart", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 400 }), (pairs) => {
      const pool = pairPool();
      const distinct = [...new Set(pairs.map(([left, right]) => `${left}/${right}`))];
      expect(pairs.map(([left, right]) => internPair(pool, left, right))).toEqual(
        pairs.map(([left, right]) => distinct.indexOf(`${left}/${right}`)),
      );
    }),
  );
});

test("a sealed pool reads by number and says so when it is asked by text", () => {
  const [texts, pairs] = [stringPool(), pairPool()];
  const [text, pair] = [intern(texts, "jane@acme.com"), internPair(pairs, 1, 2)];
  sealPool(texts);
  sealPairs(pairs);
  expect(textOf(texts, text)).toBe("jane@acme.com");
  expect([pairs.leftOf[pair], pairs.rightOf[pair]]).toEqual([1, 2]);
  expect(() => findText(texts, "jane@acme.com")).toThrow("sealed");
  expect(() => internPair(pairs, 1, 2)).toThrow("sealed");
});

test("a name survives its text whole", () => {
  fc.assert(
    fc.property(anyText, anyText, (first, last) => {
      const name = parsePersonName({ first, last });
      expect(nameFromText(nameText(name))).toEqual(name);
    }),
  );
});
