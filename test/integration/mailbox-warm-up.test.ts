import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
});
beforeEach(async () => {
  await world.nextWorkday();
  home = await world.workspace();
});
afterAll(() => world.close());

/** People, each at a company of their own, whose contacts are proposed at once. */
async function proposeMany(name: string, count: number): Promise<readonly Proposed[]> {
  const people = Array.from({ length: count }, (_, n) => ({ email: `kim@${name}${n}-${home.id.slice(-6)}.co.uk` }));
  await home.import(people);
  const contacts = await Promise.all(people.map(({ email }) => home.contactOf(email)));
  return Promise.all(contacts.map((contactId) => home.propose(contactId)));
}

const sentCount = (): number => world.sink.taken.filter((mail) => mail.to.includes(home.id.slice(-6))).length;

test("many proposals at once, over several connections, never pass the warm-up of the day, and it grows by days of sending", async () => {
  const warmUp = { startPerDay: 4, growthPercent: 50, ceiling: 20 };
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, warmUp });
  const answers = await proposeMany("race", 24);
  const allowed = answers.filter(({ decision }) => decision.outcome === "allow");
  expect(allowed).toHaveLength(4);
  const [waiting] = answers.filter(({ decision }) => decision.outcome === "defer");
  expect(waiting?.decision.reasons).toMatchObject([
    {
      code: "MAILBOX_WARM_UP",
      says: expect.stringContaining("4 of 4"),
      until: new Date((await world.now()) + 86_400_000).toISOString(),
    },
  ]);
  await Promise.all([world.drain(), world.drain()]);
  expect(sentCount()).toBe(4);
  const perDay: number[] = [];
  for (let day = 0; day < 3; day += 1) {
    const before = sentCount();
    await world.nextWorkday();
    await Promise.all([world.drain(), world.drain()]);
    perDay.push(sentCount() - before);
  }
  expect(perDay).toEqual([6, 9, 5]);
});

test("a mailbox without a warm-up has its daily cap alone, and one whose warm-up is ended too", async () => {
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, warmUp: {} });
  const warming = await home.admin.mailboxes.get({ mailboxId: home.mailboxId });
  expect(warming.warmUp).toEqual({ startPerDay: 8, growthPercent: 20, ceiling: 40 });
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, warmUp: null });
  const answers = await proposeMany("free", 12);
  expect(answers.map(({ decision }) => decision.outcome)).toEqual(Array.from({ length: 12 }, () => "allow"));
});

test("a daily cap below the warm-up stays the limit", async () => {
  await home.admin.mailboxes.update({ mailboxId: home.mailboxId, dailyCap: 2, warmUp: {} });
  const answers = await proposeMany("small", 5);
  expect(answers.filter(({ decision }) => decision.outcome === "allow")).toHaveLength(2);
  expect(answers.flatMap(({ decision }) => decision.reasons.map(({ code }) => code))).toEqual([
    "MAILBOX_CAP",
    "MAILBOX_CAP",
    "MAILBOX_CAP",
  ]);
});
