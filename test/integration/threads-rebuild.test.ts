import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildActivities } from "../../src/activity/rebuild.ts";
import { dayMs, isoFromInstant } from "../../src/kernel/env.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { autoReply, letter, reply } from "../helpers/letters.ts";
import type { Taken } from "../helpers/sink.ts";

/** Threads are made of mails, verdicts and answers: made again, they say the same, and a row that does not is found. */

let app: TestApp;
let home: TestWorkspace;

beforeAll(async () => {
  app = await openTestApp();
  home = await app.workspace();
});

afterAll(() => app.close());

const rebuild = (isCheck: boolean) => rebuildActivities(app.app.deps.activity, home.id, isCheck);

async function writtenTo(email: string): Promise<Taken> {
  await home.propose(await home.contact({ email }));
  await app.drain();
  const [mail] = app.sink.to(email);
  if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
  return mail;
}

async function asked(email: string): Promise<`con_${string}`> {
  await app.receive(reply(await writtenTo(email), "What does it cost?"));
  await app.drain();
  return home.contactOf(email);
}

async function answered(contactId: `con_${string}`): Promise<`act_${string}`> {
  const draft = { subject: "Anything", body: "It costs 100 a month." };
  const { id } = await home.admin.actions.propose({ contactId, purpose: "reply_in_thread", draft });
  const approval = (await home.approver.approvals.list({})).items.find((one) => one.actionId === id);
  if (approval === undefined) throw new Error("nothing waits for approval");
  await home.approver.approvals.grant({ approvalId: approval.id, shownDigest: approval.shownDigest });
  await app.drain();
  return id;
}

const threadOf = async (contactId: `con_${string}`) => {
  const [thread] = (await home.admin.threads.list({ contactId })).items;
  if (thread === undefined) throw new Error("no thread");
  return thread;
};

test("what the inbox shows of conversations is what a replay of their mails, verdicts and answers makes", async () => {
  const ann = await asked("ann@replayed.co.uk");
  await answered(ann);
  const bob = await asked("bob@replayed.co.uk");
  app.sink.expect("bob@replayed.co.uk", { does: "drop", phase: "data" });
  const lost = await answered(bob);
  await home.approver.sends.settle({ actionId: lost, was: "not_sent", reason: "the server has no trace" });
  const cat = await writtenTo("cat@replayed.co.uk");
  await app.receive(reply(cat, "Yes, I am interested."));
  await app.advance(60_000);
  await app.receive(autoReply(cat, "I am out of the office until 9 March 2026."));
  await app.advance(60_000);
  await app.receive(reply(cat, "The blue one."));
  const { lastInboundId } = await threadOf(await home.contactOf("cat@replayed.co.uk"));
  await home.admin.replies.classify({ inboundId: lastInboundId, kind: "not_interested" });
  await app.receive(letter({ from: "who@strange.example", to: home.mailbox }, ["Subject: hi"], "The red one."));
  const report = await rebuild(true);
  expect(report.differences).toEqual([]);
  expect(report.threads).toBe(4);
  expect(await threadOf(ann)).toMatchObject({ isHot: false, answeredAt: expect.any(String) });
  expect(await threadOf(bob)).toMatchObject({ isHot: true, answeredAt: null });
});

test("a row that is wrong is told by its thread and field, a check leaves it, and a rebuild mends it", async () => {
  const { id, ...right } = await threadOf(await home.contactOf("bob@replayed.co.uk"));
  await app.db.root`
    update thread set mails = 9, unclassified = 4, is_hot = false, hot_since = null, due_at = null
     where workspace_id = ${home.id} and id = ${id}`;
  const fields = ["mails", "unclassified", "isHot", "hotSince", "dueAt"];
  const names = fields.map((field) => `${field} of ${id}`).sort();
  const found = await rebuild(true);
  expect(found.differences.map(({ what }) => what).sort()).toEqual(names);
  expect(found.differences).toContainEqual({ what: `mails of ${id}`, replayed: 1, found: 9 });
  expect(found.mended).toEqual([]);
  expect((await threadOf(await home.contactOf("bob@replayed.co.uk"))).mails).toBe(9);
  const mended = await rebuild(false);
  expect(mended.mended.map(({ what }) => what).sort()).toEqual(names);
  expect(mended.differences).toEqual([]);
  expect(await threadOf(await home.contactOf("bob@replayed.co.uk"))).toEqual({ id, ...right });
  expect(await rebuild(true)).toMatchObject({ differences: [], mended: [] });
});

