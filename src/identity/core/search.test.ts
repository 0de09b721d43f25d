import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prefixRange, searchQuery, wordRange } from "./search-query.ts";
import { fitOf, type Hit, rankHits } from "./search-rank.ts";
import { firstWordsOf, personNamesIn, termsOf, variantsOf, wordsOf } from "./search-terms.ts";
import { errorsAllowed, errorsIn, similarWords } from "./similar.ts";

describe("words", () => {
  test.each([
    ["Seán O’Brien-Müller", ["sean", "obrien", "muller"]],
    ["  ACME   GmbH & Co. KG ", ["acme", "gmbh", "co", "kg"]],
    ["王小明", ["王小明"]],
    ["", []],
    ["---", []],
  ])("%s", (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  test("a name is kept under each of its words, an initial aside", () => {
    expect(termsOf(["Anna Maria Berg"])).toEqual(["anna maria berg", "maria berg anna", "berg anna maria"]);
    expect(termsOf(["Samuel J Brown"])).toEqual(["samuel j brown", "brown samuel j"]);
    expect(firstWordsOf(termsOf(["Anna Berg", "Anna Maria Berg"]))).toEqual(["anna", "berg", "maria"]);
  });

  test("a record calls somebody by first and last name, and by the whole", () => {
    expect(personNamesIn({ firstInitial: "A", lastName: "Berg", fullName: "Berg, Anna" })).toEqual([
      "A Berg",
      "Berg, Anna",
    ]);
    expect(personNamesIn({ email: "x@y.co" })).toEqual([]);
  });
});

const letters = fc.stringMatching(/^[a-zäöé]{3,12}$/);

/** A word with one letter added, left out, replaced, or swapped with the next. */
const mistake = fc
  .tuple(letters, fc.nat(), fc.integer({ min: 0, max: 3 }), fc.constantFrom(..."abcxyz"))
  .map(([word, nat, kind, letter]) => {
    const at = nat % word.length;
    const wrong = [
      word.slice(0, at) + letter + word.slice(at),
      word.slice(0, at) + word.slice(at + 1),
      word.slice(0, at) + letter + word.slice(at + 1),
      word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
    ][kind];
    return [word, wrong ?? word] as const;
  });

describe("typing errors", () => {
  test("two words that differ by one letter meet under a variant, wherever the letter is", () => {
    fc.assert(
      fc.property(mistake, ([word, wrong]) => {
        fc.pre([...wrong].length >= 3);
        const variants = new Set(variantsOf(word));
        expect(variantsOf(wrong).some((variant) => variants.has(variant))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("one mistake counts as one", () => {
    fc.assert(
      fc.property(mistake, ([word, wrong]) => {
        expect(errorsIn(wrong, word).errors).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  test("what is still being typed may go on", () => {
    expect(errorsIn("johans", "johansson").errors).toBe(0);
    expect(errorsIn("jonahs", "johansson").errors).toBe(2);
    expect(errorsIn("mueller", "muller")).toEqual({ errors: 1, left: 0 });
    expect(["ab", "abc", "abcdefg", "abcdefgh"].map(errorsAllowed)).toEqual([0, 1, 1, 2]);
  });

  test("the nearest words come first, and what was typed right is no mistake", () => {
    expect(similarWords("muler", ["miller", "muller", "mulera", "mueller", "maler"], 3)).toEqual(["maler", "muller"]);
  });
});

describe("queries", () => {
  test("an address, a domain, a profile and a number are looked up as such", () => {
    const kinds = (text: string) => searchQuery(text).keys.map(({ kind, low }) => `${kind} ${low}`);
    expect(kinds("Anna.Berg@Acme.com")).toContain("em anna.berg@acme.com");
    expect(kinds("https://www.acme.com/about")).toContain("do acme.com");
    expect(kinds("linkedin.com/in/anna-berg")).toEqual(["li anna-berg"]);
    expect(kinds("+49 (30) 200-0000")).toEqual(["ph +49302000000"]);
    expect(kinds("0049 30 2000000")).toEqual(["ph +49302000000"]);
    expect(kinds("anna berg")).toEqual([]);
    expect(kinds("   ")).toEqual([]);
  });

  test("a range holds exactly what begins with its text", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), fc.string({ unit: "grapheme" }), (text, more) => {
        const { low, high } = prefixRange(text);
        const order = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));
        expect(order(text + more, low) >= 0 && order(text + more, high) < 0).toBe(true);
        expect(order(more, low) >= 0 && order(more, high) < 0).toBe(more.startsWith(text));
      }),
    );
    const { low, high } = wordRange("anna");
    expect(["anna", "anna berg"].every((term) => term >= low && term < high)).toBe(true);
    expect("annabel" < high).toBe(false);
  });
});

test("hits rank the same in any order, each thing once, by its best", () => {
  const hits: Hit[] = [
    { kind: "contact", id: "1", field: "name", fit: "similar", matched: "anna berk" },
    { kind: "contact", id: "1", field: "email", fit: "prefix", matched: "anna.berg@acme.com" },
    { kind: "account", id: "2", field: "name", fit: "exact", matched: "berg" },
    { kind: "contact", id: "3", field: "name", fit: "exact", matched: "anna berg" },
    { kind: "contact", id: "4", field: "account", fit: "prefix", matched: "Berg AG" },
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(hits, { minLength: hits.length }), (some) => {
      expect(rankHits(some).map((hit) => [hit.id, hit.fit])).toEqual([
        ["2", "exact"],
        ["3", "exact"],
        ["1", "prefix"],
        ["4", "prefix"],
      ]);
    }),
  );
  expect(fitOf("anna maria berg", ["anna", "berg"], false)).toBe("exact");
  expect(fitOf("annabel berg", ["anna"], false)).toBe("prefix");
});
