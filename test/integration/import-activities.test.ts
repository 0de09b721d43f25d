import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { sourceOf, takeRows } from "../helpers/sink-rows.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const dayMs = 86_400_000;
const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);
const daysAgo = async (days: number): Promise<string> => new Date((await world.now()) - days * dayMs).toISOString();
const kindsOf = async (contactId: `con_${string}`): Promise<readonly string[]> =>
  (await home.admin.activities.list({ contactId })).items.map((item) => item.kind);
const written = async (): Promise<unknown> =>
  world.db.root`
    select (select count(*)::int from activity_event) as events, (select count(*)::int from suppression) as suppressions,
           (select sum(epoch)::int from gate) as epochs, (select count(*)::int from audit_entry) as records,
           (select count(*)::int from cap_ledger) as touches`;

test("what other tools recorded is on the timeline when it happened, once", async () => {
  const contactId = await home.contact({ email: "ann@past.co.uk" });
  const source = sourceOf();
  const rows = [
    {
      Id: "1",
      event_type: "email_sent",
      timestamp: "2024-05-01T10:00:00Z",
      lead_email: "ann@past.co.uk",
      Subject: "Hello",
    },
    {
      Id: "2",
      "Activity type": "Call",
      "Activity date": "2024-05-03",
      Email: "Ann@Past.co.uk",
      "Call outcome": "Connected",
    },
    { Id: "3", "Activity type": "Meeting", "Activity date": "2024-05-09 14:00", "Contact ID": contactId },
    { Id: "4", event_type: "email_opened", timestamp: "2024-05-01T10:05:00Z", lead_email: "ann@past.co.uk" },
    { Id: "5", event_type: "email_sent", timestamp: "2024-05-01T10:00:00Z", lead_email: "nobody@unknown.co.uk" },
    { Id: "6", event_type: "email_sent", timestamp: "2044-05-01T10:00:00Z", lead_email: "ann@past.co.uk" },
  ];
  const results = await takeRows(world, home, "activities", rows, source);
  expect(results.map((result) => ("code" in result ? result.code : result.outcome))).toEqual([
    "created",
    "created",
    "created",
    "not_an_activity",
    "unknown_contact",
    "future_date",
  ]);
  const { items } = await home.admin.activities.list({ contactId });
  expect(items.map(({ kind, occurredAt }) => [kind, occurredAt])).toEqual([
    ["meeting_booked", "2024-05-09T14:00:00.000Z"],
    ["call_connected", "2024-05-03T00:00:00.000Z"],
    ["email_sent", "2024-05-01T10:00:00.000Z"],
  ]);
  expect(items[2]?.data).toMatchObject({ origin: "import", subject: "Hello", direction: "outbound" });
  const before = await written();
  const again = await takeRows(world, home, "activities", rows.slice(0, 3), source);
  expect(again.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged", "unchanged"]);
  expect(await written()).toEqual(before);
  const leaves = await world.db.root<{ body: string }[]>`select body from audit_entry where body like '%activity.%'`;
  expect(leaves.map(({ body }) => body).join()).not.toMatch(/Hello|past\.co\.uk/);
});

test.each([
  ["an opt-out", { event_type: "lead_unsubscribed" }, "UNSUBSCRIBED"],
  ["a complaint", { event_type: "email.complained" }, "COMPLAINT"],
  ["a dead mailbox", { event_type: "email_bounced" }, "HARD_BOUNCE"],
  [
    "an answer that asks to be left alone",
    { event_type: "LEAD_CATEGORY_UPDATED", Category: "Do Not Contact" },
    "UNSUBSCRIBED",
  ],
  ["a reply", { event_type: "reply_received" }, "REPLIED"],
] as const)("%s of long ago stops and forbids like a live one", async (name, row, code) => {
  const email = `kim@${name.replaceAll(" ", "-")}.co.uk`;
  const contactId = await home.contact({ email });
  const answer = await home.propose(contactId);
  expect(answer.state).toBe("queued");
  await takeRows(world, home, "activities", [{ ...row, timestamp: "2023-05-01T10:00:00Z", lead_email: email }]);
  await world.drain();
  expect(await home.action(answer)).toMatchObject({ state: "cancelled", attempts: [] });
  expect(codes(await home.propose(contactId))).toContain(code);
});

test("an id of a system is looked up in that system; only one that is unique in the world may come from another", async () => {
  const people = [
    "Id,First Name,Last Name,Email",
    "101,Ann,Short,ann@ids.co.uk",
    "003xx000004TmiQAAS,Bob,Long,bob@ids.co.uk",
  ];
  const { source } = await home.admin.imports.create({
    filename: "crm.csv",
    sourceName: "Our CRM",
    content: people.join("\n"),
  });
  const called = (WhoId: string, n: number) => ({ Id: `${n}`, Type: "Call", "Activity date": "2024-05-01", WhoId });
  const rows = [called("101", 1), called("003xx000004TmiQAAS", 2)];
  const codesOf = async (from: typeof source) =>
    (await takeRows(world, home, "activities", rows, from)).map((one) => ("code" in one ? one.code : one.outcome));
  expect(await codesOf(sourceOf("Another CRM"))).toEqual(["unknown_contact", "created"]);
  expect(await codesOf(source)).toEqual(["created", "created"]);
});

test("on a mailbox of several people a reply stops all of them, and anything else is handed back", async () => {
  const shared = { email: "office@shared.co.uk", company: "Shared Ltd", website: "shared.co.uk" };
  await home.import([
    { ...shared, id: "s1", first: "Ann", last: "Oakley" },
    { ...shared, id: "s2", first: "Robert", last: "Quist" },
  ]);
  const people = (await home.admin.contacts.list({ q: "shared" })).items.map(({ id }) => id);
  expect(people).toHaveLength(2);
  const row = (type: string) => ({ event_type: type, timestamp: "2024-05-01T10:00:00Z", lead_email: shared.email });
  const results = await takeRows(world, home, "activities", [row("email_sent"), row("reply_received")]);
  expect(results.map((one) => ("code" in one ? one.code : one.outcome))).toEqual(["ambiguous_contact", "created"]);
  for (const contactId of people) expect(codes(await home.propose(contactId))).toContain("REPLIED");
});

test("what forbids is kept for an address that nobody has yet", async () => {
  const rows = [{ event_type: "lead_unsubscribed", timestamp: "2023-05-01T10:00:00Z", lead_email: "new@notyet.co.uk" }];
  expect(await takeRows(world, home, "activities", rows)).toEqual([{ outcome: "created" }]);
  expect(codes(await home.propose(await home.contact({ email: "new@notyet.co.uk" })))).toContain("UNSUBSCRIBED");
});

test("an old reply starts nothing: no task, no meeting, no hold that ends, nobody enrolled again", async () => {
  const contactId = await home.contact({ email: "jo@old.co.uk" });
  const tasksBefore = (await home.admin.tasks.list({})).items.length;
  await takeRows(world, home, "activities", [
    { event_type: "lead_interested", timestamp: "2023-05-01T10:00:00Z", lead_email: "jo@old.co.uk" },
    { event_type: "lead_meeting_booked", timestamp: "2023-05-02T10:00:00Z", lead_email: "jo@old.co.uk" },
    { event_type: "lead_out_of_office", timestamp: "2023-05-03T10:00:00Z", lead_email: "jo@old.co.uk" },
  ]);
  await world.drain();
  expect((await home.admin.tasks.list({})).items).toHaveLength(tasksBefore);
  expect((await home.admin.meetings.list({})).items).toEqual([]);
  expect((await home.admin.holds.list({ contactId })).items).toEqual([]);
  expect((await home.admin.outcomes.list({ contactId })).items).toEqual([]);
  expect(await kindsOf(contactId)).toEqual(["auto_reply", "meeting_booked", "email_replied"]);
  expect(codes(await home.propose(contactId))).toEqual(["REPLIED"]);
});

test("a no of last month is still a no", async () => {
  const contactId = await home.contact({ email: "lee@no.co.uk" });
  await takeRows(world, home, "activities", [
    { event_type: "lead_not_interested", timestamp: await daysAgo(30), lead_email: "lee@no.co.uk" },
  ]);
  expect(codes(await home.propose(contactId))).toEqual(expect.arrayContaining(["NEGATIVE_COOLOFF", "REPLIED"]));
});

test("touches of other tools count under the caps while they are recent", async () => {
  const sent = (email: string, at: string) => ({ event_type: "email_sent", timestamp: at, lead_email: email });
  const often = await home.contact({ email: "sam@often.co.uk" });
  const once = await home.contact({ email: "max@once.co.uk" });
  const long = await home.contact({ email: "eva@long.co.uk" });
  await takeRows(world, home, "activities", [
    sent("sam@often.co.uk", await daysAgo(6)),
    sent("sam@often.co.uk", await daysAgo(3)),
    sent("max@once.co.uk", await daysAgo(1)),
    sent("eva@long.co.uk", await daysAgo(40)),
    sent("eva@long.co.uk", await daysAgo(41)),
  ]);
  expect(codes(await home.propose(often))).toContain("CAP_CONTACT");
  expect(codes(await home.propose(once))).toContain("SPACING");
  expect((await home.propose(long)).decision.outcome).toBe("allow");
});

test("nothing that went wrong was a bug of ours", () => expect(world.failures).toEqual([]));
