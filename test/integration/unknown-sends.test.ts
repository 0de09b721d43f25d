import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs } from "../../src/kernel/env.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { report } from "../helpers/letters.ts";

let app: TestApp;
let home: TestWorkspace;

beforeAll(async () => {
  app = await openTestApp();
  home = await app.workspace();
});

afterAll(() => app.close());

/** A send whose connection broke where nobody can know: before the server had the mail, or after it took it. */
async function lost(email: string, phase: "data" | "dot", how: "propose" | "enroll" = "propose") {
  app.sink.expect(email, { does: "drop", phase });
  const answer = await home[how](await home.contact({ email }));
  await app.drain();
  expect((await home.action(answer)).state).toBe("unknown");
  return answer;
}

const waiting = async () => (await home.admin.sends.list({})).items;
const settle = (actionId: `act_${string}`, was: "sent" | "not_sent", again = false) =>
  home.approver.sends.settle({ actionId, was, reason: "looked into the Sent folder", again });

test("an unknown send waits with what is known of it, before and after it is parked", async () => {
  const answer = await lost("kim@known.co.uk", "dot");
  const [send] = await waiting();
  expect(send).toMatchObject({
    actionId: answer.id,
    state: "unknown",
    to: "kim@known.co.uk",
    from: home.mailbox,
    phase: "body",
    contact: { name: "Kim Kimson" },
  });
  expect(send?.rfc822Id).toBe(app.sink.to("kim@known.co.uk")[0]?.rfc822Id);
  expect(send?.transcript.join("\n")).toMatch(/354/);
  await app.advance(25 * hourMs);
  await app.drain();
  expect(await waiting()).toMatchObject([{ actionId: answer.id, state: "parked" }]);
});

test("a person says that it was sent: it counts as sent, its task is done, and the word is on record", async () => {
  const [send] = await waiting();
  const actionId = send?.actionId ?? "act_";
  expect(await settle(actionId, "sent")).toEqual({ id: actionId, state: "sent", again: null });
  expect(await waiting()).toEqual([]);
  const { items: tasks } = await home.admin.tasks.list({ state: "done" });
  expect(tasks).toMatchObject([{ kind: "unknown_send", disposition: "sent" }]);
  await app.drain();
  const { items } = await home.admin.audit.list({ type: "action.reconciled" });
  expect(items).toHaveLength(1);
  await expect(settle(actionId, "not_sent")).rejects.toMatchObject({ code: "conflict" });
  expect(app.sink.asked.filter((address) => address === "kim@known.co.uk")).toHaveLength(1);
});

test("what was not sent stays unsent until it is proposed anew, and then it is decided like anything else", async () => {
  await app.nextWorkday();
  const answer = await lost("lee@anew.co.uk", "data");
  const { again, state } = await settle(answer.id, "not_sent", true);
  expect(state).toBe("rejected");
  expect(again?.id).not.toBe(answer.id);
  // The first attempt counts as a touch: two days lie between touches.
  expect(again?.decision).toMatchObject({ outcome: "defer", reasons: [{ code: "SPACING" }] });
  await app.drain();
  expect(app.sink.to("lee@anew.co.uk")).toEqual([]);
  expect((await home.action({ id: again?.id ?? "act_" })).proposer).toMatchObject({ kind: "person" });
  await app.advance(2 * dayMs);
  await app.nextWorkday();
  await app.drain();
  expect(app.sink.to("lee@anew.co.uk")).toHaveLength(1);
  expect(await home.action(answer)).toMatchObject({ state: "rejected", attempts: [{ state: "unknown" }] });
});

test("proposed anew to somebody who opted out meanwhile it is refused", async () => {
  await app.nextWorkday();
  const answer = await lost("mia@out.co.uk", "data");
  await home.admin.suppressions.create({ contactId: await home.contactOf("mia@out.co.uk") });
  const { again } = await settle(answer.id, "not_sent", true);
  expect(again?.decision.outcome).toBe("deny");
});

test("the sequence goes on after a send that a person settled, and its step is not taken twice", async () => {
  await app.nextWorkday();
  const answer = await lost("ann@steps.co.uk", "data", "enroll");
  await settle(answer.id, "not_sent");
  for (let day = 0; day < 4; day += 1) {
    await app.nextWorkday();
    await app.drain();
  }
  const sent = app.sink.to("ann@steps.co.uk");
  expect(sent).toHaveLength(1);
  expect(sent[0]?.text).toContain("Subject: Once more");
});

test("evidence that comes first leaves a person nothing to decide", async () => {
  await app.nextWorkday();
  const answer = await lost("bob@proof.co.uk", "dot");
  const [mail] = app.sink.to("bob@proof.co.uk");
  if (mail === undefined) throw new Error("the server did not take the mail");
  await app.receive(report(mail, "delivered", "2.0.0"));
  expect((await home.action(answer)).state).toBe("sent");
  await expect(settle(answer.id, "not_sent", true)).rejects.toMatchObject({ code: "conflict" });
});

test("two people who settle at once: one is heard, and at most one new proposal is made", async () => {
  await app.nextWorkday();
  const answer = await lost("joe@race.co.uk", "data");
  const told = await Promise.allSettled([settle(answer.id, "not_sent", true), settle(answer.id, "not_sent", true)]);
  expect(told.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
  const contactId = await home.contactOf("joe@race.co.uk");
  expect((await home.admin.actions.list({ contactId })).items).toHaveLength(2);
});

test("an agent sees unknown sends and settles none; only what was not sent can be proposed again", async () => {
  await app.nextWorkday();
  const answer = await lost("eve@agent.co.uk", "data");
  expect((await home.agent.sends.list({})).items).toMatchObject([{ actionId: answer.id }]);
  await expect(
    home.agent.sends.settle({ actionId: answer.id, was: "sent", reason: "I am sure" }),
  ).rejects.toMatchObject({ code: "not_permitted" });
  await expect(settle(answer.id, "sent", true)).rejects.toMatchObject({ code: "invalid_input" });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(app.failures).toEqual([]);
});