test("what only a person says of a thread is left as it is: whom it is given to, and until when it is put aside", async () => {
  const contactId = await home.contactOf("cat@replayed.co.uk");
  const { id } = await threadOf(contactId);
  const until = isoFromInstant((await app.now()) + dayMs);
  await home.admin.threads.assign({ threadId: id, assigneeId: home.adminId });
  await home.admin.threads.snooze({ threadId: id, until });
  await app.db.root`update thread set mails = mails + 1 where workspace_id = ${home.id} and id = ${id}`;
  expect(await rebuild(false)).toMatchObject({ mended: [{ what: `mails of ${id}` }], differences: [] });
  const [thread] = (await home.admin.threads.list({ show: "snoozed" })).items;
  expect(thread).toMatchObject({ id, assigneeId: home.adminId, snoozedUntil: until, mails: 3 });
  await home.admin.threads.snooze({ threadId: id, until: null });
  expect(await rebuild(true)).toMatchObject({ differences: [] });
});

test("a thread that no mail is in is told and left to a person", async () => {
  const { root } = app.db;
  await root`
    insert into thread (workspace_id, id, root, last_id, last_at, place_at, mails, unclassified, is_hot)
    select workspace_id, gen_random_uuid(), gen_random_uuid(), last_id, last_at, place_at, 1, 0, false
      from thread where workspace_id = ${home.id} limit 1`;
  const report = await rebuild(false);
  expect(report.mended).toEqual([]);
  expect(report.differences).toEqual([{ what: expect.stringMatching(/^mails of thr_/), replayed: 0, found: 1 }]);
  await root`
    delete from thread t where workspace_id = ${home.id}
       and not exists (select from inbound_message m where m.workspace_id = t.workspace_id and m.thread_id = t.id)`;
});

test("more threads and more mails of one thread than are looked at together change nothing", async () => {
  const { root } = app.db;
  const { id, lastInboundId } = await threadOf(await home.contactOf("bob@replayed.co.uk"));
  // A loop of mails in one thread, and many threads of one mail each.
  await root`
    insert into inbound_message
    select (jsonb_populate_record(m, jsonb_build_object(
             'id', gen_random_uuid(), 'source_key', 'copy ' || n, 'received_at', m.received_at + n * interval '1 second'))).*
      from inbound_message m cross join generate_series(1, 1100) as n
     where m.workspace_id = ${home.id} and m.id = ${lastInboundId}`;
  await root`
    with own as (select gen_random_uuid() as id, n from generate_series(1, 450) as n),
    placed as (
      insert into thread (workspace_id, id, root, last_id, last_at, place_at, mails, unclassified, is_hot)
      select ${home.id}, id, id, id, timestamptz 'epoch', timestamptz 'epoch', 7, 0, false from own)
    insert into inbound_message
    select (jsonb_populate_record(m, jsonb_build_object(
             'id', o.id, 'thread_id', o.id, 'source_key', 'own ' || o.n, 'message_id', null, 'contact_id', null))).*
      from inbound_message m cross join own o where m.workspace_id = ${home.id} and m.id = ${lastInboundId}`;
  const before = await rebuild(true);
  expect(before.differences).toContainEqual({ what: `mails of ${id}`, replayed: 1_101, found: 1 });
  expect(before.differences.filter(({ what, found }) => what.startsWith("mails of") && found === 7)).toHaveLength(450);
  expect(await rebuild(false)).toMatchObject({ threads: 454, differences: [] });
  expect(await rebuild(true)).toMatchObject({ threads: 454, differences: [], mended: [] });
  expect(await threadOf(await home.contactOf("bob@replayed.co.uk"))).toMatchObject({ mails: 1_101, isHot: true });
});

test("of an erased person what is left is compared, and nothing of it is a difference", async () => {
  await home.admin.contacts.erase({ contactId: await home.contactOf("cat@replayed.co.uk"), basis: "request" });
  expect(await rebuild(true)).toMatchObject({ differences: [] });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(app.failures).toEqual([]);
});
