import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

const hourMs = 3_600_000;

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp({ pace: 20 });
  home = await world.workspace();
});
afterAll(() => world.close());

/** Proposes to somebody whose server puts the first attempt off. */
async function putOff(email: string) {
  world.sink.expect(email, { does: "refuse", phase: "rcpt", code: 451 });
  const contactId = await home.contact({ email, first: "Kim", id: email });
  const answer = await home.propose(contactId);
  await world.drain();
  expect((await home.action(answer)).state).toBe("deferred");
  return { contactId, answer };
}

test("the bytes that are sent are the ones that the last decision is about, whatever the records say since", async () => {
  const email = "kim@renamed.co.uk";
  const { answer } = await putOff(email);
  await home.import([{ email, first: "Kimberly", id: email }]);
  await world.advance(hourMs);
  await world.drain();
  const [mail] = world.sink.to(email);
  const action = await home.action(answer);
  expect(action.state).toBe("sent");
  const greeting = action.message?.body.split("\n", 1)[0] ?? "";
  expect(greeting).toMatch(/^Hello Kim/);
  expect(mail?.text).toContain(`\r\n${greeting}\r\n`);
});

test("who is stopped by a person while an attempt is under way gets no later attempt", async () => {
  const email = "kim@stopped-late.co.uk";
  world.sink.expect(email, { does: "hang", phase: "rcpt" });
  const contactId = await home.contact({ email });
  const answer = await home.propose(contactId);
  const working = world.drain();
  await expect.poll(async () => (await home.action(answer)).state).toBe("attempting");
  await home.admin.enrollments.stop({ contactId, reason: "they asked me on the phone" });
  await world.sink.hangUp();
  await working;
  await world.advance(hourMs);
  await world.drain();
  expect(await home.action(answer)).toMatchObject({ state: "cancelled", attempts: [{ number: 1 }] });
  expect(world.sink.to(email)).toEqual([]);
  const [entry] = (await home.admin.audit.list({ contactId, type: "enrollment.stopped" })).items;
  expect(entry?.record).toMatchObject({ actor: { kind: "user", id: home.adminId } });
});
