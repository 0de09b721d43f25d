import { afterAll, beforeAll, expect, test } from "vitest";
import { queues } from "../../src/execution/deps.ts";
import { enqueue } from "../../src/kernel/jobs.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { threeWeeksLater } from "../helpers/written.ts";

/** Failure mode: somebody gets the same mail twice: after a restart, beside another worker, or because one refusal undid a batch. */

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp({ pace: 10 });
  home = await world.workspace();
});
afterAll(() => world.close());

const names = Array.from({ length: 12 }, (_, n) => `batch${String.fromCharCode(97 + n)}`);
const addressOf = (name: string): string => `kim@${name}.co.uk`;

test("one refusal, one drop and one server without an answer leave the rest of a batch alone: each gets one copy", async () => {
  const answers: Proposed[] = [];
  for (const name of names) answers.push(await home.propose(await home.contact({ email: addressOf(name) })));
  world.sink.expect(addressOf("batchc"), { does: "refuse", phase: "rcpt", code: 550, says: "5.1.1 no such user" });
  world.sink.expect(addressOf("batche"), { does: "drop", phase: "rcpt" });
  world.sink.expect(addressOf("batchg"), { does: "hang", phase: "dot" });
  world.sink.expect(addressOf("batchi"), { does: "drop", phase: "dot" });
  await Promise.all([world.drain(), world.drain(), world.drain()]);
  const states = await Promise.all(answers.map(async (answer) => (await home.action(answer)).state));
  const expected: Readonly<Record<string, string>> = { batchc: "rejected", batchg: "unknown", batchi: "unknown" };
  expect(states).toEqual(names.map((name) => expected[name] ?? "sent"));
  for (const name of names) expect(world.sink.to(addressOf(name)), name).toHaveLength(name === "batchc" ? 0 : 1);
});

test("what was sent is not sent again by a job that comes back, by the same template or by the sequence", async () => {
  const email = addressOf("again");
  const contactId = await home.contact({ email });
  const answer = await home.enroll(contactId);
  await world.drain();
  for (const queue of [queues.dispatch, queues.wake, queues.park])
    await world.db.write(home.id, (tx) =>
      enqueue(world.app.resources.env, tx, [{ queue, key: `again ${queue}`, payload: { actionId: answer.id } }]),
    );
  await Promise.all([world.drain(), world.drain()]);
  expect(world.sink.to(email)).toHaveLength(1);
  await threeWeeksLater(world);
  const mails = world.sink.to(email);
  expect(new Set(mails.map(({ rfc822Id }) => rfc822Id)).size).toBe(mails.length);
  expect(mails).toHaveLength(2);
}, 120_000);
