import { z } from "zod";
import type { AuditActor } from "../../audit/contract.ts";
import { idSchema, uuidFromId } from "../../kernel/ids.ts";
import { extendLease, type Job } from "../../kernel/jobs.ts";
import { Problem, Transient } from "../../kernel/problem.ts";
import type { IdentityDeps } from "../deps.ts";
import { lockIdentity } from "../store/records.ts";
import { endWork, noteProgress, workOn } from "../store/ruleset-work.ts";
import { keepDryRun, type RulesetRow, rulesetById } from "../store/rulesets.ts";
import { activate } from "./activate.ts";
import type { Order, Progress } from "./apply.ts";
import { tryRuleset } from "./propose.ts";
import { upgradeChunk } from "./upgrade.ts";

const payload = z.object({ rulesetId: idSchema("rul") });

type Task = Order & { readonly row: RulesetRow };

/** Serves the job of a ruleset: tries it, puts it in force, or brings records up to date with a release. Safe to run twice. */
export async function runRulesetJob(deps: IdentityDeps, job: Job): Promise<void> {
  const id = uuidFromId(payload.parse(job.payload).rulesetId);
  const { row, work } = await deps.db.read(job.workspaceId, async (tx) => ({
    row: await rulesetById(tx, id),
    work: (await workOn(tx, [id])).get(id),
  }));
  if (row === null || work?.state !== "running") return;
  if (work.act === "upgrade") return upgradeChunk(deps, job.workspaceId, row);
  const task: Task = { row, actor: work.actor as AuditActor, reason: work.reason };
  try {
    if (work.act === "try") await tryOut(deps, job, task);
    else await putInForce(deps, job, task);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // What was refused once is refused again: whoever asked for it is told.
    await deps.db.write(job.workspaceId, (tx) => endWork(tx, id, error.message));
  }
  return undefined;
}

async function tryOut(deps: IdentityDeps, job: Job, { row, actor }: Task): Promise<void> {
  const effects = await tryRuleset(deps, job.workspaceId, row, actor, reporting(deps, job, row.id));
  await deps.db.write(job.workspaceId, async (tx) => {
    await keepDryRun(tx, row.id, row.against_version ?? row.version, effects);
    await endWork(tx, row.id, null);
  });
}

async function putInForce(deps: IdentityDeps, job: Job, task: Task): Promise<void> {
  if (task.row.state !== "active")
    await deps.db.write(job.workspaceId, async (tx) => {
      await lockIdentity(tx);
      await activate(deps, tx, task, reporting(deps, job, task.row.id));
    });
  await deps.db.write(job.workspaceId, (tx) => endWork(tx, task.row.id, null));
}

/** Tells how far it is and keeps hold of the job, beside the transaction that does the work. */
function reporting(deps: IdentityDeps, job: Job, rulesetId: string): Progress {
  return (records) =>
    deps.db.write(job.workspaceId, async (tx) => {
      if (!(await extendLease(tx, job))) throw new Transient("another worker goes on with this ruleset", 1_000);
      await noteProgress(tx, rulesetId, records);
    });
}
