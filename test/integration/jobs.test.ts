import { afterAll, beforeAll, expect, test } from "vitest";
import { systemEnv } from "../../src/kernel/env.ts";
import type { Id } from "../../src/kernel/ids.ts";
import {
  claimedJobs,
  enqueue,
  finishJobs,
  type Job,
  jobOutlook,
  type NewJob,
  returnJob,
} from "../../src/kernel/jobs.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

const env = { ...systemEnv(), now: () => Date.UTC(2026, 2, 3, 10) };
const hourMs = 3_600_000;

let held: TestDatabase;
let home: Id<"wsp">;
beforeAll(async () => {
  held = await testDatabase({ env });
});
afterAll(() => held.close());

const ask = (...jobs: readonly Partial<NewJob>[]): Promise<void> =>
  held.database.write(home, (tx) =>
    enqueue(
      env,
      tx,
      jobs.map((job) => ({ queue: "q", key: "k", payload: {}, ...job })),
    ),
  );
const take = (): Promise<readonly Job[]> => held.database.write(home, (tx) => claimedJobs(tx, ["q"], "worker", 32));
const finish = (jobs: readonly Job[]): Promise<void> => held.database.write(home, (tx) => finishJobs(tx, jobs));
const outlook = () => held.database.read(home, jobOutlook);

const fresh = async (): Promise<void> => {
  home = await held.workspace();
};

test("a key that waits is one job, however often it is asked for, also within one call", async () => {
  await fresh();
  await ask({ payload: { first: true } }, { payload: { second: true } });
  await ask({ payload: { third: true } });
  const jobs = await take();
  expect(jobs).toHaveLength(1);
  await finish(jobs);
  expect(await take()).toEqual([]);
});

test("a key that is asked for while it runs runs once more, at the time that was asked", async () => {
  await fresh();
  await ask({ payload: { round: 1 } });
  const jobs = await take();
  await ask({ payload: { round: 2 }, dueAt: env.now() + hourMs });
  await ask({ payload: { round: 3 }, dueAt: env.now() + 2 * hourMs });
  expect(await take()).toEqual([]);
  await finish(jobs);
  expect(await outlook()).toEqual({ busy: 0, nextDueAt: env.now() + hourMs, dead: 0 });
  await ask({ dueAt: env.now() });
  expect(await outlook()).toMatchObject({ nextDueAt: env.now() + hourMs });
});

test("a job that comes back after a failure keeps the wish to run again until it succeeded", async () => {
  await fresh();
  await ask({});
  const [job] = await take();
  if (job === undefined) throw new Error("nothing to do");
  await ask({ payload: { again: true } });
  await held.database.write(home, (tx) => returnJob(tx, job, 0, "try again", false));
  const retried = await take();
  expect(retried.map((one) => one.tries)).toEqual([2]);
  await finish(retried);
  const again = await take();
  expect(again).toMatchObject([{ tries: 1, payload: { again: true } }]);
  await finish(again);
  expect(await outlook()).toEqual({ busy: 0, nextDueAt: null, dead: 0 });
});

test("a worker that lost its lease finishes nothing", async () => {
  await fresh();
  await ask({});
  const slow = await take();
  await held.database.root`update job set lease_until = now() - interval '1 second' where workspace_id = ${home}`;
  const quick = await take();
  expect(quick.map((one) => one.tries)).toEqual([2]);
  await finish(slow);
  expect((await outlook()).busy).toBe(1);
  await finish(quick);
  expect((await outlook()).busy).toBe(0);
});
