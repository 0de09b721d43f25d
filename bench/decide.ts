import { performance } from "node:perf_hooks";
import type { App } from "../src/app.ts";
import { runSequencer } from "../src/audit/sequencer.ts";
import { newUuid } from "../src/kernel/ids.ts";
import { nextProposal, nextRound, type Stage } from "./decide-stage.ts";
import { serverCpuUs } from "./processor.ts";

/** How proposals are made: by so many clients, each with so many of them on the way at a time. */
export interface Manner {
  readonly name: string;
  readonly clients: number;
  readonly together: number;
}

/** Governed decisions against bare durable inserts, in interleaved rounds on one database. */
export interface DecideBench extends Manner {
  readonly decisionsPerSecond: number;
  readonly decisionMedianMs: number;
  readonly decisionP99Ms: number;
  readonly insertsPerSecond: number;
  readonly insertMedianMs: number;
  /** Decisions for each bare insert that the same clients make in the same time. */
  readonly ratio: number;
  /** Processor time of one decision, in microseconds: of this process, of the database, and of what calls, which is in the first. */
  readonly cpu: { readonly processUs: number; readonly serverUs: number | null; readonly callerUs: number };
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface DecideOptions {
  readonly rounds: number;
  readonly decideMs: number;
  readonly insertMs: number;
}

interface Sample {
  readonly count: number;
  readonly perSecond: number;
  readonly latencies: readonly number[];
  readonly processUs: number;
  readonly serverUs: number | null;
}

/** Runs the sequencer alongside, as it always does, for as long as something is measured. */
export async function withSequencer<T>(app: App, measure: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const sequencing = runSequencer({ ...app.resources, onError: (error) => console.error(error) }, stop.signal);
  try {
    return await measure();
  } finally {
    stop.abort();
    await sequencing;
  }
}

/**
 * Decides end to end: the operation's door, one batch per transaction, facts of the contact, policy, caps, decision, audit
 * record and queued dispatch, durable when it answers.
 */
export async function benchDecide(stage: Stage, manner: Manner, options: DecideOptions): Promise<DecideBench> {
  const [decided, inserted]: [Sample[], Sample[]] = [[], []];
  const outcomes = new Map<string, number>();
  await stage.app.resources.db.root.unsafe(
    "create table if not exists bench_bare (workspace_id uuid, id uuid, body text, primary key (workspace_id, id))",
  );
  for (let round = 0; round < options.rounds; round += 1) {
    inserted.push(await inserts(stage, manner.clients, options.insertMs));
    await nextRound(stage);
    decided.push(await propose(stage, manner, options.decideMs, outcomes));
  }
  const rate = (samples: readonly Sample[]): number => middle(samples.map((sample) => sample.perSecond));
  const latencies = (samples: readonly Sample[]): readonly number[] => samples.flatMap((sample) => sample.latencies);
  return {
    ...manner,
    decisionsPerSecond: Math.round(rate(decided)),
    decisionMedianMs: middle(latencies(decided)),
    decisionP99Ms: quantile(latencies(decided), 0.99),
    insertsPerSecond: Math.round(rate(inserted)),
    insertMedianMs: middle(latencies(inserted)),
    ratio: rate(decided) / rate(inserted),
    cpu: {
      processUs: each(decided, (sample) => sample.processUs) ?? 0,
      serverUs: each(decided, (sample) => sample.serverUs),
      callerUs: await callerUs(stage, manner),
    },
    outcomes: Object.fromEntries(outcomes),
  };
}

/** Proposes for so long in one manner, and says how long each proposal took. */
export function propose(stage: Stage, manner: Manner, forMs: number, outcomes: Map<string, number>): Promise<Sample> {
  return sample(stage, manner, forMs, async (client) => {
    const agent = stage.agents[client % stage.agents.length];
    if (agent === undefined) throw new Error("nobody proposes");
    const answer = await stage.app.invoker.call("actions.propose", nextProposal(stage), agent);
    const { outcome } = (answer as { decision: { outcome: string } }).decision;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
}

function inserts(stage: Stage, clients: number, forMs: number): Promise<Sample> {
  const { env, db } = stage.app.resources;
  const { workspaceId } = stage;
  const body = "x".repeat(200);
  return sample(stage, { name: "inserts", clients, together: 1 }, forMs, async () => {
    await db.root`insert into bench_bare values (${workspaceId}::uuid, ${newUuid(env)}::uuid, ${body})`;
  });
}

/** What the callers themselves cost: the same loop around a call that only comes back later. */
async function callerUs(stage: Stage, manner: Manner): Promise<number> {
  const { count, processUs } = await sample(stage, manner, 200, () => new Promise((resolve) => setImmediate(resolve)));
  return processUs / count;
}

/** So many clients, each with so many calls at a time, for so long. */
async function sample(
  stage: Stage,
  manner: Manner,
  forMs: number,
  call: (client: number) => Promise<void>,
): Promise<Sample> {
  const { root } = stage.app.resources.db;
  const latencies: number[] = [];
  const serverBefore = await serverCpuUs(root);
  const before = process.cpuUsage();
  const from = performance.now();
  const timed = async (client: number): Promise<void> => {
    const startedAt = performance.now();
    await call(client);
    latencies.push(performance.now() - startedAt);
  };
  const client = async (one: number): Promise<void> => {
    while (performance.now() - from < forMs)
      await Promise.all(Array.from({ length: manner.together }, () => timed(one)));
  };
  await Promise.all(Array.from({ length: manner.clients }, (_, one) => client(one)));
  const tookMs = performance.now() - from;
  const used = process.cpuUsage(before);
  const serverAfter = await serverCpuUs(root);
  return {
    count: latencies.length,
    perSecond: (latencies.length * 1_000) / tookMs,
    latencies,
    processUs: used.user + used.system,
    serverUs: serverBefore === null || serverAfter === null ? null : serverAfter - serverBefore,
  };
}

function each(samples: readonly Sample[], pick: (sample: Sample) => number | null): number | null {
  const used = samples.map(pick);
  const calls = samples.reduce((sum, { count }) => sum + count, 0);
  return used.includes(null) ? null : used.reduce<number>((sum, one) => sum + (one ?? 0), 0) / calls;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function middle(values: readonly number[]): number {
  return quantile(values, 0.5);
}
