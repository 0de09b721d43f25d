import { describe, expect, test } from "vitest";
import { clear } from "../../../test/helpers/policy.ts";
import type { Variation } from "./boundaries.ts";
import { casesAround, factsOf } from "./cases.ts";

const fact = (name: string, ...values: readonly number[]): Variation => ({ path: [name], values: [0, ...values] });
const [a, b, c, d] = [fact("a", 1, 2), fact("b", 1), fact("c", 1), fact("d", 1)];
const told = (groups: readonly (readonly Variation[])[], max = 1_000) => {
  const { cases, isComplete } = casesAround([a, b, c, d], groups, max);
  return { isComplete, texts: cases.map((one) => one.map(({ path, value }) => `${path[0]}${value}`).join("")) };
};

describe("cases", () => {
  test("begin at the baseline and move one fact, then two, then all of a group", () => {
    expect(told([[a, b, c]])).toEqual({
      isComplete: true,
      texts: [
        "",
        ...["a1", "a2", "b1", "c1"],
        ...["a1b1", "a2b1", "a1c1", "a2c1", "a1d1", "a2d1", "b1c1", "b1d1", "c1d1"],
        ...["a1b1c1", "a2b1c1"],
      ],
    });
  });

  test("of a group that reads nothing are the baseline alone", () => {
    expect(told([[]])).toEqual({ isComplete: true, texts: [""] });
  });

  test("stop at their bound and say so", () => {
    expect(told([[a, b, c]], 5)).toEqual({ isComplete: false, texts: ["", "a1", "a2", "b1", "c1"] });
  });

  test("of one group that is too large leave the others their turn", () => {
    const wide = Array.from({ length: 12 }, (_, n) => fact(`w${n}`, 1, 2));
    const { cases, isComplete } = casesAround([...wide, b, c, d], [wide, [b, c, d]], 100_000);
    expect(isComplete).toBe(false);
    expect(cases.some((one) => one.map(({ path }) => path[0]).join("") === "bcd")).toBe(true);
  });

  test("change a fact however deep, and leave the baseline", () => {
    const changed = factsOf(clear, [
      { path: ["caps", "contact", "d7"], value: 9 },
      { path: ["now"], value: "x" },
    ]);
    expect(changed.caps.contact.d7).toBe(9);
    expect(changed.now).toBe("x");
    expect(clear.caps.contact.d7).toBe(0);
    expect(changed.scores).toBe(clear.scores);
  });
});
