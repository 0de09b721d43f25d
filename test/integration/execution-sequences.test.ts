import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { autoReply, headerOf, reply, report } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";

const dayMs = 86_400_000;

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
beforeEach(() => world.nextWorkday());
afterAll(() => world.close());

/** Somebody who got the first step. */
async function stepOneTo(email: string): Promise<{ readonly contactId: Id<"con">; readonly mail: Taken }> {
  const contactId = await home.contact({ email });
  expect(await home.enroll(contactId)).toMatchObject({ state: "queued" });
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
  return { contactId, mail };
}

async function days(count: number): Promise<void> {
  for (let day = 0; day < count; day += 1) {
    await world.nextWorkday();
    await world.drain();
  }
}

const stepsOf = async (contactId: Id<"con">) =>
  (await home.admin.actions.list({ contactId })).items.map(({ step, state }) => ({ step, state })).reverse();

test("the follow-up goes out after its delay, in the thread of the first message, and the sequence ends", async () => {
  const { contactId, mail } = await stepOneTo("kim@northwind.co.uk");
  await world.advance(2 * dayMs);
  await world.drain();
  expect(world.sink.to("kim@northwind.co.uk")).toHaveLength(1);
  await days(5);
  const [, second, ...more] = world.sink.to("kim@northwind.co.uk");
  expect(more).toEqual([]);
  expect(headerOf(second?.text ?? "", "References")).toBe(mail.rfc822Id);
  expect(await stepsOf(contactId)).toEqual([
    { step: 1, state: "sent" },
    { step: 2, state: "sent" },
  ]);
  const [sequence] = (await home.admin.sequences.list({})).items;
  expect(sequence?.enrollments).toMatchObject({ active: 0, finished: 1 });
});

test("a step reaches a contact once, also when somebody enrols them again after it ended", async () => {
  const { contactId } = await stepOneTo("kim@again.co.uk");
  await home.admin.enrollments.stop({ contactId, reason: "we will call instead" });
  await expect(home.enroll(contactId)).rejects.toMatchObject({ code: "conflict" });
  await days(8);
  expect(world.sink.to("kim@again.co.uk")).toHaveLength(1);
});

test("a reply stops the follow-up before anybody classified it", async () => {
  const { contactId, mail } = await stepOneTo("kim@fabrikam.co.uk");
  expect(await world.receive(reply(mail, "Thanks, let me think about it."))).toBe(250);
  await days(8);
  expect(world.sink.to("kim@fabrikam.co.uk")).toHaveLength(1);
  expect(await stepsOf(contactId)).toEqual([{ step: 1, state: "sent" }]);
});

test("a reply stops a step that is queued already, in the transaction that records it", async () => {
  const contactId = await home.contact({ email: "kim@queued.co.uk" });
  const answer = await home.enroll(contactId);
  const anyMail = world.sink.taken[0];
  if (anyMail === undefined) throw new Error("no mail yet");
  const letter = reply(anyMail, "Please call me instead", { from: "kim@queued.co.uk", withThread: false });
  expect(await world.receive(letter)).toBe(250);
  expect(await home.action(answer)).toMatchObject({ state: "cancelled", stoppedReason: "reply" });
  await days(2);
  expect(world.sink.to("kim@queued.co.uk")).toEqual([]);
});

