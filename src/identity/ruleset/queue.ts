import { idFromUuid } from "../../kernel/ids.ts";
import { enqueue } from "../../kernel/jobs.ts";
import { limits } from "../../kernel/limits.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { beginWork, type WorkRow, workUnderWay } from "../store/ruleset-work.ts";

/** The queue of rulesets that have too many records to try or activate while somebody waits. */
export const rulesetQueue = "identity.ruleset";

/** Hands a ruleset to the worker. */
export async function queueWork(
  deps: Pick<IdentityDeps, "env">,
  tx: Tx,
  work: Pick<WorkRow, "ruleset_id" | "act" | "total" | "actor" | "reason">,
): Promise<void> {
  await beginWork(tx, work);
  await queueOn(deps, tx, work);
}

/** Has the worker go on with a ruleset; how far it is stands beside the ruleset, so that asking twice does no harm. */
export async function queueOn(
  deps: Pick<IdentityDeps, "env">,
  tx: Tx,
  work: Pick<WorkRow, "ruleset_id" | "act">,
): Promise<void> {
  const rulesetId = idFromUuid("rul", work.ruleset_id);
  await enqueue(deps.env, tx, [{ queue: rulesetQueue, key: `${rulesetId}:${work.act}`, payload: { rulesetId } }]);
}

/** Whether so many records are settled while the caller waits. */
export function isSmall(deps: Pick<IdentityDeps, "rulesetRecordsAtOnce">, records: number): boolean {
  return records <= (deps.rulesetRecordsAtOnce ?? limits.rulesetRecordsAtOnce);
}

/** Refuses while the worker has a ruleset in hand: what one is tried against must not change under it. */
export async function refuseWhileBusy(tx: Tx): Promise<void> {
  const work = await workUnderWay(tx);
  if (work === null) return;
  const id = idFromUuid("rul", work.ruleset_id);
  throw problem(
    "conflict",
    `ruleset \`${id}\` is being worked on (${work.act}, ${work.done} of ${work.total} records): wait for it with \`rulesets.get\``,
  );
}
