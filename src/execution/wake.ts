import type { Id } from "../kernel/ids.ts";
import type { Job } from "../kernel/jobs.ts";
import type { ExecutionDeps } from "./deps.ts";
import { moveAction } from "./move.ts";
import { reconsider } from "./reconsider.ts";
import { actionsById } from "./store/actions.ts";
import { decideApproval } from "./store/approvals.ts";
import { resumeEnrollment, stopEnrollment } from "./store/sequences.ts";

/** Decides deferred and held actions again when their time has come; the wake-up itself permits nothing. */
export async function wakeActions(deps: ExecutionDeps, jobs: readonly Job[]): Promise<void> {
  const [first] = jobs;
  if (first === undefined) return;
  const ids = jobs.map((job) => job.payload["actionId"] as Id<"act">);
  await deps.db.write(first.workspaceId, async (tx) => {
    const held = (await actionsById(tx, ids, "update")).filter(
      (action) => action.state === "held" && action.until !== null && action.until <= tx.now,
    );
    for (const action of held) if (action.enrollmentId !== null) await resumeEnrollment(tx, action.enrollmentId);
    const ready = new Set(held.map((action) => action.id));
    await reconsider(deps, tx, ids, ["deferred"], "wake");
    await reconsider(deps, tx, [...ready], ["held"], "wake");
  });
}

/** Closes a question that nobody answered in time: the action is cancelled, never sent (I4). */
export async function expireApproval(deps: ExecutionDeps, job: Job): Promise<void> {
  const approvalId = job.payload["approvalId"] as Id<"apr">;
  const actionId = job.payload["actionId"] as Id<"act">;
  await deps.db.write(job.workspaceId, async (tx) => {
    const [action] = await actionsById(tx, [actionId], "update");
    const isExpired = await decideApproval(tx, approvalId, { state: "expired", by: null, note: null, recordId: null });
    if (!isExpired || action === undefined) return;
    await moveAction(tx, actionId, ["awaiting_approval"], "cancelled", "approval_expired");
    if (action.enrollmentId !== null) await stopEnrollment(tx, action.enrollmentId, "approval_expired");
  });
}
