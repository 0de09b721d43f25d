import { expect, test } from "vitest";
import { dayMs } from "../../kernel/env.ts";
import { waitAfterBlame } from "./blamed-step.ts";

test("a step that is refused because of us waits a day, three and a week, and has no fifth try", () => {
  expect([1, 2, 3].map(waitAfterBlame)).toEqual([dayMs, 3 * dayMs, 7 * dayMs]);
  for (const refusals of [4, 5, 100]) expect(waitAfterBlame(refusals)).toBeNull();
});
