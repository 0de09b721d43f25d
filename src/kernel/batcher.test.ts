import { expect, test } from "vitest";
import { createBatcher } from "./batcher.ts";
import { Transient } from "./problem.ts";

const bounds = { sizeMax: 64, waitMs: 0 };
const env = { sleep: async () => undefined };

test("an item that breaks its run fails alone", async () => {
  const batcher = createBatcher<number, number>(env, bounds, async (_, items) => {
    if (items.includes(13)) throw new Error("thirteen");
    return items.map((item) => item * 2);
  });
  const answers = await Promise.allSettled([1, 13, 2].map((item) => batcher.submit("wsp_one", item)));
  expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value : "failed"))).toEqual([2, "failed", 4]);
});

test("what the world refuses now is not tried again item by item", async () => {
  let runs = 0;
  const batcher = createBatcher<number, number>(env, bounds, async () => {
    runs += 1;
    throw new Transient("not now", 100);
  });
  const answers = await Promise.allSettled([1, 2, 3].map((item) => batcher.submit("wsp_one", item)));
  expect(answers.map((answer) => answer.status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(runs).toBe(1);
});
