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

const codes = (answer: Proposed): readonly string[] => answer.decision.reasons.map((reason) => reason.code);
const written = async (): Promise<unknown> =>
  world.db.root`
    select (select count(*)::int from suppression) as suppressions, (select sum(epoch)::int from gate) as epochs,
           (select count(*)::int from audit_entry) as records, (select count(*)::int from job where state < 2) as jobs`;

test("each row forbids by its key, at once and for whoever comes later with it", async () => {
  const known = await home.contact({ email: "ann@listed.co.uk" });
  const results = await takeRows(world, home, "suppressions", [
    { Email: "Ann@Listed.co.uk", Reason: "asked us by phone", Date: "2024-05-01" },
    { Domain: "banned.co.uk" },
    { Phone: "+44 20 7946 0958" },
    { Email: "unsub@later.co.uk", Reason: "unsubscribed" },
    { Email: "no address" },
    { Domain: "gmail.com" },
  ]);
  expect(results.map(({ outcome }) => outcome)).toEqual([
    "created",
    "created",
    "created",
    "created",
    "rejected",
    "rejected",
  ]);
  expect(codes(await home.propose(known))).toContain("DNC");
  const atDomain = await home.contact({ email: "bob@sub.banned.co.uk" });
  expect(codes(await home.propose(atDomain))).toContain("DOMAIN_SUPPRESSED");
  const later = await home.contact({ email: "Unsub+news@later.co.uk" });
  expect(codes(await home.propose(later))).toContain("UNSUBSCRIBED");
  const { items } = await home.admin.suppressions.list({ contactId: known });
  expect(items[0]).toMatchObject({
    basis: "import_list",
    source: expect.stringMatching(/^imp_/),
    evidence: { row: 2, since: "2024-05-01T00:00:00.000Z" },
  });
});

test("the same list again writes nothing at all", async () => {
  const rows = Array.from({ length: 50 }, (_, n) => ({ Email: `p${n}@again.co.uk`, Reason: n % 2 ? "complaint" : "" }));
  expect((await takeRows(world, home, "suppressions", rows)).every(({ outcome }) => outcome === "created")).toBe(true);
  await world.drain();
  const before = await written();
  const again = await takeRows(world, home, "suppressions", [...rows].reverse());
  expect(again.every(({ outcome }) => outcome === "unchanged")).toBe(true);
  expect(await written()).toEqual(before);
});

test("a list says nothing that lifts: what was forbidden before stays forbidden", async () => {
  const contactId = await home.contact({ email: "kim@kept.co.uk" });
  await home.admin.suppressions.create({ contactId, reason: "complaint" });
  const results = await takeRows(world, home, "suppressions", [
    { Email: "kim@kept.co.uk", Status: "subscribed" },
    { Email: "kim@kept.co.uk", Reason: "unsubscribed" },
  ]);
  expect(results.map(({ outcome }) => outcome)).toEqual(["rejected", "created"]);
  expect(codes(await home.propose(contactId))).toEqual(expect.arrayContaining(["COMPLAINT", "UNSUBSCRIBED"]));
});

test("what waits is decided again, and says why it was stopped", async () => {
  const queued = await home.propose(await home.contact({ email: "q@waiting.co.uk" }));
  const deferred = await home.propose(await home.contact({ email: "d@waiting2.co.uk", country: "Japan" }));
  const asked = await home.agent.actions.propose({
    contactId: await home.contact({ email: "a@waiting3.co.uk" }),
    draft: { subject: "My own words", body: "Hello there" },
  });
  expect([queued.state, deferred.state, asked.state]).toEqual(["queued", "deferred", "awaiting_approval"]);
  const before = world.sink.taken.length;
  await takeRows(world, home, "suppressions", [
    { Email: "q@waiting.co.uk" },
    { Domain: "waiting2.co.uk" },
    { Email: "A@waiting3.co.uk" },
  ]);
  await world.drain();
  for (const [answer, code] of [
    [queued, "DNC"],
    [deferred, "DOMAIN_SUPPRESSED"],
    [asked, "DNC"],
  ] as const) {
    const action = await home.action(answer);
    expect(action.state).toBe("denied");
    expect(action.reasons.map((reason) => reason.code)).toContain(code);
  }
  expect((await home.approver.approvals.list({})).items).toEqual([]);
  expect(world.sink.taken).toHaveLength(before);
});

test("a mail provider is forbidden only for somebody who means it, and then for everybody there", async () => {
  const contactId = await home.contact({ email: "some.body@gmail.com", company: "Acme Ltd", website: "acme.co.uk" });
  expect(codes(await home.propose(contactId))).not.toContain("DOMAIN_SUPPRESSED");
  const refused = await takeRows(world, home, "suppressions", [{ Domain: "gmail.com" }]);
  expect(refused[0]).toMatchObject({ outcome: "rejected", code: "shared_domain" });
  await expect(home.admin.suppressions.create({ domain: "gmail.com" })).rejects.toMatchObject({
    document: { code: "invalid_input" },
  });
  await expect(home.agent.suppressions.create({ domain: "gmail.com", confirm: true })).rejects.toMatchObject({
    document: { code: "invalid_input" },
  });
  await takeRows(world, home, "suppressions", [{ Domain: "gmail.com", Confirm: "yes" }]);
  expect(codes(await home.propose(contactId))).toContain("DOMAIN_SUPPRESSED");
});

test("nothing that went wrong was a bug of ours", () => expect(world.failures).toEqual([]));
