import { actorOf } from "../../audit/append.ts";
import { uuidFromId } from "../../kernel/ids.ts";
import { claimedJob, extendLease, finishJobs, type Job } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller } from "../../kernel/operation.ts";
import { Problem, Transient } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { planAfresh } from "../store/import-settle.ts";
import { type BatchRow, batchById } from "../store/imports.ts";
import { normaliserThreads } from "./normaliser.ts";
import { callerOf, importJob, importQueue, readReading, readRequest } from "./request.ts";
import type { Run, RunStart } from "./run.ts";
import { failImport, runPhases } from "./run-phases.ts";
import { tried } from "./try-import.ts";
import { undoPhase } from "./undo-phase.ts";
import { uploadedParts } from "./uploads.ts";

/** Serves the job of an import: goes on from where it was left, by whomever. */
export async function runImportJob(deps: IdentityDeps, job: Job): Promise<void> {
  const { importId, undo } = importJob.parse(job.payload);
  const batchId = uuidFromId(importId);
  const batch = await deps.db.read(job.workspaceId, (tx) => batchById(tx, batchId));
  if (batch === null) return;
  if (batch.state === "undoing") await runUndo(deps, job, batch, undo);
  if (batch.state !== "running") return;
  const start = startOf(deps, job.workspaceId, batch);
  try {
    if (start.isDryRun) await tried(deps, start.caller, batchId, async () => start);
    else await runPhases({ ...start, within: holding(deps, job) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The file is at fault: trying again would find it so again.
    await deps.db.write(job.workspaceId, (tx) => failImport({ batchId }, tx, error.message));
  } finally {
    await start.normaliser.close();
  }
}

async function runUndo(deps: IdentityDeps, job: Job, batch: BatchRow, request: unknown): Promise<void> {
  const caller = callerOf(job.workspaceId, readRequest(request));
  const batchId = uuidFromId(batch.id);
  const cause = { actor: actorOf(caller), batchId, names: { import: batch.id } };
  const undo = { deps, batch, batchId, caller, cause, within: holding(deps, job) };
  await undoPhase(undo, batch.cursor as Parameters<typeof undoPhase>[1]);
}

/** Does an import now, in this process, unless a worker has it already; then waits until that one is done. */
export async function runImportHere(
  deps: IdentityDeps,
  workspaceId: Caller["workspaceId"],
  importId: BatchRow["id"],
  owner: string,
): Promise<void> {
  for (;;) {
    const job = await deps.db.write(workspaceId, (tx) => claimedJob(tx, importQueue, importId, owner));
    if (job !== undefined) {
      await runImportJob(deps, job);
      await deps.db.write(workspaceId, (tx) => finishJobs(tx, [job]));
      return;
    }
    const batch = await deps.db.read(workspaceId, (tx) => batchById(tx, uuidFromId(importId)));
    if (batch?.state !== "running" && batch?.state !== "undoing") return;
    await deps.env.sleep(limits.jobPollMs);
  }
}

/** What a run starts with, from what was kept of the request. */
function startOf(deps: IdentityDeps, workspaceId: Caller["workspaceId"], batch: BatchRow): RunStart {
  const request = readRequest(batch.request);
  const reading = readReading(batch.layout);
  if (batch.upload_id === null) throw new Error(`import ${batch.id} has no file`);
  const { kind } = batch;
  return {
    deps,
    batch,
    batchId: uuidFromId(batch.id),
    source: { id: batch.source_id, name: batch.source_name, kind: batch.source_kind, trust: batch.source_trust },
    caller: callerOf(workspaceId, request),
    isDryRun: request.dryRun,
    reading,
    parts: uploadedParts(deps, workspaceId, batch.upload_id),
    normaliser: normaliserThreads(reading, limits.importThreads),
    sink: kind === "contacts" || kind === "accounts" ? null : (deps.sinks?.[kind] ?? null),
  };
}

/** Each transaction of a phase keeps hold of the job; one that lost it to another worker stops there. */
function holding(deps: IdentityDeps, job: Job): Run["within"] {
  return (work) =>
    deps.db.write(job.workspaceId, async (tx: Tx) => {
      if (!(await extendLease(tx, job))) throw new Transient("another worker goes on with this import", 1_000);
      await planAfresh(tx);
      return await work(tx);
    });
}
