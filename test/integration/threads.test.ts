import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs, isoFromInstant } from "../../src/kernel/env.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { autoReply, headerOf, letter, reply } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";

let app: TestApp;
let home: TestWorkspace;

beforeAll(async () => {
  app = await openTestApp();
  home = await app.workspace();
});

afterAll(() => app.close());

/** Writes to somebody and answers with the mail that arrived. */
async function writtenTo(email: string): Promise<Taken> {
  await home.propose(await home.contact({ email }));
  await app.drain();
  const [mail] = app.sink.to(email);
  if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
  return mail;
}

async function answered(mail: Taken, text: string): Promise<void> {
  expect(await app.receive(reply(mail, text))).toBe(250);
  await app.drain();
}

const list = async (input: Parameters<TestWorkspace["admin"]["threads"]["list"]>[0] = {}) =>
  (await home.admin.threads.list(input)).items;
const threadOf = async (email: string) => {
  const [thread] = await list({ contactId: await home.contactOf(email) });
  if (thread === undefined) throw new Error(`no thread with ${email}`);
  return thread;
};

test("a reply opens a thread with both sides of the conversation, ours word for word", async () => {
  const mail = await writtenTo("kim@first.co.uk");
  const quoted = "> would a shorter month-end close help First Ltd?";
  await answered(
    mail,
    `What does it cost?\n\nOn Tue, 3 Mar 2026 at 10:00, Dana <${home.mailbox}> wrote:\n> Hello Kim,\n>\n${quoted}\n`,
  );
  const thread = await threadOf("kim@first.co.uk");
  expect(thread).toMatchObject({
    subject: `Re: ${headerOf(mail.text, "Subject")}`,
    name: "Kim Kimson",
    kind: "question",
    isHot: true,
    mailboxId: home.mailboxId,
    mails: 1,
    snippet: "What does it cost?",
  });
  expect(Date.parse(thread.dueAt ?? "") - Date.parse(thread.hotSince ?? "")).toBe(4 * hourMs);
  expect(await list({ inboundId: thread.lastInboundId })).toEqual([thread]);
  const { messages, isCut } = await home.admin.threads.get({ threadId: thread.id });
  expect(isCut).toBe(false);
  expect(messages.map((one) => one.direction)).toEqual(["sent", "received"]);
  const [ours, theirs] = messages;
  expect(ours).toMatchObject({ state: "sent", to: "kim@first.co.uk", from: home.mailbox });
  expect(ours?.text).toContain("would a shorter month-end close help First Ltd?");
  expect(theirs).toMatchObject({ text: "What does it cost?", kind: "question", abstained: false, severity: null });
  expect(theirs?.direction === "received" && theirs.quotedText).toContain(quoted);
});

test("what comes later is the same thread, by our message or by their own; an absence does not hide who waits", async () => {
  const mail = await writtenTo("lee@second.co.uk");
  await answered(mail, "Yes, I am interested.");
  const first = await threadOf("lee@second.co.uk");
  await app.receive(autoReply(mail, "I am out of the office until 9 March 2026."));
  await answered(mail, "What does it cost?");
  const thread = await threadOf("lee@second.co.uk");
  expect(thread).toMatchObject({ id: first.id, mails: 3, isHot: true, snippet: "What does it cost?" });
  const kinds = (await home.admin.threads.get({ threadId: thread.id })).messages.flatMap((one) =>
    one.direction === "received" ? [one.kind] : [],
  );
  expect(kinds).toEqual(["interested", "ooo", "question"]);
});

test("a mail of another contact that refers to a conversation is a conversation of its own", async () => {
  const mail = await writtenTo("ida@pair.co.uk");
  await home.contact({ email: "joe@pair.co.uk" });
  await app.receive(reply(mail, "Yes, I am interested."));
  const [theirs] = (await home.admin.inbound.list({ state: "all" })).items;
  const { head } = await home.admin.inbound.read({ inboundId: theirs?.id ?? "inb_" });
  const shared = head.find(({ name }) => name === "Message-ID")?.value ?? "";
  const from = { from: "joe@pair.co.uk", to: home.mailbox };
  await app.receive(letter(from, ["Subject: Fwd", `References: ${shared}`], "I saw this, the blue one."));
  expect((await threadOf("ida@pair.co.uk")).mails).toBe(1);
  expect(await list({ contactId: await home.contactOf("joe@pair.co.uk") })).toMatchObject([
    { mails: 1, subject: "Fwd" },
  ]);
});

