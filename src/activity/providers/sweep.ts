import { dayMs } from "../../kernel/env.ts";
import { enqueue, type Job } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";
import { forgetTold } from "../store/providers.ts";
import { type ProviderDeps, providerSweepQueue } from "./deps.ts";

/** Has old calls forgotten in a day; one sweep waits at a time. */
export async function scheduleSweep(deps: Pick<ProviderDeps, "env">, tx: Tx): Promise<void> {
  await enqueue(deps.env, tx, [{ queue: providerSweepQueue, key: "calls", payload: {}, dueAt: tx.now + dayMs }]);
}

/** Forgets calls that nobody repeats any more, by real time as they came. */
export async function sweepCalls(deps: Pick<ProviderDeps, "db" | "env">, job: Job): Promise<void> {
  const at = deps.env.wall();
  await deps.db.write(job.workspaceId, (tx) =>
    forgetTold(tx, at - limits.providerCallKeptMs, at - limits.providerEventKeptMs),
  );
}
