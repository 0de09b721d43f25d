import { z } from "zod";
import { idSchema, uuidFromId } from "../../kernel/ids.ts";
import { claimedJob, enqueue, extendLease, finishJobs, type Job } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller } from "../../kernel/operation.ts";
import { Transient } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { bulkById } from "../store/bulk.ts";
import { changeChunk } from "./change-chunk.ts";
import { restoreChunk } from "./restore-chunk.ts";

/** The queue of bulk changes that take longer than a request. */
export const bulkQueue = "identity.bulk";

const bulkJob = z.object({ bulkId: idSchema("blk") });
type BulkId = z.output<typeof bulkJob>["bulkId"];

/** Has a bulk change done, or taken back, by whoever is free. */
export async function enqueueBulk(deps: IdentityDeps, tx: Tx, bulkId: BulkId): Promise<void> {
  await enqueue(deps.env, tx, [{ queue: bulkQueue, key: bulkId, payload: { bulkId } }]);
  tx.afterCommit(() => deps.kick?.(tx.workspaceId));
}

/** Serves the job of a bulk change: goes on where it was left, a chunk a transaction, each of which keeps hold of the job. */
export async function runBulkJob(deps: IdentityDeps, job: Job): Promise<void> {
  const bulkId = uuidFromId(bulkJob.parse(job.payload).bulkId);
  for (;;) {
    const goesOn = await deps.db.write(job.workspaceId, async (tx) => {
      if (!(await extendLease(tx, job))) throw new Transient("another worker goes on with this bulk change", 1_000);
      const bulk = await bulkById(tx, bulkId);
      if (bulk?.state === "running") return await changeChunk(deps, tx, bulk);
      return bulk?.state === "undoing" ? await restoreChunk(deps, tx, bulk) : false;
    });
    if (!goesOn) return;
  }
}

/** Does a bulk change now, in this process, unless a worker has it already; then waits until that one is done. */
export async function workOnHere(
  deps: IdentityDeps,
  workspaceId: Caller["workspaceId"],
  bulkId: BulkId,
  owner: string,
): Promise<void> {
  for (;;) {
    const job = await deps.db.write(workspaceId, (tx) => claimedJob(tx, bulkQueue, bulkId, owner));
    if (job !== undefined) {
      await runBulkJob(deps, job);
      await deps.db.write(workspaceId, (tx) => finishJobs(tx, [job]));
      return;
    }
    const bulk = await deps.db.read(workspaceId, (tx) => bulkById(tx, uuidFromId(bulkId)));
    if (bulk?.state !== "running" && bulk?.state !== "undoing") return;
    await deps.env.sleep(limits.jobPollMs);
  }
}
