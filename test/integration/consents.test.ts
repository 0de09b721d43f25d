import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../helpers/app.ts";
import type { Proposed, TestWorkspace } from "../helpers/given.ts";
import { takeRows } from "../helpers/sink-rows.ts";

let world: TestApp;
let home: TestWorkspace;
beforeAll(async () => {
  world = await openTestApp();
  home = await world.workspace();
});
afterAll(() => world.close());

const dayMs = 86_400_000;
const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);
const daysFromNow = async (days: number): Promise<string> => new Date((await world.now()) + days * dayMs).toISOString();
const german = (email: string) => home.contact({ email, country: "Germany" });

test("an opt-in country refuses until consent is recorded, and again when it has ended", async () => {
  const contactId = await german("ann@opted.de");
  expect(codes(await home.propose(contactId))).toEqual(["GEO_CONSENT"]);
  const recorded = await home.admin.consents.record({
    contactId,
    channel: "email",
    state: "granted",
    basis: "consent",
    obtainedAt: await daysFromNow(-10),
    expiresAt: await daysFromNow(1),
    wording: "I agree to receive mail about month-end closing",
    evidence: "form 7, 203.0.113.9",
  });
  expect(recorded).toMatchObject({ isNew: true, inForce: "opt_in" });
  const allowed = await home.propose(contactId);
  expect(allowed.decision.outcome).toBe("allow");
  await home.admin.actions.cancel({ actionId: allowed.id, reason: "only asking" });
  await world.advance(2 * dayMs);
  expect(codes(await home.propose(contactId))).toContain("GEO_CONSENT");
  const listed = await home.admin.consents.list({ contactId });
  expect(listed).toMatchObject({
    inForce: "expired",
    items: [{ state: "granted", words: { wording: expect.stringContaining("month-end") } }],
  });
});

test("what is queued on a consent is not sent once that is taken back", async () => {
  const contactId = await german("kim@back.de");
  await home.admin.consents.record({
    contactId,
    channel: "email",
    state: "granted",
    basis: "consent",
    obtainedAt: await daysFromNow(-1),
  });
  const answer = await home.propose(contactId);
  expect(answer.state).toBe("queued");
  await home.admin.consents.record({ contactId, channel: "all", state: "withdrawn" });
  await world.drain();
  const action = await home.action(answer);
  expect(action).toMatchObject({ state: "denied", attempts: [] });
  expect(action.reasons.map((reason) => reason.code)).toEqual(
    expect.arrayContaining(["CONSENT_REFUSED", "GEO_CONSENT"]),
  );
  expect((await home.admin.consents.list({ contactId })).inForce).toBe("refused");
});

test("consent to calls, for another address or in another country does not permit mail here", async () => {
  const contactId = await german("lee@other.de");
  const given = { contactId, state: "granted", basis: "consent", obtainedAt: await daysFromNow(-1) } as const;
  await takeRows(world, home, "consents", [
    { Email: "lee.private@elsewhere.example.org", Channel: "email", Status: "granted", Date: await daysFromNow(-1) },
  ]);
  await home.admin.consents.record({ ...given, channel: "email", jurisdiction: "AT" });
  await expect(home.admin.consents.record({ ...given, channel: "phone" })).rejects.toMatchObject({
    document: { code: "invalid_input" },
  });
  expect(codes(await home.propose(contactId))).toEqual(["GEO_CONSENT"]);
  await home.admin.consents.record({ ...given, channel: "email", jurisdiction: "DE" });
  expect((await home.propose(contactId)).decision.outcome).toBe("allow");
});

test("a legitimate interest is no opt-in", async () => {
  const contactId = await german("jo@interest.de");
  const { inForce } = await home.admin.consents.record({
    contactId,
    channel: "email",
    state: "granted",
    basis: "legitimate_interest",
    obtainedAt: await daysFromNow(-1),
  });
  expect(inForce).toBe("legitimate_interest");
  expect(codes(await home.propose(contactId))).toEqual(["GEO_CONSENT"]);
});

