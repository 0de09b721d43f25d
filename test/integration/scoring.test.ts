import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, isoFromInstant } from "../../src/kernel/env.ts";
import { type Id, newId } from "../../src/kernel/ids.ts";
import { claimedJobs, finishJobs } from "../../src/kernel/jobs.ts";
import type { InputOf } from "../../src/kernel/operation.ts";
import type { Tx } from "../../src/kernel/sql.ts";
import { signalsRecord } from "../../src/scoring/contract.ts";
import { seedIcp } from "../../src/scoring/core/seed.ts";
import type { QueueDeps, ScoringVerbDeps } from "../../src/scoring/deps.ts";
import { scoreFactsFor } from "../../src/scoring/facts-for.ts";
import { publishIcp, publishSeed } from "../../src/scoring/publish.ts";
import { nextInQueue } from "../../src/scoring/queue.ts";
import { rescoreOnIdentity } from "../../src/scoring/react.ts";
import { getIcp, getScore } from "../../src/scoring/read.ts";
import { recordSignals } from "../../src/scoring/record.ts";
import { rescore } from "../../src/scoring/rescore.ts";
import { runSweep, sweepQueue } from "../../src/scoring/sweep.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import {
  admin,
  auditRecords,
  insertAccount,
  insertContact,
  mergeContact,
  subjectsFromTables,
  testVault,
} from "../helpers/people.ts";

const noon = Date.parse("2026-03-02T12:00:00Z");
let test1: TestDatabase;
let deps: ScoringVerbDeps;
let now = noon;

beforeAll(async () => {
  const { systemEnv } = await import("../../src/kernel/env.ts");
  test1 = await testDatabase({ env: { ...systemEnv(), now: () => now } });
  deps = { env: test1.env, db: test1.database, vault: testVault(), ...subjectsFromTables() };
});

afterAll(async () => {
  await test1.close();
});

const buyer = { title: "VP Sales", persona: "executive", country: "US" };

async function seeded(): Promise<Id<"wsp">> {
  const workspaceId = await test1.workspace();
  await deps.db.write(workspaceId, (tx) => publishSeed(deps, tx));
  return workspaceId;
}

function signals(list: readonly Record<string, unknown>[], source = "site"): InputOf<typeof signalsRecord> {
  return signalsRecord.input.parse({ source, signals: list });
}

async function sweepUntilDone(workspaceId: Id<"wsp">): Promise<number> {
  for (let rounds = 0; rounds < 50; rounds += 1) {
    const jobs = await deps.db.write(workspaceId, (tx) => claimedJobs(tx, [sweepQueue], "test", 32));
    if (jobs.length === 0) return rounds;
    for (const job of jobs) await runSweep(deps, job);
    await deps.db.write(workspaceId, (tx) => finishJobs(tx, jobs));
  }
  throw new Error("the sweep does not end");
}

test("publishing the same profile again changes nothing; another becomes the next version and scores everybody anew", async () => {
  const workspaceId = await seeded();
  const caller = admin(workspaceId);
  const contactId = await insertContact(deps.db, workspaceId, buyer);
  await sweepUntilDone(workspaceId);
  expect((await getScore(deps, { contactId }, caller)).fit).toBe(55);

  const again = await publishIcp(deps, { definition: seedIcp }, caller);
  expect(again).toMatchObject({ isNew: false, version: 1, isActive: true });
  const onlyTitle = { ...seedIcp, criteria: seedIcp.criteria.filter((clause) => clause.id === "function") };
  const next = await publishIcp(deps, { definition: onlyTitle }, caller);
  expect(next).toMatchObject({ isNew: true, version: 2 });
  await sweepUntilDone(workspaceId);
  expect(await getScore(deps, { contactId }, caller)).toMatchObject({ fit: 100, icpVersion: next.id });
  expect(await getIcp(deps, {}, caller)).toMatchObject({ version: 2, definition: onlyTitle });
  expect(await getIcp(deps, { version: 1 }, caller)).toMatchObject({ isActive: false, definition: seedIcp });
  await expect(getIcp(deps, { version: 3 }, caller)).rejects.toMatchObject({ code: "not_found" });
  expect((await auditRecords(deps.db, workspaceId)).map((record) => record.type)).toEqual([
    "icp.published",
    "icp.published",
  ]);
});

test("two publishers at once get two versions", async () => {
  const workspaceId = await seeded();
  const caller = admin(workspaceId);
  const published = await Promise.all(
    ["A", "B", "C"].map((name) => publishIcp(deps, { definition: { ...seedIcp, name } }, caller)),
  );
  expect(published.map((icp) => icp.version).sort()).toEqual([2, 3, 4]);
});

