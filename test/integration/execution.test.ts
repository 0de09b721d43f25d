import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

test("an allowed proposal is sent once, with its decision on record before", async () => {
  const contactId = await home.contact({ email: "kim@northwind.co.uk" });
  const answer = await home.propose(contactId);
  expect(answer).toMatchObject({ state: "queued", decision: { outcome: "allow", reasons: [] } });
  await world.drain();
  expect(await home.action(answer)).toMatchObject({ state: "sent", attempts: [{ number: 1, state: "sent" }] });
  expect(world.sink.to("kim@northwind.co.uk")).toHaveLength(1);
  expect(world.failures).toEqual([]);
});
