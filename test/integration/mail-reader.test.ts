import { afterAll, expect, test } from "vitest";
import { createMailReader } from "../../src/activity/mail-reader.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import { limits } from "../../src/kernel/limits.ts";
import { hostileLetters } from "../helpers/hostile-letters.ts";
import { letter } from "../helpers/letters.ts";

const env = systemEnv();
const reader = createMailReader(env);
afterAll(() => reader.close());

const plain = letter({ from: "kim@buyer.example", to: "dana@sales.example" }, ["Subject: Re: hello"], "Stop, please.");
const large = Buffer.concat([plain.raw, Buffer.alloc(limits.mailReadHereBytes, "all work and no play\r\n")]);
const slow = hostileLetters["8 MB of text"]?.(plain, 1) ?? plain.raw;

test("a large mail is read like a small one, in the order of arrival", async () => {
  const all = await Promise.all([large, plain.raw, large].map((raw) => reader.read(raw)));
  expect(all.map(({ mail }) => mail?.fromAddress)).toEqual(Array(3).fill("kim@buyer.example"));
  expect(all[0]?.mail?.text).toContain("Stop, please.");
  expect(all[0]?.mail?.headers.get("subject")).toEqual(["Re: hello"]);
});

test("while a large mail is read, everything else goes on", async () => {
  let isOver = false;
  const reading = reader.read(slow).finally(() => {
    isOver = true;
  });
  let small = 0;
  while (!isOver && small < 20) {
    expect((await reader.read(plain.raw)).mail).not.toBeNull();
    small += 1;
    await env.sleep(1);
  }
  expect(small).toBe(20);
  expect((await reading).mail).not.toBeNull();
});

test("a mail that takes too long is given up with its thread, and the next one is read", async () => {
  const hasty = createMailReader(env, 1);
  expect(await hasty.read(slow)).toMatchObject({ mail: null });
  await hasty.close();
  expect((await reader.read(large)).mail).not.toBeNull();
});