test("a signal scores its contact at once, counts once by its key, and leaves one record per batch", async () => {
  const workspaceId = await seeded();
  const caller = admin(workspaceId);
  const accountId = await insertAccount(deps.db, workspaceId, { industry: "COMPUTER_SOFTWARE", employees: 200 });
  const contactId = await insertContact(deps.db, workspaceId, { ...buyer, accountId });
  const occurredAt = isoFromInstant(noon - 21 * dayMs);
  const batch = signals([{ contactId, kind: "demo_request", occurredAt, key: "a" }]);
  expect(await recordSignals(deps, batch, caller)).toMatchObject({ recorded: 1, duplicates: 0 });
  expect(await recordSignals(deps, batch, caller)).toEqual({ recorded: 0, duplicates: 1, auditId: null });
  const score = await getScore(deps, { contactId }, caller);
  expect(score).toMatchObject({ fit: 100, intent: 30, route: "act", suggestedAction: "send_email" });
  expect(score.reasons.intent).toEqual([{ kind: "demo_request", count: 1, newestAt: occurredAt, points: 30 }]);
  const records = (await auditRecords(deps.db, workspaceId)).filter((record) => record.type === "signal.recorded");
  expect(records).toMatchObject([{ data: { count: 1, kinds: { demo_request: 1 } } }]);
});

test("a signal about an account reaches everybody there through the sweep", async () => {
  const workspaceId = await seeded();
  const caller = admin(workspaceId);
  const accountId = await insertAccount(deps.db, workspaceId, { industry: "Software", employees: 50 });
  const contactId = await insertContact(deps.db, workspaceId, { ...buyer, accountId });
  await recordSignals(
    deps,
    signals([{ accountId, kind: "funding", occurredAt: isoFromInstant(noon), key: "f" }]),
    caller,
  );
  await sweepUntilDone(workspaceId);
  expect((await getScore(deps, { contactId }, caller)).reasons.intent).toMatchObject([{ kind: "funding", points: 7 }]);
});

test("signals for strangers, from the future, or of Fairlead's own kinds are refused and leave nothing behind", async () => {
  const [workspaceId, elsewhere] = [await seeded(), await seeded()];
  const stranger = await insertContact(deps.db, elsewhere, buyer);
  const known = await insertContact(deps.db, workspaceId, buyer);
  const at = isoFromInstant(noon);
  await expect(
    recordSignals(
      deps,
      signals([
        { contactId: known, kind: "news", occurredAt: at, key: "1" },
        { contactId: stranger, kind: "news", occurredAt: at, key: "2" },
      ]),
      admin(workspaceId),
    ),
  ).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining(stranger) });
  const future = isoFromInstant(noon + dayMs);
  await expect(
    recordSignals(
      deps,
      signals([{ contactId: known, kind: "news", occurredAt: future, key: "1" }]),
      admin(workspaceId),
    ),
  ).rejects.toMatchObject({ code: "invalid_input", errors: [{ path: "/signals/0/occurredAt" }] });
  expect(() => signals([{ contactId: known, kind: "deal_won", occurredAt: at, key: "3" }])).toThrow();
  const [count] = await deps.db.root`select count(*)::int as n from signal where workspace_id = ${workspaceId}`;
  expect(count).toEqual({ n: 0 });
});

test("a merge brings the absorbed contact's signals along and takes its score away", async () => {
  const workspaceId = await seeded();
  const caller = admin(workspaceId);
  const [kept, absorbed] = [
    await insertContact(deps.db, workspaceId, buyer),
    await insertContact(deps.db, workspaceId, buyer),
  ];
  const at = isoFromInstant(noon);
  await recordSignals(deps, signals([{ contactId: absorbed, kind: "referral", occurredAt: at, key: "r" }]), caller);
  await mergeContact(deps.db, workspaceId, absorbed, kept);
  await deps.db.write(workspaceId, (tx) =>
    rescoreOnIdentity(deps)(tx, [{ type: "contact.merged", survivor: kept, absorbed: [absorbed] }]),
  );
  expect((await getScore(deps, { contactId: kept }, caller)).intent).toBe(40);
  await expect(getScore(deps, { contactId: absorbed }, caller)).rejects.toMatchObject({ code: "not_found" });
  // A late signal under the old id still finds the person.
  await recordSignals(deps, signals([{ contactId: absorbed, kind: "news", occurredAt: at, key: "n" }]), caller);
  expect((await getScore(deps, { contactId: kept }, caller)).intent).toBe(45);
});

test("history gains a row when a score changes, and none when only time passes", async () => {
  const workspaceId = await seeded();
  const contactId = await insertContact(deps.db, workspaceId, buyer);
  const run = () => deps.db.write(workspaceId, (tx) => rescore(deps, tx, [contactId]));
  await run();
  await run();
  await recordSignals(
    deps,
    signals([{ contactId, kind: "referral", occurredAt: isoFromInstant(noon), key: "r" }]),
    admin(workspaceId),
  );
  now = noon + 60 * dayMs;
  await run();
  now = noon;
  const rows = await deps.db.root`
    select intent from score_history where workspace_id = ${workspaceId} and contact_id = ${contactId} order by id`;
  expect(rows.map((row) => row["intent"])).toEqual([0, 40, 20]);
});

