import { hostname } from "node:os";
import { askModel } from "../activity/model/ask-model.ts";
import { modelQueue } from "../activity/model/deps.ts";
import { deliver } from "../activity/outgoing/deliver.ts";
import { webhookQueue } from "../activity/outgoing/deps.ts";
import { providerSweepQueue } from "../activity/providers/deps.ts";
import { sweepCalls } from "../activity/providers/sweep.ts";
import type { App } from "../app.ts";
import { runSequencer } from "../audit/sequencer.ts";
import { queues } from "../execution/deps.ts";
import { dispatch } from "../execution/dispatch.ts";
import { parkAction } from "../execution/reconcile.ts";
import { runRedecide } from "../execution/redecide.ts";
import { proposeSteps, resumeEnrollments } from "../execution/steps.ts";
import { expireApproval, wakeActions } from "../execution/wake.ts";
import { bulkQueue, runBulkJob } from "../identity/bulk/work-on.ts";
import { projectQueue, runProjection } from "../identity/claims/project-all.ts";
import { askOn } from "../identity/enrich/run-job.ts";
import { enrichQueue } from "../identity/enrich/start-run.ts";
import { importQueue } from "../identity/import/request.ts";
import { runImportJob } from "../identity/import/run-import.ts";
import { rulesetQueue } from "../identity/ruleset/queue.ts";
import { runRulesetJob } from "../identity/ruleset/run-job.ts";
import { startUpgrade } from "../identity/ruleset/upgrade.ts";
import { reindex, searchQueue } from "../identity/search/reindex.ts";
import { newUuid } from "../kernel/ids.ts";
import type { Job } from "../kernel/jobs.ts";
import { listenForWork } from "../kernel/wake.ts";
import { eachJob, type JobHandler, runWorker, workerName } from "../kernel/worker.ts";
import { loopQueue, preflightQueue, providerQueue } from "../mailbox/deps.ts";
import { giveUpLoop } from "../mailbox/health/loop.ts";
import { runPreflight, startPreflights } from "../mailbox/health/preflight.ts";
import { lookUpProvider } from "../mailbox/health/providers.ts";
import { runSweep, sweepAll, sweepQueue } from "../scoring/sweep.ts";
import { runFanOut } from "./fan-out.ts";
import { readMailboxes } from "./mailbox-readers.ts";

/** Runs the worker and the sequencer until the signal: what turns decisions into sends. */
export async function work(app: App, signal: AbortSignal): Promise<void> {
  const { env, db, log, vault, released, doorbell } = app.resources;
  app.resources.working.isHere = true;
  const owner = workerName(hostname().replaceAll(" ", "-"), process.pid, newUuid(env));
  const sequencer = runSequencer(
    {
      env,
      db,
      vault,
      released,
      doorbell,
      onError: (error) =>
        log("error", "audit.sequencer", { says: error instanceof Error ? error.message : String(error) }),
    },
    signal,
  );
  const workspaces = await db.workspaces();
  // A release may read records by other keys than the one that wrote them.
  for (const workspaceId of workspaces) await startUpgrade(app.deps.identity, workspaceId);
  for (const workspaceId of workspaces) await startPreflights(app.deps.mailbox, workspaceId);
  const wake = await listenForWork(env, db.root, () => {
    for (const workspaceId of workspaces) doorbell.ring(workspaceId);
  });
  const worker = runWorker(
    { env, db, owner, handlers: handlersOf(app), log: (event, fields) => log("info", event, fields), wait: wake.wait },
    signal,
  );
  try {
    await Promise.all([sequencer, worker, runFanOut(app, signal), readMailboxes(app, owner, signal)]);
  } finally {
    app.resources.working.isHere = false;
    await wake.close();
  }
}

/** What serves each queue. */
export function handlersOf(app: App): ReadonlyMap<string, JobHandler> {
  const { execution, dispatch: sending, identity, scoring, outgoing, mailbox } = app.deps;
  return new Map<string, JobHandler>([
    [queues.dispatch, (jobs) => dispatch(sending, jobs)],
    [queues.wake, together((jobs) => wakeActions(execution, jobs))],
    [queues.step, together((jobs) => proposeSteps(execution, jobs))],
    [queues.resume, together((jobs) => resumeEnrollments(execution, jobs))],
    [queues.park, eachJob((job) => parkAction(execution, job))],
    [queues.expire, eachJob((job) => expireApproval(execution, job))],
    [queues.forbidden, eachJob((job) => runRedecide(execution, job))],
    [
      importQueue,
      eachJob(async (job) => {
        await runImportJob(identity, job);
        // What an import brought in is scored without anybody asking.
        await scoring.db.write(job.workspaceId, (tx) => sweepAll(scoring, tx));
      }),
    ],
    [sweepQueue, eachJob((job) => runSweep(scoring, job))],
    [bulkQueue, eachJob((job) => runBulkJob(identity, job))],
    [projectQueue, eachJob((job) => runProjection(identity, job))],
    [enrichQueue, eachJob((job) => askOn(identity, job))],
    [rulesetQueue, eachJob((job) => runRulesetJob(identity, job))],
    [webhookQueue, eachJob((job) => deliver(outgoing, job))],
    [modelQueue, eachJob((job) => askModel(app.deps.model, job))],
    [providerSweepQueue, eachJob((job) => sweepCalls(app.deps.providers, job))],
    [searchQueue, eachJob((job) => reindex(identity, job))],
    [preflightQueue, eachJob((job) => runPreflight(mailbox, job))],
    [loopQueue, eachJob((job) => giveUpLoop(mailbox, job))],
    [providerQueue, eachJob((job) => lookUpProvider(mailbox, job))],
  ]);
}

/** A handler that takes its jobs in one transaction: all done, or all tried again. */
function together(handle: (jobs: readonly Job[]) => Promise<void>): JobHandler {
  return async (jobs) => {
    await handle(jobs);
    return jobs.map((job) => ({ job }));
  };
}
