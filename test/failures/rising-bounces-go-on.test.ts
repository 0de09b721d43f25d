import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { report } from "../helpers/letters.ts";

/** Failure mode: a bad list bounces, nobody looks, and the rest of it goes out all the same until the domain is burnt. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const letters = "abcdefghijklmnop";
const addressOf = (name: string): string => `kim@list${name}.co.uk`;
const propose = async (names: string) =>
  Promise.all([...names].map(async (name) => home.propose(await home.contactOf(addressOf(name)))));

test("what a bad list has waiting stays where it is once its first mails bounce, and a person lets it go on", async () => {
  await home.import([...letters].map((name) => ({ email: addressOf(name) })));
  const [first, rest] = [letters.slice(0, 8), letters.slice(8)];
  await propose(first);
  await world.drain();
  const waiting = await propose(rest);
  expect(waiting.map(({ decision }) => decision.outcome)).toEqual([...rest].map(() => "allow"));

  for (const name of first) {
    const [mail] = world.sink.to(addressOf(name));
    if (mail === undefined) throw new Error(`nothing was sent to ${name}`);
    await world.receive(report(mail, "failed", "5.1.1", "user unknown"));
  }
  await world.drain();
  for (const name of rest) expect(world.sink.to(addressOf(name)), name).toEqual([]);
  const { items } = await home.admin.breakers.list({});
  expect(items.map(({ cause }) => cause)).toContain("bounces");

  for (const { scope, key } of items)
    await home.admin.breakers.rearm({ scope, key, reason: "the rest of the list was checked" });
  await world.nextWorkday();
  await world.drain();
  expect(await Promise.all(waiting.map(async (one) => (await home.action(one)).state))).toEqual(
    [...rest].map(() => "sent"),
  );
  for (const name of rest) expect(world.sink.to(addressOf(name)), name).toHaveLength(1);
}, 120_000);
