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

test("a call waits for company only while some keeps coming, and never longer than it may", async () => {
  const sizes: number[] = [];
  const arriving = (each: number, times: number) => {
    let slept = 0;
    const sleep = async (): Promise<void> => {
      slept += 1;
      if (slept <= times) for (let n = 0; n < each; n += 1) submitted.push(batcher.submit("wsp_one", n));
    };
    const submitted: Promise<number>[] = [];
    const batcher = createBatcher<number, number>({ sleep }, { sizeMax: 64, waitMs: 5 }, async (_, items) => {
      sizes.push(items.length);
      return [...items];
    });
    return { first: () => batcher.submit("wsp_one", 0), submitted, slept: () => slept };
  };
  const alone = arriving(0, 0);
  await alone.first();
  expect(alone.slept()).toBe(1);
  const crowd = arriving(2, 100);
  await crowd.first();
  expect(crowd.slept()).toBe(5);
  const late = arriving(1, 2);
  await late.first();
  expect(late.slept()).toBe(3);
  expect(sizes.slice(0, 3)).toEqual([1, 11, 3]);
});