test("an unsubscribe ends it for good: lifting that brings nobody's consent back", async () => {
  const contactId = await german("sam@unsub.de");
  const consent = { contactId, channel: "email", state: "granted", basis: "consent" } as const;
  await home.admin.consents.record({ ...consent, obtainedAt: await daysFromNow(-30) });
  expect((await home.admin.consents.list({ contactId })).inForce).toBe("opt_in");
  const { ids } = await home.admin.suppressions.create({ contactId, reason: "unsubscribed" });
  expect(codes(await home.propose(contactId))).toContain("UNSUBSCRIBED");
  for (const suppressionId of ids.slice(0, 1))
    await home.admin.suppressions.lift({ suppressionId, reason: "a mistake" });
  expect(codes(await home.propose(contactId))).toEqual(["GEO_CONSENT"]);
  await world.advance(1_000);
  await home.admin.consents.record({ ...consent, obtainedAt: await daysFromNow(0) });
  expect((await home.propose(contactId)).decision.outcome).toBe("allow");
});

test("it follows the address into whoever has it", async () => {
  await takeRows(world, home, "consents", [
    { Email: "later@follows.de", Channel: "email", Status: "opt-in", Date: "2026-01-01", Source: "Trade fair" },
  ]);
  const first = await home.contact({
    email: "later@follows.de",
    country: "Germany",
    id: "f1",
    first: "Max",
    last: "Later",
  });
  expect((await home.admin.consents.list({ contactId: first })).inForce).toBe("opt_in");
  await home.import(
    [{ email: "Later@follows.de", country: "Germany", id: "f2", first: "Max", last: "Later" }],
    "Another system",
  );
  const merged = await home.contactOf("later@follows.de");
  expect((await home.propose(merged)).decision.outcome).toBe("allow");
});

test("a file of consents is recorded once, and whatever is not plainly one is handed back", async () => {
  const rows = [
    { Email: "a@file.de", Channel: "email", Status: "granted", Date: "2026-01-01", "Consent text": "Yes please" },
    { Email: "b@file.de", Channel: "email", Status: "withdrawn" },
    { Email: "c@file.de", Channel: "email", Status: "pending", Date: "2026-01-01" },
    { Email: "d@file.de", Channel: "email", Status: "granted" },
    { Email: "e@file.de", Channel: "email", Status: "granted", Date: "2036-01-01" },
    { Email: "f@file.de", Channel: "email", Status: "granted", Date: "2026-01-01", "Legal basis": "Not applicable" },
  ];
  const first = await takeRows(world, home, "consents", rows);
  expect(first.map((result) => ("code" in result ? result.code : result.outcome))).toEqual([
    "created",
    "created",
    "unknown_state",
    "no_date",
    "future_date",
    "unknown_basis",
  ]);
  const [before] = await world.db
    .root`select count(*)::int as n, (select sum(epoch)::int from gate) as epochs from consent_event`;
  const again = await takeRows(world, home, "consents", rows.slice(0, 2));
  expect(again.map(({ outcome }) => outcome)).toEqual(["unchanged", "unchanged"]);
  const [after] = await world.db
    .root`select count(*)::int as n, (select sum(epoch)::int from gate) as epochs from consent_event`;
  expect(after).toEqual(before);
  const stored = await world.db.root`select * from consent_event`;
  expect(JSON.stringify(stored)).not.toMatch(/Yes please|a@file/);
  const leaves = await world.db.root<{ body: string }[]>`select body from audit_entry where body like '%consent.%'`;
  expect(leaves.map(({ body }) => body).join()).not.toMatch(/Yes please|a@file|203\.0\.113/);
});

test("an agent may read what is in force, and neither record it nor see its evidence", async () => {
  const contactId = await german("agent@reads.de");
  const consent = {
    contactId,
    channel: "email",
    state: "granted",
    basis: "consent",
    obtainedAt: await daysFromNow(-1),
    evidence: "203.0.113.9",
  } as const;
  await expect(home.agent.consents.record(consent)).rejects.toMatchObject({ document: { code: "not_permitted" } });
  await home.admin.consents.record(consent);
  const seen = await home.agent.consents.list({ contactId });
  expect(seen).toMatchObject({ inForce: "opt_in", items: [{ words: null, wordsDigest: expect.any(String) }] });
  expect(JSON.stringify(seen)).not.toContain("203.0.113.9");
});

test("nothing that went wrong was a bug of ours", () => expect(world.failures).toEqual([]));
