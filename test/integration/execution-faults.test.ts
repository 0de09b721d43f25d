import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitReleased } from "../../src/audit/gate.ts";
import { openAttempt } from "../../src/execution/attempt.ts";
import { queues } from "../../src/execution/deps.ts";
import { reserve } from "../../src/execution/reserve.ts";
import { enqueue } from "../../src/kernel/jobs.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";

let world: TestApp;
let home: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp({ pace: 10 });
  home = await world.workspace("Home");
  other = await world.workspace("Other");
});
afterAll(() => world.close());

test("without a sequencer nothing is sent: no record, no send; when it is back everything goes out once", async () => {
  await world.sequencer.stop();
  const contactId = await home.contact({ email: "kim@gate.co.uk" });
  const answer = await home.propose(contactId);
  expect(answer.decision.outcome).toBe("allow");
  for (let round = 0; round < 3; round += 1) await world.work();
  expect(world.sink.to("kim@gate.co.uk")).toEqual([]);
  expect((await home.action(answer)).attempts).toEqual([]);
  world.sequencer.start();
  await world.drain();
  expect((await home.action(answer)).state).toBe("sent");
  expect(world.sink.to("kim@gate.co.uk")).toHaveLength(1);
});

test("a worker that dies between the attempt and its result leaves an unknown send, which is never sent again", async () => {
  const answer = await home.propose(await home.contact({ email: "kim@crash.co.uk" }));
  const [one] = await world.db.write(home.id, (tx) => reserve(world.app.deps.dispatch, tx, [answer.id]));
  if (one === undefined) throw new Error("the action was not reserved");
  await waitReleased(world.app.resources, home.id, [one.recordId]);
  const opened = await world.db.write(home.id, (tx) => openAttempt(world.app.deps.dispatch, tx, answer.id));
  expect(opened).not.toBeNull();
  // The worker is gone here; its job comes to another one when the lease has ended.
  await world.drain();
  const action = await home.action(answer);
  expect(action).toMatchObject({ state: "unknown", attempts: [{ number: 1, state: "unknown" }] });
  await world.nextWorkday();
  await world.nextWorkday();
  await world.drain();
  expect((await home.action(answer)).state).toBe("parked");
  expect(world.sink.asked).not.toContain("kim@crash.co.uk");
  const { items } = await home.admin.tasks.list({});
  expect(items.filter((task) => task.kind === "unknown_send").map((task) => task.contact?.id)).toEqual([
    action.contact.id,
  ]);
});

test("every job may run twice: a second run of each leaves no second mail, event or record", async () => {
  const contactId = await home.contact({ email: "kim@twice.co.uk" });
  const answer = await home.enroll(contactId);
  const again = (queue: string, payload: Record<string, unknown>) =>
    world.db.write(home.id, (tx) => enqueue(world.app.resources.env, tx, [{ queue, key: `again ${queue}`, payload }]));
  await again(queues.dispatch, { actionId: answer.id });
  await Promise.all([world.drain(), world.drain()]);
  for (const queue of [queues.dispatch, queues.wake, queues.park]) await again(queue, { actionId: answer.id });
  await world.drain();
  for (let day = 0; day < 5; day += 1) {
    await world.nextWorkday();
    const { items } = await home.admin.sequences.list({});
    expect(items).toHaveLength(1);
    const [row] = await world.db.root<{ id: string }[]>`select id from enrollment where contact_id = ${contactId}`;
    await again(queues.step, { enrollmentId: row?.id, step: 2 });
    await Promise.all([world.drain(), world.drain()]);
  }
  expect(world.sink.to("kim@twice.co.uk")).toHaveLength(2);
  expect(new Set(world.sink.to("kim@twice.co.uk").map((mail) => mail.rfc822Id)).size).toBe(2);
  const { items: events } = await home.admin.activities.list({ contactId, limit: 100 });
  expect(events.filter((event) => event.kind === "email_sent")).toHaveLength(2);
});

describe("two workspaces", () => {
  test("with the same person do not know of each other: stops, caps and replies stay where they belong", async () => {
    const email = "kim@shared.co.uk";
    const here = await home.contact({ email });
    const there = await other.contact({ email });
    await home.admin.suppressions.create({ domain: "shared.co.uk" });
    expect((await home.propose(here)).decision.outcome).toBe("deny");
    const answer = await other.enroll(there);
    expect(answer.decision.outcome).toBe("allow");
    await world.drain();
    const [mail, ...more] = world.sink.to(email);
    if (mail === undefined || more.length > 0) throw new Error("one workspace sends, the other does not");
    expect(mail.text).toContain(other.mailbox);
    await world.receive(reply(mail, "No thanks."));
    expect((await home.admin.inbound.list({ state: "all" })).items.filter((one) => one.fromAddress === email)).toEqual(
      [],
    );
    expect((await other.admin.inbound.list({ state: "all" })).items).toHaveLength(1);
    await home.approver.workspace.pause({ reason: "only this one" });
    const elsewhere = await other.propose(await other.contact({ email: "lee@elsewhere.co.uk" }));
    await world.drain();
    expect((await other.action(elsewhere)).state).toBe("sent");
    await home.admin.workspace.resume({ reason: "on again" });
  });

  test("one whose mail server hangs does not hold up the other", async () => {
    world.sink.expect("kim@hangs.co.uk", { does: "hang", phase: "dot" });
    const stuck = await home.propose(await home.contact({ email: "kim@hangs.co.uk" }));
    const stop = new AbortController();
    const working = world.keepWorking(stop.signal);
    await expect.poll(async () => (await home.action(stuck)).state).toBe("attempting");
    const quick = await other.propose(await other.contact({ email: "kim@quick.co.uk" }));
    await expect.poll(async () => (await other.action(quick)).state).toBe("sent");
    const beside = await home.propose(await home.contact({ email: "kim@beside.co.uk" }));
    await expect.poll(async () => (await home.action(beside)).state).toBe("sent");
    expect((await home.action(stuck)).state).toBe("attempting");
    stop.abort();
    await world.sink.hangUp();
    await working;
    expect((await home.action(stuck)).state).toBe("unknown");
  });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
