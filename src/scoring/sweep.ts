import type { Id } from "../kernel/ids.ts";
import { enqueue, type Job, type NewJob } from "../kernel/jobs.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ScoringDeps, ScoringVerbDeps } from "./deps.ts";
import { rescore } from "./rescore.ts";

/** The queue of scoring work that is too wide for one transaction. */
export const sweepQueue = "scoring.sweep";

const chunk = 1_000;

/** Asks for all contacts to be scored anew, a chunk a job: after a new profile, or because time has passed. */
export async function sweepAll(deps: Pick<ScoringDeps, "env">, tx: Tx): Promise<void> {
  await enqueue(deps.env, tx, [sweepJob(null, null)]);
}

/** Asks for all contacts of these accounts to be scored anew: after signals about the accounts. */
export async function sweepAccounts(
  deps: Pick<ScoringDeps, "env">,
  tx: Tx,
  accountIds: readonly Id<"acc">[],
): Promise<void> {
  await enqueue(
    deps.env,
    tx,
    accountIds.map((accountId) => sweepJob(accountId, null)),
  );
}

/** Does one chunk and queues the next in the same transaction; safe to run twice. */
export async function runSweep(deps: ScoringVerbDeps, job: Job): Promise<void> {
  const accountId = (job.payload["accountId"] ?? null) as Id<"acc"> | null;
  const after = (job.payload["after"] ?? null) as Id<"con"> | null;
  await deps.db.write(job.workspaceId, async (tx) => {
    const ids =
      accountId === null
        ? await deps.contactsAfter(tx, after, chunk)
        : await deps.contactsOfAccounts(tx, [accountId], after, chunk);
    await rescore(deps, tx, ids);
    const last = ids.at(-1);
    if (ids.length === chunk && last !== undefined) await enqueue(deps.env, tx, [sweepJob(accountId, last)]);
  });
}

function sweepJob(accountId: Id<"acc"> | null, after: Id<"con"> | null): NewJob {
  return { queue: sweepQueue, key: `${accountId ?? "all"}:${after ?? "start"}`, payload: { accountId, after } };
}
