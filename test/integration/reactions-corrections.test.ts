import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../../src/client/client.gen.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { oneClickUrl, reply } from "../helpers/letters.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

async function answered(name: string, text: string) {
  const email = `kim@${name}.co.uk`;
  const contactId = await home.contact({ email });
  await home.propose(contactId);
  await world.drain();
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error(`nothing was sent to ${email}`);
  await world.receive(reply(mail, text));
  const [inbound] = (await home.admin.inbound.list({ state: "all", contactId })).items;
  if (inbound === undefined) throw new Error("the reply was not recorded");
  return { contactId, mail, inboundId: inbound.id };
}

/** What still protects a contact and its account. */
async function protection(contactId: Id<"con">): Promise<readonly string[]> {
  const { accountId } = await home.admin.contacts.get({ contactId });
  const [suppressions, holds, accountHolds] = [
    await home.admin.suppressions.list({ contactId }),
    await home.admin.holds.list({ contactId }),
    await home.admin.holds.list({ accountId: accountId as Id<"acc"> }),
  ];
  return [
    ...new Set(suppressions.items.map(({ basis }) => basis)),
    ...holds.items.map(({ kind }) => kind),
    ...accountHolds.items.map(({ kind }) => `account ${kind}`),
  ];
}

type Verdict = Omit<Parameters<Client["replies"]["classify"]>[0], "inboundId">;

test("a wrong complaint is taken back by who may lift, with everything that it led to and a record of it", async () => {
  const { contactId, inboundId } = await answered("sarcasm", "This is spam. Ha, just joking: tell me more!");
  expect(await protection(contactId)).toEqual(["complaint_reply", "account complaint"]);
  const verdict: Verdict = { kind: "interested", evidence: "tell me more" };
  await home.admin.replies.classify({ inboundId, ...verdict });
  expect(await protection(contactId)).toEqual([]);
  const [event] = (await home.admin.activities.list({ contactId, kind: "reply_reclassified" })).items;
  expect(event?.data).toMatchObject({ before: "complaint", by: home.adminId, ...verdict });
  const [lifted] = (await home.admin.suppressions.list({ contactId, includeLifted: true })).items;
  expect(lifted?.lifted).toMatchObject({ by: home.adminId, reason: expect.stringContaining("interested") });
});

test("who may classify and not lift ends a hold of the contact, and nothing that is for good", async () => {
  const refusal = await answered("no-really", "Thanks, but we are not interested.");
  await home.approver.replies.classify({ inboundId: refusal.inboundId, kind: "question" });
  expect(await protection(refusal.contactId)).toEqual([]);
  const optOut = await answered("list-question", "Please remove me from your list.");
  await home.approver.replies.classify({ inboundId: optOut.inboundId, kind: "question" });
  expect(await protection(optOut.contactId)).toEqual(["reply"]);
});

test("an agent corrects nothing", async () => {
  const { inboundId, contactId } = await answered("agent-tries", "Please remove me from your list.");
  await expect(home.agent.replies.classify({ inboundId, kind: "interested" })).rejects.toMatchObject({
    code: "not_permitted",
  });
  expect(await protection(contactId)).toEqual(["reply"]);
});

test("what another mail or a click asked for stays, whatever becomes of one reply", async () => {
  const { inboundId, contactId, mail } = await answered("twice-said", "Please remove me from your list.");
  await fetch(oneClickUrl(mail), { method: "POST", body: "List-Unsubscribe=One-Click" });
  await home.admin.replies.classify({ inboundId, kind: "interested" });
  expect(await protection(contactId)).toEqual(["reply"]);
});

test("a threat stays until somebody says that it is none, and one that the rules missed is added", async () => {
  const { inboundId, contactId } = await answered("court", "Not interested. My lawyer will be in touch.");
  expect(await protection(contactId)).toContain("account threat");
  const read = () => home.admin.inbound.get({ inboundId });
  expect(await read()).toMatchObject({ severity: "threat", severityEvidence: expect.stringContaining("lawyer") });
  await home.admin.replies.classify({ inboundId, kind: "question" });
  expect(await protection(contactId)).toEqual(expect.arrayContaining(["threat", "account threat"]));
  await home.admin.replies.classify({ inboundId, kind: "question", severity: null });
  expect(await protection(contactId)).toEqual([]);
  expect(await read()).toMatchObject({ kind: "question", severity: null, severityEvidence: null });
  const missed = await answered("quiet-threat", "The penguins will know what to do with this.");
  await home.admin.replies.classify({ inboundId: missed.inboundId, kind: "complaint", severity: "threat" });
  expect(await protection(missed.contactId)).toEqual(expect.arrayContaining(["threat", "account threat"]));
  expect((await home.admin.activities.list({ contactId: missed.contactId, kind: "alert_raised" })).items).toHaveLength(
    1,
  );
});

test("the words pointed at have to be the reply's own", async () => {
  const { inboundId } = await answered("words", "Tell me more, please.");
  const verdict: Verdict = { kind: "interested", evidence: "never said" };
  await expect(home.admin.replies.classify({ inboundId, ...verdict })).rejects.toMatchObject({ code: "invalid_input" });
});

test("corrections are data: each line is one that `replies classify` reads, and names nobody's address", async () => {
  const { inboundId, contactId } = await answered("data", "Ask bo@data.co.uk, or call +44 20 7946 0958.");
  await home.admin.replies.classify({ inboundId, kind: "referral", evidence: "Ask bo@data.co.uk" });
  for (const name of ["more", "and-more"]) {
    const other = await answered(`data-${name}`, "What does it cost?");
    await home.admin.replies.classify({ inboundId: other.inboundId, kind: "interested" });
  }
  const pages = [];
  for (let after: string | null | undefined; after !== null; ) {
    const page = await home.admin.replies.labels({ limit: 2, ...(after === undefined ? {} : { after }) });
    pages.push(...page.items);
    after = page.next;
  }
  expect(pages.length).toBeGreaterThan(2);
  expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length);
  const line = pages.find(({ id }) => id === inboundId);
  expect(line).toMatchObject({
    body: "Ask somebody@example.invalid, or call [number].",
    headers: {},
    expect: { kind: "referral", class: "neutral" },
    evidence: "Ask somebody@example.invalid",
    judgedBy: home.adminId,
  });
  await home.admin.contacts.erase({ contactId, basis: "request", reference: "DSR-1" });
  const { items } = await home.admin.replies.labels({ limit: 500 });
  expect(items.map(({ id }) => id)).not.toContain(inboundId);
});