test("a stranger's mail is a thread of its own and waits for a person", async () => {
  const from = "who@strange.example";
  await app.receive(letter({ from, to: home.mailbox }, ["Subject: hello there"], "The blue one."));
  const thread = (await list({ show: "unclassified" })).find((one) => one.fromAddress === from);
  expect(thread).toMatchObject({ contactId: null, name: null, unclassified: 1, isHot: false });
});

test("a person's verdict ends the waiting, names the contact, and sets the clock", async () => {
  const mail = await writtenTo("mia@third.co.uk");
  await answered(mail, "The blue one.");
  const before = await threadOf("mia@third.co.uk");
  expect(before).toMatchObject({ unclassified: 1, isHot: false });
  await home.admin.replies.classify({ inboundId: before.lastInboundId, kind: "interested" });
  expect(await threadOf("mia@third.co.uk")).toMatchObject({ unclassified: 0, isHot: true, kind: "interested" });
  await home.admin.replies.classify({ inboundId: before.lastInboundId, kind: "not_interested" });
  expect(await threadOf("mia@third.co.uk")).toMatchObject({
    unclassified: 0,
    isHot: false,
    hotSince: null,
    dueAt: null,
  });
});

test("a thread is given to a member, and mine are those given to me", async () => {
  const thread = await threadOf("lee@second.co.uk");
  expect(await list({ show: "mine" })).toEqual([]);
  await home.admin.threads.assign({ threadId: thread.id, assigneeId: home.adminId });
  expect((await list({ show: "mine" })).map((one) => one.id)).toEqual([thread.id]);
  expect((await list({ show: "unassigned" })).map((one) => one.id)).not.toContain(thread.id);
  expect((await home.approver.threads.list({ show: "mine" })).items).toEqual([]);
  const nobody = `usr_${home.adminId.slice(4, -4)}0000` as const;
  await expect(home.admin.threads.assign({ threadId: thread.id, assigneeId: nobody })).rejects.toMatchObject({
    code: "not_found",
  });
  await app.drain();
  const { items } = await home.admin.audit.list({ type: "reply.thread_assigned" });
  expect(items).toHaveLength(1);
});

test("a snoozed thread is away until its time and then on top of its kind, and a mail brings it back before", async () => {
  const thread = await threadOf("mia@third.co.uk");
  const isListed = async (show: "all" | "snoozed") => (await list({ show })).some((one) => one.id === thread.id);
  const until = isoFromInstant((await app.now()) + dayMs);
  await home.admin.threads.snooze({ threadId: thread.id, until });
  expect([await isListed("all"), await isListed("snoozed")]).toEqual([false, true]);
  await app.advance(dayMs);
  expect([await isListed("all"), await isListed("snoozed")]).toEqual([true, false]);
  expect((await list()).filter((one) => !one.isHot)[0]?.id).toBe(thread.id);
  await home.admin.threads.snooze({ threadId: thread.id, until: isoFromInstant((await app.now()) + dayMs) });
  const [mail] = app.sink.to("mia@third.co.uk");
  if (mail === undefined) throw new Error("no mail");
  await answered(mail, "Not interested, thanks.");
  expect([await isListed("all"), await isListed("snoozed")]).toEqual([true, false]);
  const past = isoFromInstant((await app.now()) - 1);
  await expect(home.admin.threads.snooze({ threadId: thread.id, until: past })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("pages hold every thread once, hot ones first, whatever the size of a page", async () => {
  for (let at = 0; at < 7; at += 1)
    await app.receive(letter({ from: `s${at}@many.example`, to: home.mailbox }, [`Subject: ${at}`], "The red one."));
  const whole = await list({ limit: 200 });
  expect(whole.length).toBeGreaterThan(9);
  const order = whole.map((one) => one.isHot);
  expect(order).toEqual([...order].sort((one, other) => Number(other) - Number(one)));
  const found: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await home.admin.threads.list({ limit: 2, ...(after === undefined ? {} : { after }) });
    found.push(...page.items.map((one) => one.id));
    if (page.next === null) break;
    after = page.next;
  }
  expect(found).toEqual(whole.map((one) => one.id));
  await expect(home.admin.threads.list({ after: "nonsense" })).rejects.toMatchObject({ code: "invalid_input" });
});

test("an agent reads threads and changes none", async () => {
  const thread = await threadOf("lee@second.co.uk");
  expect(await home.agent.threads.get({ threadId: thread.id })).toMatchObject({ id: thread.id });
  await expect(home.agent.threads.assign({ threadId: thread.id, assigneeId: null })).rejects.toMatchObject({
    code: "not_permitted",
  });
  await expect(home.agent.threads.snooze({ threadId: thread.id, until: null })).rejects.toMatchObject({
    code: "not_permitted",
  });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(app.failures).toEqual([]);
});
