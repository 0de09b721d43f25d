import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { headerOf, reply } from "../helpers/letters.ts";

const dayMs = 86_400_000;

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

const listed = {
  does: "refuse",
  phase: "rcpt",
  code: 554,
  says: "5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org",
} as const;

async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    await world.nextWorkday();
    await world.drain();
  }
}

async function enrolled(email: string) {
  const contactId = await home.contact({ email });
  const answer = await home.enroll(contactId);
  await world.drain();
  return { contactId, answer };
}

const asked = (email: string) => world.sink.asked.filter((address) => address === email).length;
const enrollments = async () => (await home.admin.sequences.list({})).items[0]?.enrollments;
const refusalsOf = async (contactId: Id<"con">) =>
  (await home.admin.activities.list({ contactId, kind: "email_rejected" })).items.map(({ data }) => data).reverse();
const enrollmentReason = async (contactId: Id<"con">) =>
  (
    await world.db
      .root`select stopped_reason from enrollment where workspace_id = ${home.id} and contact_id = ${contactId}`
  )
    .map((row) => row["stopped_reason"])
    .at(-1);

test("a refusal that blames us ends its message and not the sequence: the step is sent a day later, as a new message", async () => {
  const email = "kim@listed-once.co.uk";
  world.sink.expect(email, listed);
  const { contactId, answer } = await enrolled(email);
  const action = await home.action(answer);
  expect(action).toMatchObject({ state: "rejected", attempts: [{ number: 1 }] });
  expect(action.stoppedReason).toContain("blames us and not the contact");
  expect(Date.parse(action.until ?? "")).toBe((await world.now()) + dayMs);
  expect(await enrollments()).toMatchObject({ active: 0, held: 1, stopped: 0 });
  expect(await enrollmentReason(contactId)).toBe("sender_blamed");
  expect(await refusalsOf(contactId)).toMatchObject([
    { reason: "blocked", blamesUs: true, refusals: 1, againAt: action.until },
  ]);
  expect((await home.admin.suppressions.list({ contactId })).items).toEqual([]);
  expect((await home.admin.mailboxes.health({ mailboxId: home.mailboxId })).caps.usedToday).toBe(0);
  await world.advance(dayMs - 60_000);
  await world.drain();
  expect(asked(email)).toBe(1);
  await days(1);
  const [sent] = world.sink.to(email);
  const { items } = await home.admin.actions.list({ contactId });
  expect(items.map(({ step, state }) => [step, state])).toEqual([
    [1, "sent"],
    [1, "rejected"],
  ]);
  expect(items[0]?.messageId).not.toBe(action.messageId);
  await days(5);
  const [, followUp, ...more] = world.sink.to(email);
  expect(more).toEqual([]);
  // What was refused is in nobody's mailbox: a follow-up does not refer to it.
  expect(headerOf(followUp?.text ?? "", "References")).toBe(sent?.rfc822Id);
});

test("an address that is not there ends the sequence and is forbidden, as before", async () => {
  const email = "kim@nobody-there.co.uk";
  world.sink.expect(email, { does: "refuse", phase: "rcpt", code: 550, says: "5.1.1 no such user" });
  const { contactId, answer } = await enrolled(email);
  expect(await home.action(answer)).toMatchObject({
    state: "rejected",
    until: null,
    stoppedReason: "rejected at rcpt",
  });
  expect(await enrollments()).toMatchObject({ active: 0, held: 0, stopped: 1 });
  expect((await home.admin.suppressions.list({ contactId })).items.length).toBeGreaterThan(0);
  await days(3);
  expect(asked(email)).toBe(1);
});

test("it waits a day, three and a week; then the sequence ends by a reason of its own, and may be begun anew", async () => {
  const email = "kim@listed-for-long.co.uk";
  world.sink.expect(email, listed, listed, listed, listed);
  const { contactId } = await enrolled(email);
  await days(14);
  const told = await refusalsOf(contactId);
  expect(told.map((data) => data["refusals"])).toEqual([1, 2, 3, 4]);
  const events = (await home.admin.activities.list({ contactId, kind: "email_rejected" })).items.reverse();
  const waits = events.map(({ occurredAt, data }) => Date.parse(String(data["againAt"])) - Date.parse(occurredAt));
  expect(waits).toEqual([dayMs, 3 * dayMs, 7 * dayMs, Number.NaN]);
  expect(await enrollments()).toMatchObject({ active: 0, held: 0, stopped: 1 });
  expect(await enrollmentReason(contactId)).toBe("sender_blamed_to_the_end");
  const [last] = (await home.admin.actions.list({ contactId })).items;
  expect(last?.stoppedReason).toContain("refused 4 times, and the sequence ends here");
  await days(10);
  expect(asked(email)).toBe(4);
  const again = await home.enroll(contactId);
  expect(again.decision.outcome).toBe("allow");
  await world.drain();
  expect(world.sink.to(email)).toHaveLength(1);
});

test("who answers an earlier step while a later one waits gets nothing more", async () => {
  const email = "kim@answers-meanwhile.co.uk";
  const { contactId } = await enrolled(email);
  const [first] = world.sink.to(email);
  if (first === undefined) throw new Error("the first step was not sent");
  world.sink.expect(email, listed);
  for (let day = 0; day < 5 && asked(email) < 2; day += 1) await days(1);
  expect(await refusalsOf(contactId)).toHaveLength(1);
  await world.receive(reply(first, "Thanks, let me think about it."));
  await days(8);
  expect(asked(email)).toBe(2);
  expect(await enrollments()).toMatchObject({ held: 0, stopped: 1 });
});

test("a breaker that trips by the refusal holds the next try until a person arms it", async () => {
  const email = "kim@unauthenticated.co.uk";
  const unsigned = { ...listed, code: 550, says: "5.7.26 this mail is unauthenticated: DMARC" };
  world.sink.expect(email, unsigned);
  const { contactId } = await enrolled(email);
  const tripped = (await home.admin.breakers.list({})).items;
  expect(tripped.map(({ scope }) => scope)).toContain("mailbox");
  await days(3);
  expect(asked(email)).toBe(1);
  expect((await home.admin.actions.list({ contactId })).items[0]).toMatchObject({ step: 1, state: "deferred" });
  for (const { scope, key } of tripped) await home.admin.breakers.rearm({ scope, key, reason: "the key is published" });
  await days(2);
  expect(world.sink.to(email)).toHaveLength(1);
});

test("a filter's refusal rests the contact as well, and the step waits for both", async () => {
  const email = "kim@filtered.co.uk";
  world.sink.expect(email, { ...listed, code: 550, says: "5.7.1 blocked" });
  const { contactId } = await enrolled(email);
  expect(await refusalsOf(contactId)).toMatchObject([{ reason: "filtered", blamesUs: true }]);
  expect((await home.admin.holds.list({ contactId })).items).toHaveLength(1);
  await days(1);
  expect(asked(email)).toBe(1);
  await days(4);
  expect(world.sink.to(email).length).toBeGreaterThan(0);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
