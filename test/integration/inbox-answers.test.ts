import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { headerOf, reply } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";

let app: TestApp;
let home: TestWorkspace;

beforeAll(async () => {
  app = await openTestApp();
  home = await app.workspace();
});

afterAll(() => app.close());

async function asked(email: string): Promise<{ readonly first: Taken; readonly contactId: `con_${string}` }> {
  const contactId = await home.contact({ email });
  await home.propose(contactId);
  await app.drain();
  const [first] = app.sink.to(email);
  if (first === undefined) throw new Error("nothing was sent");
  await app.receive(reply(first, "What does it cost?"));
  await app.drain();
  return { first, contactId };
}

const answer = (contactId: `con_${string}`, more: object = {}) =>
  home.admin.actions.propose({
    contactId,
    purpose: "reply_in_thread",
    draft: { subject: "Anything", body: "It costs 100 a month." },
    ...more,
  });

async function approved(actionId: string): Promise<void> {
  const { items } = await home.approver.approvals.list({});
  const approval = items.find((one) => one.actionId === actionId);
  if (approval === undefined) throw new Error("nothing waits for approval");
  await home.approver.approvals.grant({ approvalId: approval.id, shownDigest: approval.shownDigest });
  await app.drain();
}

test("an answer is one in the conversation: it refers to the mail, keeps its subject and comes from its mailbox", async () => {
  const { first, contactId } = await asked("kim@answer.co.uk");
  const [thread] = (await home.admin.threads.list({ contactId })).items;
  const proposed = await answer(contactId);
  expect(proposed.decision.outcome).toBe("needs_approval");
  await expect(home.admin.approvals.list({})).resolves.toMatchObject({
    items: [{ message: { subject: `Re: ${headerOf(first.text, "Subject")}` } }],
  });
  await approved(proposed.id);
  const sent = app.sink.to("kim@answer.co.uk")[1];
  if (sent === undefined) throw new Error("the answer was not sent");
  const { items: mails } = await home.admin.inbound.list({ state: "all", contactId });
  expect(mails).toHaveLength(1);
  expect(headerOf(sent.text, "Subject")).toBe(`Re: ${headerOf(first.text, "Subject")}`);
  const theirs = headerOf(sent.text, "In-Reply-To");
  expect(theirs).toMatch(/^<[0-9a-f]+@buyer\.example>$/);
  expect(headerOf(sent.text, "References").split(/\s+/)).toEqual([first.rfc822Id, theirs]);
  expect(headerOf(sent.text, "From")).toContain(home.mailbox);
  const after = await home.admin.threads.get({ threadId: thread?.id ?? "thr_" });
  expect(thread).toMatchObject({ isHot: true, answeredAt: null });
  expect(after).toMatchObject({ isHot: false, dueAt: null, answeredAt: expect.any(String) });
  expect(after.messages.map((one) => one.direction)).toEqual(["sent", "received", "sent"]);
  // What they say to the answer belongs to the same conversation.
  await app.receive(reply(sent, "And for a year?"));
  expect(await home.admin.threads.list({ contactId })).toMatchObject({ items: [{ id: thread?.id, mails: 2 }] });
});

test("whoever writes an answer does not approve it", async () => {
  const { contactId } = await asked("lee@own.co.uk");
  const proposed = await answer(contactId);
  const { items } = await home.admin.approvals.list({});
  const approval = items.find((one) => one.actionId === proposed.id);
  await expect(
    home.admin.approvals.grant({ approvalId: approval?.id ?? "apr_", shownDigest: approval?.shownDigest ?? "" }),
  ).rejects.toMatchObject({ code: "not_permitted" });
});

test("an answer names the mail of its own contact, and only an answer names one", async () => {
  const kim = await home.contactOf("kim@answer.co.uk");
  const lee = await home.contactOf("lee@own.co.uk");
  const [mail] = (await home.admin.inbound.list({ state: "all", contactId: kim })).items;
  const answersId = mail?.id ?? "inb_";
  await expect(answer(lee, { answersId })).rejects.toMatchObject({ code: "conflict" });
  await expect(answer(kim, { answersId, purpose: "outreach" })).rejects.toMatchObject({ code: "invalid_input" });
  const nobody = `inb_${answersId.slice(4, -4)}0000`;
  await expect(answer(kim, { answersId: nobody })).rejects.toMatchObject({ code: "not_found" });
});

test("an answer to somebody who said no is refused, with the reason, and is seen in the thread", async () => {
  const { first, contactId } = await asked("mia@no.co.uk");
  await app.receive(reply(first, "No thanks, we are not interested."));
  const refused = await answer(contactId);
  expect(refused.decision).toMatchObject({ outcome: "deny" });
  const [thread] = (await home.admin.threads.list({ contactId })).items;
  const { messages } = await home.admin.threads.get({ threadId: thread?.id ?? "thr_" });
  const last = messages.at(-1);
  expect(last).toMatchObject({ direction: "sent", state: "denied" });
  expect(last?.direction === "sent" && last.reasons.map((one) => one.code)).toContain("REPLY_NOT_ANSWERABLE");
});

test("an answer that nobody knows of stops the clock, and starts it again when a person says that it was not sent", async () => {
  const { contactId } = await asked("ann@lost.co.uk");
  const clock = async () => (await home.admin.threads.list({ contactId })).items[0]?.dueAt;
  const dueAt = await clock();
  expect(dueAt).not.toBeNull();
  app.sink.expect("ann@lost.co.uk", { does: "drop", phase: "data" });
  const proposed = await answer(contactId);
  await approved(proposed.id);
  expect((await home.action(proposed)).state).toBe("unknown");
  expect(await clock()).toBeNull();
  await home.approver.sends.settle({ actionId: proposed.id, was: "not_sent", reason: "the server has no trace" });
  expect(await clock()).toBe(dueAt);
});

test("nothing that went wrong was a bug of ours", () => {
  expect(app.failures).toEqual([]);
});