describe("an absence", () => {
  test("holds the sequence, and it goes on when the date has passed", async () => {
    const { contactId, mail } = await stepOneTo("kim@adatum.co.uk");
    const back = new Date((await world.now()) + 9 * dayMs).toISOString().slice(0, 10);
    await world.receive(autoReply(mail, `I am out of the office until ${back}.`));
    await days(5);
    expect(world.sink.to("kim@adatum.co.uk")).toHaveLength(1);
    await days(8);
    expect(world.sink.to("kim@adatum.co.uk")).toHaveLength(2);
    expect(await stepsOf(contactId)).toEqual([
      { step: 1, state: "sent" },
      { step: 2, state: "sent" },
    ]);
  });

  test("announced twice, the second time for longer, still ends", async () => {
    const { mail } = await stepOneTo("kim@tailspin.co.uk");
    const until = async (count: number): Promise<string> =>
      new Date((await world.now()) + count * dayMs).toISOString().slice(0, 10);
    await world.receive(autoReply(mail, `I am out of the office until ${await until(4)}.`));
    await world.receive(autoReply(mail, `I am on vacation until ${await until(11)}.`, "On vacation"));
    await days(6);
    expect(world.sink.to("kim@tailspin.co.uk")).toHaveLength(1);
    await days(8);
    expect(world.sink.to("kim@tailspin.co.uk")).toHaveLength(2);
  });

  test("of somebody whose next step is queued holds that step and decides it again", async () => {
    const contactId = await home.contact({ email: "kim@wingtip.co.uk" });
    const answer = await home.enroll(contactId);
    const anyMail = world.sink.taken[0];
    if (anyMail === undefined) throw new Error("no mail yet");
    const away = (count: number) => ({
      ...reply(anyMail, `I am out of the office until ${new Date(count).toISOString().slice(0, 10)}.`, {
        from: "kim@wingtip.co.uk",
        withThread: false,
        subject: "Out of office",
        headers: ["Auto-Submitted: auto-replied"],
      }),
    });
    await world.receive(away((await world.now()) + 4 * dayMs));
    expect((await home.action(answer)).state).toBe("held");
    await world.receive(away((await world.now()) + 9 * dayMs));
    await days(5);
    expect(world.sink.to("kim@wingtip.co.uk")).toEqual([]);
    await days(3);
    expect(world.sink.to("kim@wingtip.co.uk")).toHaveLength(1);
  });
});

test("a step that falls due in a pause is held, and goes out when the pause is over", async () => {
  const { contactId } = await stepOneTo("kim@paused.co.uk");
  await home.approver.workspace.pause({ reason: "let us look" });
  await days(5);
  expect(await stepsOf(contactId)).toEqual([
    { step: 1, state: "sent" },
    { step: 2, state: "held" },
  ]);
  await home.admin.workspace.resume({ reason: "all is well" });
  await world.drain();
  expect(world.sink.to("kim@paused.co.uk")).toHaveLength(2);
});

test("a bounce for now holds the sequence for days; one for good ends it and suppresses the address", async () => {
  const full = await stepOneTo("kim@lamna.co.uk");
  await world.receive(report(full.mail, "failed", "4.2.2", "mailbox full"));
  const gone = await stepOneTo("kim@litware.co.uk");
  await world.receive(report(gone.mail, "failed", "5.1.1", "no such user"));
  await days(8);
  expect(world.sink.to("kim@lamna.co.uk")).toHaveLength(2);
  expect(world.sink.to("kim@litware.co.uk")).toHaveLength(1);
  const { items } = await home.admin.suppressions.list({ address: "kim@litware.co.uk" });
  expect(items.map((one) => one.reason)).toEqual(["hard_bounce"]);
});

test("a first step that is denied leaves nobody in the sequence", async () => {
  const contactId = await home.contact({ email: "hans@denied.de", country: "Germany" });
  expect(await home.enroll(contactId)).toMatchObject({ state: "denied" });
  expect(await home.enroll(contactId)).toMatchObject({ state: "denied" });
});

test("a proposal with a fault enrolls nobody", async () => {
  const before = (await home.admin.sequences.list({})).items[0]?.enrollments;
  const nobody = `con_${"0".repeat(25)}1` as const;
  const faulty = { contactId: nobody, sequenceId: home.sequenceId };
  const noTemplate = { templateId: `tpl_${"0".repeat(25)}1` } as const;
  await expect(home.admin.actions.propose(faulty)).rejects.toMatchObject({ document: { code: "not_found" } });
  const contactId = await home.contact({ email: "kim@context.co.uk" });
  await expect(home.propose(contactId, { draft: noTemplate })).rejects.toMatchObject({
    document: { code: "not_found" },
  });
  const { contextId } = await home.agent.context.get({ contactId });
  await expect(home.admin.actions.propose({ contactId, sequenceId: home.sequenceId, contextId })).rejects.toMatchObject(
    {
      document: { code: "conflict" },
    },
  );
  expect((await home.admin.sequences.list({})).items[0]?.enrollments).toEqual(before);
  expect(await home.enroll(contactId)).toMatchObject({ state: "queued" });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(world.failures).toEqual([]);
});
