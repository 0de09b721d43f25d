import { afterAll, beforeAll, expect, test } from "vitest";
import { rebuildActivities } from "../../src/activity/rebuild.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { letter, reply } from "../helpers/letters.ts";

/** A mail that several may have written makes all of them wait, until a person says whose it is. */

let app: TestApp;
let home: TestWorkspace;

beforeAll(async () => {
  app = await openTestApp();
  home = await app.workspace();
});

afterAll(() => app.close());

/** Two people behind one mailbox. */
async function pair(email: string, company: string): Promise<readonly [`con_${string}`, `con_${string}`]> {
  await home.import([
    { id: `a ${email}`, email, first: "Ada", last: "Byron", company },
    { id: `b ${email}`, email, first: "Bob", last: "Crane", company },
  ]);
  const { items } = await home.admin.contacts.list({ q: email });
  const [ada, bob] = ["Ada", "Bob"].map((name) => items.find((one) => one.name.startsWith(name))?.id);
  if (ada === undefined || bob === undefined) throw new Error("the two are not two contacts");
  // Who shares an address may be one: until somebody says that they are not, nobody is written to.
  for (const { id } of (await home.admin.reviews.list({})).items)
    await home.admin.reviews.decide({ reviewId: id, decision: "different", reason: "two people, one desk" });
  return [ada, bob];
}

async function wrote(from: string, text: string): Promise<`inb_${string}`> {
  expect(await app.receive(letter({ from, to: home.mailbox }, ["Subject: hello"], text))).toBe(250);
  const [mail] = (await home.admin.inbound.list({ state: "all" })).items;
  if (mail === undefined) throw new Error("nothing was received");
  return mail.id;
}

const holdsOf = async (contactId: `con_${string}`) => (await home.admin.holds.list({ contactId })).items;
const kindsOf = async (contactId: `con_${string}`) =>
  (await home.admin.activities.list({ contactId })).items.map(({ kind }) => kind);
const threadOf = async (inboundId: `inb_${string}`) => {
  const [thread] = (await home.admin.threads.list({ inboundId })).items;
  if (thread === undefined) throw new Error("no thread");
  return home.admin.threads.get({ threadId: thread.id });
};

test("everybody whom a mail may be from waits, and is named with account and clues", async () => {
  const [ada, bob] = await pair("lind@pair.co.uk", "Pair Ltd");
  await home.propose(bob);
  await app.drain();
  const inboundId = await wrote("lind@pair.co.uk", "The blue one.");
  const { mayBeFrom } = await home.admin.inbound.read({ inboundId });
  expect(mayBeFrom).toHaveLength(2);
  expect(mayBeFrom).toEqual(
    expect.arrayContaining([
      { contactId: ada, name: "Ada Byron", accountName: "Pair Ltd", correlatedBy: ["sender"] },
      { contactId: bob, name: "Bob Crane", accountName: "Pair Ltd", correlatedBy: ["open_thread", "sender"] },
    ]),
  );
  const { messages } = await threadOf(inboundId);
  expect(messages.at(-1)).toMatchObject({ direction: "received", mayBeFrom, contactId: null, needsPerson: true });
  for (const contactId of [ada, bob]) expect(await holdsOf(contactId)).toMatchObject([{ kind: "unclassified_reply" }]);
});

test("a person names one: the mail is theirs, and the other no longer waits, on record", async () => {
  const [ada, bob] = await pair("lind@bound.co.uk", "Bound Ltd");
  const inboundId = await wrote("lind@bound.co.uk", "The red one.");
  await home.admin.replies.classify({ inboundId, kind: "not_interested", contactId: bob });
  expect(await holdsOf(ada)).toEqual([]);
  expect(await holdsOf(bob)).toMatchObject([{ kind: "negative", source: inboundId }]);
  expect(await threadOf(inboundId)).toMatchObject({ contactId: bob, name: "Bob Crane", unclassified: 0 });
  expect(await kindsOf(ada)).toEqual(["inbound_disclaimed", "inbound_ambiguous"]);
  expect(await kindsOf(bob)).toContain("reply_reclassified");
  await app.drain();
  const { items } = await home.admin.audit.list({ type: "hold.released" });
  expect(items.filter((one) => JSON.stringify(one).includes(ada))).toHaveLength(1);
  // What decisions read says so too: nothing of the mail is in the way of the one who did not write it.
  expect((await home.propose(ada)).decision).toMatchObject({ outcome: "allow", reasons: [] });
  expect((await home.propose(bob)).decision.outcome).not.toBe("allow");
  const report = await rebuildActivities(app.app.deps.activity, home.id, true);
  expect(report.differences).toEqual([]);
});

