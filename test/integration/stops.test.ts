import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Id } from "../../src/kernel/ids.ts";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import { fairlead } from "../helpers/command.ts";
import type { TestWorkspace } from "../helpers/given.ts";
import { reply } from "../helpers/letters.ts";

/** A workspace in which actions end in every way there is; what each is, is known from how it was made. */

let world: TestApp;
let home: TestWorkspace;
const made = new Map<string, { readonly id: Id<"act">; readonly contactId: Id<"con"> }>();
const ownWords = { subject: "A question of my own", body: "Hello,\n\nhow long does your month-end take?" };

/** How each action has to be counted: `how code rule`. */
const expected: Readonly<Record<string, string>> = {
  "hans@denied.de": "denied GEO_CONSENT geo.optin-only",
  "uta@denied.de": "denied GEO_CONSENT geo.optin-only",
  "dora@stopped.co.uk": "denied DNC dnc.contact",
  "quinn@stopped.co.uk": "denied DNC dnc.contact",
  "aiko@tokyo.co.jp": "waiting QUIET_HOURS hours.quiet",
  "ana@waiting.co.uk": "waiting NEW_MESSAGING approve.new-messaging",
  "rita@waiting.co.uk": "cancelled approval_rejected -",
  "bo@cancelled.co.uk": "cancelled cancelled -",
  "stan@cancelled.co.uk": "cancelled stopped_by_person -",
  "rene@cancelled.co.uk": "cancelled reply -",
  "gita@server.co.uk": "refused server_refused -",
  "lars@server.co.uk": "waiting server_put_off -",
  "sila@server.co.uk": "unknown unknown_send -",
};
const sent = ["kim@sent.co.uk", "lee@sent.co.uk"];

beforeAll(async () => {
  world = await openTestApp({ pace: 20 });
  home = await world.workspace();
  await sendOrFail();
  await keepWaiting();
  await stop();
});
afterAll(() => world.close());

async function proposed(email: string, country?: string, draft?: typeof ownWords) {
  const contactId = await home.contact({ email, ...(country === undefined ? {} : { country }) });
  const answer =
    draft === undefined ? await home.propose(contactId) : await home.agent.actions.propose({ contactId, draft });
  made.set(email, { id: answer.id, contactId });
  return { ...answer, contactId };
}

async function sendOrFail(): Promise<void> {
  world.sink.expect("gita@server.co.uk", { does: "refuse", phase: "rcpt", code: 550, says: "5.1.1 no such user" });
  world.sink.expect("lars@server.co.uk", { does: "refuse", phase: "rcpt", code: 451 });
  world.sink.expect("sila@server.co.uk", { does: "drop", phase: "dot" });
  for (const email of [...sent, "gita@server.co.uk", "lars@server.co.uk", "sila@server.co.uk"]) await proposed(email);
  await world.drain();
}

async function keepWaiting(): Promise<void> {
  await proposed("hans@denied.de", "Germany");
  await proposed("uta@denied.de", "Germany");
  await proposed("aiko@tokyo.co.jp", "Japan");
  await proposed("ana@waiting.co.uk", undefined, ownWords);
  const { approvalId } = await proposed("rita@waiting.co.uk", undefined, ownWords);
  if (approvalId === null) throw new Error("nobody was asked");
  await home.approver.approvals.reject({ approvalId });
}

async function stop(): Promise<void> {
  const dnc = await home.contact({ email: "dora@stopped.co.uk" });
  await home.admin.suppressions.create({ contactId: dnc });
  made.set("dora@stopped.co.uk", { id: (await home.propose(dnc)).id, contactId: dnc });
  const byHand = await proposed("bo@cancelled.co.uk");
  await home.admin.actions.cancel({ actionId: byHand.id, reason: "a duplicate" });
  const stopped = await proposed("stan@cancelled.co.uk");
  await home.admin.enrollments.stop({ contactId: stopped.contactId, reason: "asked on the phone" });
  const queued = await proposed("quinn@stopped.co.uk");
  await home.admin.suppressions.create({ contactId: queued.contactId });
  await replied("rene@cancelled.co.uk");
  await world.drain();
}

/** Somebody who answers the first mail while a second touch waits. */
async function replied(email: string): Promise<void> {
  const contactId = await home.contact({ email });
  await home.propose(contactId);
  sent.push(email);
  await world.drain();
  const { id } = await home.agent.actions.propose({ contactId, draft: ownWords });
  made.set(email, { id, contactId });
  const [mail] = world.sink.to(email);
  if (mail === undefined) throw new Error("the first mail was not sent");
  expect(await world.receive(reply(mail, "Sounds good, tell me more."))).toBe(250);
}

const told = (stop: { how: string; code: string | null; rule?: string | null }): string =>
  `${stop.how} ${stop.code} ${stop.rule ?? "-"}`;
const idOf = (email: string): Id<"act"> => made.get(email)?.id ?? "act_none";

