import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AskJson } from "../../src/identity/enrich/port.ts";
import { askOn } from "../../src/identity/enrich/run-job.ts";
import { takeStep } from "../../src/identity/enrich/take-step.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { uuidFromId } from "../../src/kernel/ids.ts";
import { Transient } from "../../src/kernel/problem.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { givenProvider, knownContact, startRun, worked } from "../helpers/enrichment.ts";
import { eventually } from "../helpers/eventually.ts";
import { type IdentityWorld, identityWorld } from "../helpers/identity-world.ts";
import { sized } from "../helpers/size.ts";

let held: TestDatabase;
beforeAll(async () => {
  held = await testDatabase();
});
afterAll(() => held.close());

/** A world whose provider counts what it bills, and forgets some answers on the way. */
async function billedWorld(fate: (count: number) => "hit" | "miss" | "lost" | "down") {
  const world = await identityWorld(held);
  const bill = { asked: 0, owed: 0 };
  const askJson: AskJson = async () => {
    bill.asked += 1;
    const kind = fate(bill.asked);
    await new Promise((resolve) => setImmediate(resolve));
    if (kind === "down") return { kind: "unsent", says: "nobody there", isRefused: false };
    bill.owed += kind === "miss" ? 1 : 3;
    if (kind === "lost") return { kind: "lost", says: "cut off" };
    const body = kind === "miss" ? { found: false } : { found: true, claims: [{ field: "title", value: "T" }] };
    return { kind: "answered", status: 200, retryAfter: null, body: JSON.stringify(body) };
  };
  return { world: { ...world, deps: { ...world.deps, askJson } }, bill };
}

async function people(world: IdentityWorld, count: number): Promise<Id<"con">[]> {
  const ids: Id<"con">[] = [];
  for (let at = 0; at < count; at += 1)
    ids.push(await knownContact(world, { firstName: `F${at}`, lastName: `L${at}`, email: `p${at}@place${at}.co.uk` }));
  return ids;
}

const http = { url: "https://oracle.example.com/", keyHeader: "authorization" };
const price = { unit: "credit", hit: 3, miss: 1 };

const job = (world: IdentityWorld, runId: string) =>
  ({
    id: "job_1",
    workspaceId: world.workspaceId,
    queue: "q",
    key: runId,
    payload: { runId: uuidFromId(runId) },
    tries: 1,
  }) as unknown as Parameters<typeof askOn>[1];

test("caps hold under concurrency: whatever several runs ask at once, no more is owed than the day allows", async () => {
  const fates = fc.array(fc.constantFrom("hit", "miss", "lost", "down"), { minLength: 8, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      fates,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 40 }),
      async (fate, day, run) => {
        const { world, bill } = await billedWorld((count) => fate[count % fate.length] ?? "hit");
        const provider = await givenProvider(world, { http, price, caps: { day, run }, fields: ["title"] });
        const ids = await people(world, 12);
        const started = await Promise.allSettled(
          [0, 1, 2].map((at) => startRun(world, provider.id, ids.slice(at * 4, at * 4 + 4))),
        );
        const runs = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
        // Two workers at every run: one of them came back from the dead with an expired lease.
        await Promise.all(
          [...runs, ...runs].map((one) =>
            askOn(world.deps, job(world, one.id ?? "")).catch((error: unknown) => {
              if (!(error instanceof Transient)) throw error;
            }),
          ),
        );
        expect(bill.owed).toBeLessThanOrEqual(day);
        const [spend] = await held.database.root<{ spent: number }[]>`
        select coalesce(sum(spent), 0)::int as spent from enrichment_spend where provider_id = ${provider.id}`;
        expect(spend?.spent).toBeLessThanOrEqual(day);
        expect(spend?.spent).toBeGreaterThanOrEqual(bill.owed);
        const perRun = await held.database.root<{ spent: number }[]>`
        select spent from enrichment_run where provider_id = ${provider.id}`;
        for (const one of perRun) expect(one.spent).toBeLessThanOrEqual(run);
      },
    ),
    { numRuns: sized(6, 40) },
  );
});

