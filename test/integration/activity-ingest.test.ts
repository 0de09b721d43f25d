import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { TestWorkspace } from "../helpers/given.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const at = "2026-01-05T10:00:00Z";
const ours = (sourceKey: string, more: Record<string, unknown>) => ({
  kind: "email_sent",
  occurredAt: at,
  sourceKey,
  ...more,
});
const outcomes = (answer: { readonly results: readonly { readonly outcome: string }[] }) =>
  answer.results.map(({ outcome }) => outcome);

test("good events are recorded once and bad ones come back by their index", async () => {
  const address = "ann@ingest.co.uk";
  const contactId = await home.contact({ email: address });
  const input = {
    shape: "fairlead" as const,
    events: [
      ours("a1", { address, data: { subject: "Hello" } }),
      ours("a2", { contactId, kind: "call_connected" }),
      ours("a1", { address }),
      ours("a1", { address, kind: "call_placed" }),
      ours("a3", { address: "nobody@ingest.co.uk" }),
      ours("a4", { address, occurredAt: "2044-01-05T10:00:00Z" }),
      { kind: "nonsense" },
    ],
  };
  const first = await home.admin.activities.ingest(input);
  expect(first).toMatchObject({ recorded: 2, duplicate: 1, ignored: 0, refused: 4 });
  expect(first.results.map(({ code }) => code)).toEqual([
    null,
    null,
    null,
    "other_event",
    "unknown_contact",
    "future_date",
    "unreadable",
  ]);
  const { items } = await home.admin.activities.list({ contactId });
  expect(items.map(({ kind }) => kind).sort()).toEqual(["call_connected", "email_sent"]);
  const again = await home.admin.activities.ingest(input);
  expect(again).toMatchObject({ recorded: 0, duplicate: 3, refused: 4 });
  expect(again.results[0]?.eventId).toBe(first.results[0]?.eventId);
  expect((await home.admin.activities.list({ contactId })).items).toHaveLength(2);
});

test("events of two sources are never the same", async () => {
  const address = "bob@ingest.co.uk";
  await home.contact({ email: address });
  const from = (source: string) =>
    home.admin.activities.ingest({ shape: "fairlead", source, events: [ours("b1", { address })] });
  expect(outcomes(await from("one"))).toEqual(["recorded"]);
  expect(outcomes(await from("two"))).toEqual(["recorded"]);
  expect(outcomes(await from("one"))).toEqual(["duplicate"]);
});

test.each([
  ["instantly", { event_type: "reply_received", timestamp: at, email_id: "<r@x.example>" }, "lead_email", "REPLIED"],
  ["instantly", { event_type: "lead_unsubscribed", timestamp: at }, "lead_email", "UNSUBSCRIBED"],
  ["smartlead", { event_type: "LEAD_UNSUBSCRIBED", event_timestamp: at }, "lead_email", "UNSUBSCRIBED"],
  ["instantly", { event_type: "lead_not_interested", timestamp: at }, "lead_email", "REPLIED"],
  [
    "cloudevents",
    { specversion: "1.0", id: "c1", source: "/x", type: "com.example.spam_complaint", time: at },
    "subject",
    "COMPLAINT",
  ],
] as const)("%s: what forbids or stops does so at once: %j", async (shape, event, field, code) => {
  const words = [shape, ...Object.values(event), "end"].join("-").toLowerCase();
  const email = `kim@${words.replaceAll(/[^a-z]+/g, "-")}.co.uk`;
  const contactId = await home.contact({ email });
  const answer = await home.propose(contactId);
  expect(answer.state).toBe("queued");
  expect(outcomes(await home.admin.activities.ingest({ shape, events: [{ ...event, [field]: email }] }))).toEqual([
    "recorded",
  ]);
  await world.drain();
  expect(await home.action(answer)).toMatchObject({ state: "cancelled", attempts: [] });
  const { decision } = await home.propose(contactId);
  expect(decision.reasons.map((reason) => reason.code)).toContain(code);
});

test("an opt-out of an address that nobody knows is kept for the day it is imported", async () => {
  const email = "later@ingest.co.uk";
  const events = [{ event_type: "lead_unsubscribed", timestamp: at, lead_email: email }];
  expect(outcomes(await home.admin.activities.ingest({ shape: "instantly", events }))).toEqual(["recorded"]);
  const { decision } = await home.propose(await home.contact({ email }));
  expect(decision.reasons.map((reason) => reason.code)).toContain("UNSUBSCRIBED");
});

test("a batch told twice at the same time is recorded once, and its text is in no record of the log", async () => {
  const address = "sue@ingest.co.uk";
  const contactId = await home.contact({ email: address });
  const events = Array.from({ length: 40 }, (_, n) => ours(`s${n}`, { address, data: { words: "Good\0 morning" } }));
  const answers = await Promise.all([1, 2, 3].map(() => home.admin.activities.ingest({ shape: "fairlead", events })));
  expect(answers.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(40);
  expect((await home.admin.activities.list({ contactId, limit: 100 })).items).toHaveLength(40);
  const leaves = await world.db.root<{ body: string }[]>`select body from audit_entry where body like '%activity.%'`;
  expect(leaves.map(({ body }) => body).join()).not.toMatch(/morning|sue@/);
});

test("no agent ingests", async () => {
  const call = home.agent.activities.ingest({ shape: "fairlead", events: [ours("x", {})] });
  await expect(call).rejects.toMatchObject({ code: "not_permitted" });
});