describe("each action once, under what stops it last", () => {
  test("the list says of every action how it was stopped, and of nothing that was sent", async () => {
    const { items } = await home.admin.stops.list({ limit: 200 });
    const byId = new Map(items.map((item) => [item.id, told(item)]));
    const found = Object.fromEntries(Object.keys(expected).map((email) => [email, byId.get(idOf(email))]));
    expect(found).toEqual(expected);
    expect(items).toHaveLength(Object.keys(expected).length);
  });

  test.each(["code", "rule", "sequence"] as const)(
    "counted by %s, the rows add up to all that was not sent",
    async (by) => {
      for (const per of ["day", "week", "all"] as const) {
        const count = await home.admin.stops.count({ by, per });
        expect(count.total).toBe(Object.keys(expected).length);
        expect(count.notSent).toBe(count.total);
        expect(count).toMatchObject({ sent: sent.length, underWay: 0 });
      }
    },
  );

  test("each reason has the number of actions that were stopped for it, and a list of just these", async () => {
    const { rows } = await home.admin.stops.count({ by: "code", per: "all" });
    const byReason = Map.groupBy(Object.values(expected), (text) => text.split(" ").slice(0, 2).join(" "));
    expect(new Map(rows.map((row) => [told({ ...row, code: row.key }).slice(0, -2), row.actions]))).toEqual(
      new Map([...byReason].map(([reason, list]) => [reason, list.length])),
    );
    for (const row of rows) {
      const { items } = await home.admin.stops.list({ how: row.how, code: row.key ?? "" });
      expect(items, row.key ?? "").toHaveLength(row.actions);
    }
  });

  test("a contact, a rule and a time are filters; a wait is counted beside", async () => {
    const aiko = made.get("aiko@tokyo.co.jp");
    const own = await home.admin.stops.count({ contactId: aiko?.contactId ?? "con_none", per: "all" });
    expect(own.rows).toEqual([
      { period: null, how: "waiting", key: "QUIET_HOURS", actions: 1, contacts: 1, deferrals: 1 },
    ]);
    const byRule = await home.admin.stops.count({ rule: "geo.optin-only", per: "week" });
    expect(byRule).toMatchObject({ total: 2, rows: [{ period: "2026-03-02", actions: 2, contacts: 2 }] });
    expect(byRule.notSent).toBe(Object.keys(expected).length);
    const before = await home.admin.stops.count({ to: "2026-03-01T00:00:00.000Z" });
    expect(before).toMatchObject({ total: 0, notSent: 0, sent: 0, rows: [] });
  });

  test("a list is read to its end page by page, each action once", async () => {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await home.admin.stops.list({ limit: 4, ...(after === undefined ? {} : { after }) });
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(Object.keys(expected).length);
  });

  test("an end before the beginning is refused", async () => {
    await expect(
      home.admin.stops.count({ from: "2026-03-02T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" }),
    ).rejects.toMatchObject({ document: { code: "invalid_input" } });
  });
});

describe("explained", () => {
  const explain = (email: string) => home.admin.actions.explain({ actionId: idOf(email) });

  test("a denial names the policy with what it read, and what would have to change by whom", async () => {
    const told = await explain("hans@denied.de");
    expect(told).toMatchObject({ state: "denied", says: "mail to this country needs a recorded opt-in" });
    const [first] = told.checks;
    expect(first).toMatchObject({ policy: "geo.optin-only", result: "hit", objects: true, code: "GEO_CONSENT" });
    expect(first?.values).toMatchObject({ "contact.consent": "unknown", "contact.countries": ["DE"] });
    const change = told.stop?.changes.find(({ operation }) => operation === "consents.record");
    expect(change).toMatchObject({ scope: "consents:write", roles: ["admin", "operator"] });
    const { policies } = await home.admin.policy.get({});
    expect(told.checks.map(({ policy }) => policy).sort()).toEqual(policies.map(({ id }) => id).sort());
    const passed = told.checks.find(({ policy }) => policy === "dnc.contact");
    expect(passed).toMatchObject({ result: "pass", values: { "suppression.doNotContact": false }, changes: [] });
  });

  test("a wait says until when, an approval that a person decides, a stop what ended it", async () => {
    const later = await explain("aiko@tokyo.co.jp");
    expect(later.stop).toMatchObject({ how: "waiting", code: "QUIET_HOURS", until: later.decision?.until });
    expect(Date.parse(later.stop?.until ?? "")).toBeGreaterThan(await world.now());
    expect(later.deferrals).toBe(1);
    const asked = await explain("ana@waiting.co.uk");
    expect(asked.stop?.changes.map(({ operation }) => operation)).toContain("approvals.grant");
    const stopped = await explain("rene@cancelled.co.uk");
    expect(stopped).toMatchObject({ says: "the contact replied", stop: { code: "reply", rule: null } });
  });

  test("what was sent has no stop, and an id of nobody is not found", async () => {
    const { id } = made.get("kim@sent.co.uk") ?? { id: "act_none" as const };
    expect(await home.admin.actions.explain({ actionId: id })).toMatchObject({ says: "it was sent", stop: null });
    await expect(home.admin.actions.explain({ actionId: "act_01kch5zsfve3x8y1q4m7n2p5rt" })).rejects.toMatchObject({
      document: { code: "not_found" },
    });
  });

  test("the command line tells it in words", async () => {
    const given = ["--url", world.url, "--token", home.tokens.admin];
    const { code, out } = await fairlead(["policy", "explain", idOf("hans@denied.de"), ...given]);
    expect(code).toBe(0);
    expect(out).toContain("denied: mail to this country needs a recorded opt-in");
    expect(out).toMatch(/to change it: .*consents\.record; admin, operator/);
    expect(out).toMatch(/objects {2}geo\.optin-only GEO_CONSENT/);
    expect(out).toMatch(/pass +dnc\.contact/);
  });

  test("after an erasure the checks still stand, and what they read is withheld", async () => {
    const { contactId } = made.get("uta@denied.de") ?? { contactId: "con_none" as const };
    await home.admin.contacts.erase({ contactId, basis: "request" });
    const told = await explain("uta@denied.de");
    expect(told.checks[0]).toMatchObject({ policy: "geo.optin-only", result: "hit", values: null });
    expect((await home.admin.stops.count({ per: "all" })).notSent).toBe(Object.keys(expected).length);
  });
});