test("a run that reaches a cap stops and says which, and what is not spent is given back", async () => {
  const { world, bill } = await billedWorld(() => "miss");
  const provider = await givenProvider(world, { http, price, caps: { day: 100, run: 7 }, fields: ["title"] });
  const run = await worked(world, await startRun(world, provider.id, await people(world, 20)));
  expect(run.state).toBe("stopped");
  expect(run.stopReason).toContain("cap for a run is reached, 7 credit");
  expect(run.spent).toBe(bill.owed);
  expect(run.spent).toBeGreaterThan(7 - price.hit);
  const [spend] = await held.database.root<{ spent: number }[]>`
    select spent from enrichment_spend where provider_id = ${provider.id}`;
  expect(spend?.spent).toBe(bill.owed);
});

test("a worker that was killed with questions in hand is followed by one that asks them again, and each counts once", async () => {
  const { world, bill } = await billedWorld(() => "hit");
  const provider = await givenProvider(world, { http, price, caps: { day: 100, run: 100 }, fields: ["title"] });
  const ids = await people(world, 5);
  const run = await startRun(world, provider.id, ids);
  const runId = uuidFromId(run.id ?? "");
  // Killed between taking in hand and asking.
  await held.database.write(world.workspaceId, (tx) => takeStep(world.deps, tx, runId));
  const after = await worked(world, run);
  expect(after).toMatchObject({ state: "done", answered: 5, claims: 5, waiting: 0 });
  // What had been reserved may have been owed: it stays counted.
  expect(after.spent).toBe(bill.owed + 5 * price.hit);
  const [observed] = await held.database.root<{ count: number }[]>`
    select count(*)::int as count from observation o join source_record r on r.workspace_id = o.workspace_id and r.id = o.record_id
     where o.workspace_id = ${world.workspaceId} and r.anchor_id is not null`;
  expect(observed?.count).toBe(5);
});

test("a provider is asked no faster than its rate", async () => {
  const { world } = await billedWorld(() => "hit");
  const provider = await givenProvider(world, {
    http,
    price,
    caps: { day: 100, run: 100 },
    fields: ["title"],
    ratePerMinute: 600,
  });
  const from = Date.now();
  await worked(world, await startRun(world, provider.id, await people(world, 12)));
  // 12 questions at 10 a second, of which 5 may go at once.
  expect(Date.now() - from).toBeGreaterThanOrEqual(600);
});

test("an answer that comes after its question was given to somebody else is not applied", async () => {
  const world = await identityWorld(held);
  const gates: ((title: string) => void)[] = [];
  const askJson: AskJson = async () => {
    const title = await new Promise<string>((resolve) => gates.push(resolve));
    const body = JSON.stringify({ found: true, claims: [{ field: "title", value: title }] });
    return { kind: "answered", status: 200, retryAfter: null, body };
  };
  const slow = { ...world, deps: { ...world.deps, askJson } };
  const provider = await givenProvider(slow, { http, price, caps: { day: 100, run: 100 }, fields: ["title"] });
  const [contactId] = await people(slow, 1);
  const run = await startRun(slow, provider.id, contactId === undefined ? [] : [contactId]);
  const asks = (): Promise<unknown> => askOn(slow.deps, job(slow, run.id ?? "")).catch((error: unknown) => error);
  const asked = (count: number) => eventually(() => expect(gates).toHaveLength(count));
  const first = asks();
  await asked(1);
  const second = asks();
  await asked(2);
  const titles = () => held.database.root<{ title: string | null }[]>`
    select title from contact where workspace_id = ${world.workspaceId}`;
  gates[0]?.("Too Late");
  await first;
  expect(await titles()).toEqual([{ title: null }]);
  gates[1]?.("In Time");
  await second;
  expect(await titles()).toEqual([{ title: "In Time" }]);
});
