import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { type Letter, reply, report } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const dayMs = 86_400_000;

async function writtenTo(email: string): Promise<{ readonly contactId: Id<"con">; readonly mail: Taken }> {
  const { contactId, mails } = await writtenOften(email, 1);
  return { contactId, mail: mails[0] as Taken };
}

/** Each of several mails to one person, days apart: what is said of one mail again is no second strike. */
async function writtenOften(
  email: string,
  times: number,
): Promise<{ readonly contactId: Id<"con">; readonly mails: readonly Taken[] }> {
  const contactId = await home.contact({ email });
  for (let time = 0; time < times; time += 1) {
    if (time > 0) await world.advance(4 * dayMs);
    await world.nextWorkday();
    await home.propose(contactId);
    await world.drain();
  }
  const mails = world.sink.to(email);
  if (mails.length !== times) throw new Error(`${mails.length} of ${times} were sent to ${email}`);
  return { contactId, mails };
}

/** The days that the contact still has to wait, and why it is forbidden for good. */
async function protection(contactId: Id<"con">) {
  const [now, holds, suppressions] = [
    await world.now(),
    await home.admin.holds.list({ contactId }),
    await home.admin.suppressions.list({ contactId }),
  ];
  return {
    days: holds.items.map(({ until }) => (until === null ? null : Math.round((Date.parse(until) - now) / dayMs))),
    reasons: [...new Set(suppressions.items.map(({ reason, basis }) => `${reason} ${basis}`))],
  };
}

/** A refusal for good in its code, with words that say no such thing. */
const doubtful = (mail: Taken): Letter => report(mail, "failed", "5.0.0", "mail delivery failed");

test("a doubtful bounce holds, a second one a day later forbids the address, and the record counts the strikes", async () => {
  const { contactId, mails } = await writtenOften("kim@twice.co.uk", 3);
  const [first, second, third] = mails as [Taken, Taken, Taken];
  await world.receive(doubtful(first));
  expect(await protection(contactId)).toEqual({ days: [3], reasons: [] });
  await world.advance(3_600_000);
  await world.receive(doubtful(first));
  expect(await protection(contactId)).toEqual({ days: [3], reasons: [] });
  await world.receive(doubtful(second));
  expect(await protection(contactId)).toEqual({ days: [6], reasons: [] });
  await world.advance(dayMs);
  await world.receive(doubtful(third));
  expect((await protection(contactId)).reasons).toEqual(["hard_bounce second_strike"]);
  const [one] = (await home.admin.suppressions.list({ contactId })).items;
  expect(one).toMatchObject({ scope: "address", evidence: { said: "undefined", strikes: 2 } });
});

test("what gets through starts the count anew", async () => {
  await world.nextWorkday();
  const { contactId, mails } = await writtenOften("kim@through.co.uk", 3);
  const [first, second, third] = mails as [Taken, Taken, Taken];
  await world.receive(doubtful(first));
  await world.advance(2 * dayMs);
  await world.receive(report(second, "delivered", "2.0.0", "delivered"));
  await world.advance(2 * dayMs);
  await world.receive(doubtful(second));
  expect(await protection(contactId)).toEqual({ days: [3], reasons: [] });
  await world.receive(reply(second, "Thanks, what does it cost?"));
  await world.advance(5 * dayMs);
  await world.receive(doubtful(third));
  expect(await protection(contactId)).toEqual({ days: [3], reasons: [] });
});

test("a block that blames us is an event and nothing else: the contact neither waits nor stops", async () => {
  await world.nextWorkday();
  const contactId = await home.contact({ email: "kim@blocks.co.uk" });
  await home.enroll(contactId);
  await world.drain();
  const [mail] = world.sink.to("kim@blocks.co.uk");
  if (mail === undefined) throw new Error("nothing was sent");
  const words = "550 5.7.1 rejected: your IP address is listed on a blocklist";
  await world.receive(report(mail, "failed", "5.7.1", words));
  expect(await protection(contactId)).toEqual({ days: [], reasons: [] });
  const events = (await home.admin.activities.list({ contactId, kind: "email_bounced" })).items;
  expect(events.map(({ data }) => data["reason"])).toEqual(["blocked"]);
  const sequence = (await home.admin.sequences.list({})).items.find(({ id }) => id === home.sequenceId);
  expect(sequence?.enrollments.active).toBe(1);
});

test("a report without our token pauses, however often it comes", async () => {
  await world.nextWorkday();
  const { contactId, mail } = await writtenTo("kim@forged.co.uk");
  const { raw } = report(mail, "failed", "5.1.1", "no such user here");
  const forged = {
    from: "",
    to: home.mailbox,
    raw: Buffer.from(raw.toString().replace(/^To: .*$/m, `To: ${home.mailbox}`)),
  };
  await world.receive(forged);
  await world.advance(2 * dayMs);
  await world.receive({
    ...forged,
    raw: Buffer.from(forged.raw.toString().replace("Message-ID: <", "Message-ID: <again")),
  });
  expect(await protection(contactId)).toEqual({ days: [3], reasons: [] });
});

test("a server that says no in the conversation is a strike like a report", async () => {
  await world.nextWorkday();
  const { contactId, mail } = await writtenTo("kim@at-the-door.co.uk");
  await world.receive(doubtful(mail));
  await world.advance(4 * dayMs);
  await world.nextWorkday();
  world.sink.expect(mail.to, { does: "refuse", phase: "rcpt", code: 550, says: "cannot deliver" });
  await home.propose(contactId);
  await world.drain();
  expect((await protection(contactId)).reasons).toEqual(["hard_bounce second_strike"]);
  const [event] = (await home.admin.activities.list({ contactId, kind: "email_rejected" })).items;
  expect(event?.data).toMatchObject({ permanence: "uncertain", reason: "undefined" });
});
