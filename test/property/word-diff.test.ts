import fc from "fast-check";
import { expect, test } from "vitest";
import { type Run, wordDiff } from "../../console/src/parts/word-diff.ts";

const words = fc
  .array(fc.constantFrom("hello", "kim", "month-end", "{{ account.name }}", "\n\n", " ", "?"), { maxLength: 40 })
  .map((parts) => parts.join(" "));
const without = (runs: readonly Run[], is: Run["is"]): string =>
  runs
    .filter((run) => run.is !== is)
    .map((run) => run.text)
    .join("");

test("what became of the words of a text gives both texts back", () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const runs = wordDiff(before, after) ?? [];
      expect(without(runs, "added")).toBe(before);
      expect(without(runs, "gone")).toBe(after);
    }),
  );
});

test("equal texts have nothing added and nothing gone; texts that are too long are not compared", () => {
  expect(wordDiff("Hello Kim, two lines", "Hello Kim, two lines")).toEqual([
    { is: "same", text: "Hello Kim, two lines" },
  ]);
  expect(wordDiff("Hello Kim, two lines", "Hello Lee, two lines")).toEqual([
    { is: "same", text: "Hello " },
    { is: "gone", text: "Kim," },
    { is: "added", text: "Lee," },
    { is: "same", text: " two lines" },
  ]);
  expect(wordDiff("a ".repeat(3_000), "b ".repeat(3_000))).toBeNull();
});