test("scoring a batch takes as many statements for two hundred contacts as for one", async () => {
  const workspaceId = await seeded();
  const accountId = await insertAccount(deps.db, workspaceId, { industry: "Software", employees: 50 });
  const ids: Id<"con">[] = [];
  for (let n = 0; n < 200; n += 1) ids.push(await insertContact(deps.db, workspaceId, { ...buyer, accountId }));
  const statementsFor = (contactIds: readonly Id<"con">[]): Promise<number> =>
    deps.db.write(workspaceId, async (tx) => {
      let count = 0;
      const sql = new Proxy(tx.sql, {
        apply: (target, self, args: unknown[]) => {
          count += 1;
          return Reflect.apply(target as never, self, args);
        },
      });
      await rescore(deps, { ...tx, sql } as Tx, contactIds);
      return count;
    });
  const one = await statementsFor(ids.slice(0, 1));
  expect(one).toBeGreaterThan(4);
  expect(await statementsFor(ids)).toBe(one);
  const facts = await deps.db.read(workspaceId, (tx) => scoreFactsFor(tx, ids));
  expect(facts.size).toBe(200);
});

test("the queue shows the best first, counts whom it leaves out, and pages to the end without losing anyone", async () => {
  const workspaceId = await seeded();
  const caller = admin(workspaceId);
  const accountId = await insertAccount(deps.db, workspaceId, { name: "Acme", industry: "Software", employees: 50 });
  const hot = await insertContact(deps.db, workspaceId, { ...buyer, accountId, name: "Hot" });
  const warm: Id<"con">[] = [];
  for (let n = 0; n < 5; n += 1) warm.push(await insertContact(deps.db, workspaceId, { ...buyer, accountId }));
  const customer = await insertAccount(deps.db, workspaceId, { industry: "Software", relation: "customer" });
  await insertContact(deps.db, workspaceId, { ...buyer, accountId: customer });
  await insertContact(deps.db, workspaceId, {});
  await sweepUntilDone(workspaceId);
  await recordSignals(
    deps,
    signals([{ contactId: hot, kind: "demo_request", occurredAt: isoFromInstant(noon), key: "d" }]),
    caller,
  );
  const [engaged, blocked] = [warm[1], warm[3]];
  if (engaged === undefined || blocked === undefined) throw new Error("expected five contacts");
  const queueDeps: QueueDeps = {
    db: deps.db,
    names: async (_tx, ids) =>
      new Map(ids.map((id) => [id, { name: id === hot ? "Hot" : "Warm", accountName: "Acme" }])),
    alreadyEngaged: async () => new Set([engaged]),
    blocked: async () => new Map([[blocked, "suppressed"]]),
  };
  const first = await nextInQueue(queueDeps, { limit: 2 }, caller);
  expect(first.items[0]).toMatchObject({ contactId: hot, route: "act", name: "Hot", accountName: "Acme" });
  if (first.next === null) throw new Error("expected a second page");
  const second = await nextInQueue(queueDeps, { limit: 10, after: first.next }, caller);
  expect(second.next).toBeNull();
  const shown = [...first.items, ...second.items].map((item) => item.contactId);
  expect(shown).toEqual([hot, ...warm.filter((id) => id !== engaged && id !== blocked).sort()]);
  const left = [first, second].map((page) => page.leftOut);
  expect(left.reduce((sum, one) => sum + one.engaged, 0)).toBe(1);
  expect(left.reduce((sum, one) => sum + (one.blocked["suppressed"] ?? 0), 0)).toBe(1);
  const onlyNurture = await nextInQueue(queueDeps, { limit: 10, route: "nurture" }, caller);
  expect(onlyNurture.items.map((item) => item.contactId)).not.toContain(hot);
  await expect(async () => nextInQueue(queueDeps, { limit: 2, after: "x'; drop" }, caller)).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("signals and versions cannot be changed by the app", async () => {
  const workspaceId = await seeded();
  if (!deps.db.hasSecondWall) return;
  const run = (statement: (tx: Tx) => Promise<unknown>) => deps.db.write(workspaceId, statement);
  await expect(run((tx) => tx.sql`update signal set strength = 1 where workspace_id = ${workspaceId}`)).rejects.toThrow(
    "permission denied",
  );
  await expect(run((tx) => tx.sql`delete from icp_version where workspace_id = ${workspaceId}`)).rejects.toThrow(
    "permission denied",
  );
  await expect(
    run((tx) => tx.sql`update score_history set fit = 1 where workspace_id = ${workspaceId}`),
  ).rejects.toThrow("permission denied");
});

test("a contact that does not exist has no score and says what to do", async () => {
  const workspaceId = await seeded();
  await expect(getScore(deps, { contactId: newId(deps.env, "con") }, admin(workspaceId))).rejects.toMatchObject({
    code: "not_found",
  });
});