test("a hold that something else asked for as well stays", async () => {
  const [ada, bob] = await pair("lind@kept.co.uk", "Kept Ltd");
  await wrote("lind@kept.co.uk", "The green one.");
  const second = await wrote("lind@kept.co.uk", "The grey one.");
  await home.admin.replies.classify({ inboundId: second, kind: "neutral", contactId: bob });
  expect(await holdsOf(ada)).toMatchObject([{ kind: "unclassified_reply", source: null }]);
});

test("a wrong choice is mended by naming the other", async () => {
  const [ada, bob] = await pair("lind@mended.co.uk", "Mended Ltd");
  const inboundId = await wrote("lind@mended.co.uk", "The black one.");
  await home.admin.replies.classify({ inboundId, kind: "not_interested", contactId: ada });
  await home.admin.replies.classify({ inboundId, kind: "not_interested", contactId: bob });
  expect(await holdsOf(ada)).toEqual([]);
  expect(await holdsOf(bob)).toMatchObject([{ kind: "negative" }]);
  expect(await threadOf(inboundId)).toMatchObject({ contactId: bob });
  expect((await home.propose(ada)).decision).toMatchObject({ outcome: "allow", reasons: [] });
  expect(await rebuildActivities(app.app.deps.activity, home.id, true)).toMatchObject({ differences: [] });
});

test("somebody whom the mail did not stop is stopped when a person names them", async () => {
  const contactId = await home.contact({ email: "zoe@named.co.uk" });
  const enrolled = await home.enroll(contactId);
  const inboundId = await wrote("zoe.private@mail.example", "The white one, thanks.");
  expect((await home.admin.inbound.get({ inboundId })).candidates).toEqual([]);
  await home.admin.replies.classify({ inboundId, kind: "neutral", contactId });
  await app.drain();
  expect((await home.action(enrolled)).state).toBe("cancelled");
  expect(app.sink.to("zoe@named.co.uk")).toEqual([]);
});

test("a mail to one, from the address of another: both are named, each by the clue that is theirs", async () => {
  const ann = await home.contact({ email: "ann@shared.co.uk" });
  const ben = await home.contact({ email: "ben@shared.co.uk", first: "Ben" });
  await home.propose(ann);
  await app.drain();
  const [mail] = app.sink.to("ann@shared.co.uk");
  if (mail === undefined) throw new Error("nothing was sent");
  await app.receive(reply(mail, "She has left the room, the blue one.", { from: "ben@shared.co.uk" }));
  const [waiting] = (await home.admin.inbound.list({})).items;
  const { mayBeFrom } = await home.admin.inbound.read({ inboundId: waiting?.id ?? "inb_" });
  expect(mayBeFrom.map(({ contactId, correlatedBy }) => [contactId, correlatedBy])).toEqual([
    [ann, ["token", "references"]],
    [ben, ["sender"]],
  ]);
  await home.admin.replies.classify({ inboundId: waiting?.id ?? "inb_", kind: "question", contactId: ben });
  expect(await holdsOf(ann)).toEqual([]);
  // The answer goes to whom the person named.
  const draft = { subject: "Anything", body: "It costs 100." };
  const answersId = waiting?.id ?? "inb_";
  const answer = (contactId: `con_${string}`) =>
    home.admin.actions.propose({ contactId, purpose: "reply_in_thread", answersId, draft });
  expect((await answer(ben)).decision.outcome).toBe("needs_approval");
  await expect(answer(ann)).rejects.toMatchObject({ code: "conflict" });
});

test("nothing that went wrong was a bug of ours", () => {
  expect(app.failures).toEqual([]);
});
