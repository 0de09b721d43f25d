import type { Env } from "./env.ts";
import type { Id } from "./ids.ts";
import { claimedJobs, endLeases, finishJobs, type Job, leaseOwners, returnJob } from "./jobs.ts";
import { limits } from "./limits.ts";
import { Transient } from "./problem.ts";
import type { Database } from "./sql.ts";

/** Serves all jobs of one queue taken together; each must be safe to run twice. Returns the jobs that are done. */
export type JobHandler = (jobs: readonly Job[]) => Promise<readonly JobResult[]>;

/** The fate of one job: done, or failed with the error that says whether to try again. */
export interface JobResult {
  readonly job: Job;
  readonly error?: unknown;
}

export interface WorkerDeps {
  readonly env: Env;
  readonly db: Database;
  readonly owner: string;
  readonly handlers: ReadonlyMap<string, JobHandler>;
  readonly log: (event: string, fields: Record<string, unknown>) => void;
  /** How to wait for work; a plain sleep when left out. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const lookEveryMs = 2_000;

/** The name of a worker: host and process, so that a neighbour on the same host can tell when it is gone. */
export function workerName(host: string, pid: number, nonce: string): string {
  return `${host} ${pid} ${nonce}`;
}

/**
 * Ends the leases of workers of this host whose process is gone. A lease of another host, or of a process number that was
 * given out again, runs out by itself.
 */
async function takeOverFromTheDead(deps: WorkerDeps): Promise<void> {
  const [host] = deps.owner.split(" ");
  try {
    for (const workspaceId of await deps.db.workspaces()) {
      await deps.db.write(workspaceId, async (tx) => {
        const dead = (await leaseOwners(tx)).filter(
          (owner) => owner.split(" ")[0] === host && !isRunning(Number(owner.split(" ")[1])),
        );
        if (dead.length > 0) await endLeases(tx, dead);
      });
    }
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
    deps.log("worker.pause", { reason: error.message });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/**
 * Works until the signal. A round claims what is due in each workspace and does not wait for it: a mail server that hangs in
 * one workspace holds up neither the others nor the rest of its own, up to a number of batches in hand.
 */
export async function runWorker(deps: WorkerDeps, signal: AbortSignal): Promise<void> {
  const hands = emptyHands();
  let lookedAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted && hands.failures.length === 0) {
    if (deps.env.elapsedMs() - lookedAt > lookEveryMs) {
      lookedAt = deps.env.elapsedMs();
      await takeOverFromTheDead(deps);
    }
    const worked = await takeRound(deps, hands);
    if (worked === 0) await (deps.wait ?? deps.env.sleep)(limits.jobPollMs, signal);
  }
  await Promise.all(hands.batches);
  if (hands.failures.length > 0) throw hands.failures[0];
}

/** One round over all workspaces, done to the end; returns how many jobs were taken. */
export async function workOnce(deps: WorkerDeps): Promise<number> {
  const hands = emptyHands();
  const taken = await takeRound(deps, hands);
  await Promise.all(hands.batches);
  if (hands.failures.length > 0) throw hands.failures[0];
  return taken;
}

/** What a worker has in hand: batches that run, how many of each workspace, and failures that end the worker. */
interface Hands {
  readonly batches: Set<Promise<void>>;
  readonly countOf: Map<Id<"wsp">, number>;
  readonly failures: unknown[];
}

function emptyHands(): Hands {
  return { batches: new Set(), countOf: new Map(), failures: [] };
}

async function takeRound(deps: WorkerDeps, hands: Hands): Promise<number> {
  try {
    const queues = [...deps.handlers.keys()];
    let taken = 0;
    for (const workspaceId of await deps.db.workspaces()) {
      if ((hands.countOf.get(workspaceId) ?? 0) >= limits.jobBatchesMax) continue;
      const jobs = await deps.db.write(workspaceId, (tx) => claimedJobs(tx, queues, deps.owner, limits.jobClaimMax));
      if (jobs.length > 0) hold(deps, hands, workspaceId, jobs);
      taken += jobs.length;
    }
    return taken;
  } catch (error) {
    await pauseFor(deps, error);
    return 0;
  }
}

/** Runs a batch and counts it as in hand until each of its queues is settled. */
function hold(deps: WorkerDeps, hands: Hands, workspaceId: Id<"wsp">, jobs: readonly Job[]): void {
  const add = (count: number): void => {
    hands.countOf.set(workspaceId, (hands.countOf.get(workspaceId) ?? 0) + count);
  };
  const run = async (): Promise<void> => {
    try {
      const byQueue = Map.groupBy(jobs, (job) => job.queue);
      await Promise.all(
        [...byQueue].map(async ([queue, group]) => settle(deps, workspaceId, await runGroup(deps, queue, group))),
      );
    } catch (error) {
      // What could not be settled comes back when its lease ends.
      await pauseFor(deps, error).catch((failure: unknown) => hands.failures.push(failure));
    } finally {
      add(-1);
      hands.batches.delete(batch);
    }
  };
  add(1);
  const batch = run();
  hands.batches.add(batch);
}

/** Waits as long as the database asks; any other error is not ours to wait out. */
async function pauseFor(deps: WorkerDeps, error: unknown): Promise<void> {
  if (!(error instanceof Transient)) throw error;
  deps.log("worker.pause", { reason: error.message });
  await deps.env.sleep(error.retryAfterMs);
}

async function runGroup(deps: WorkerDeps, queue: string, jobs: readonly Job[]): Promise<readonly JobResult[]> {
  const handler = deps.handlers.get(queue);
  if (handler === undefined) throw new Error(`no handler for queue ${queue}`);
  try {
    return await handler(jobs);
  } catch (error) {
    return jobs.map((job) => ({ job, error }));
  }
}

async function settle(deps: WorkerDeps, workspaceId: Id<"wsp">, results: readonly JobResult[]): Promise<void> {
  if (results.length === 0) return;
  await deps.db.write(workspaceId, async (tx) => {
    await finishJobs(
      tx,
      results.filter((result) => result.error === undefined).map((result) => result.job),
    );
    for (const { job, error } of results) {
      if (error === undefined) continue;
      const isTransient = error instanceof Transient;
      const isFinal = !isTransient && job.tries >= limits.jobTriesMax;
      const pauseMs = isTransient ? error.retryAfterMs : Math.min(60_000, 200 * 2 ** job.tries);
      await returnJob(tx, job, pauseMs, error instanceof Error ? error.message : String(error), isFinal);
      deps.log(isFinal ? "job.dead" : "job.retry", {
        queue: job.queue,
        job: job.id,
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  });
}

/** Runs a handler per job, side by side; a failure of one is its own. */
export function eachJob(handle: (job: Job) => Promise<void>): JobHandler {
  return (jobs) =>
    Promise.all(
      jobs.map(async (job): Promise<JobResult> => {
        try {
          await handle(job);
          return { job };
        } catch (error) {
          return { job, error };
        }
      }),
    );
}
