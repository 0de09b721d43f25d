import type { Id } from "../kernel/ids.ts";
import { enqueue, type Job } from "../kernel/jobs.ts";
import { limits } from "../kernel/limits.ts";
import type { Tx } from "../kernel/sql.ts";
import { blocking } from "../policy/core/suppression.ts";
import { suppressionsOver } from "../policy/suppress.ts";
import { guardsOf } from "./action-gates.ts";
import { type DecideDeps, type ExecutionDeps, queues } from "./deps.ts";
import { reconsider } from "./reconsider.ts";
import { actionsAfter } from "./store/actions.ts";
import { voidApprovals } from "./store/approvals.ts";
import type { ActionState } from "./words/contract.ts";

/** What waits and can still be decided again; from `reserved` on the attempt itself looks at the gates. */
const waiting: readonly ActionState[] = ["queued", "deferred", "awaiting_approval", "held"];
const pageSize = 500;

/** Asks for a look through everything that waits, after this transaction; several asks before it begins are one. */
export async function redecideForbidden(deps: Pick<DecideDeps, "env">, tx: Tx): Promise<void> {
  await enqueue(deps.env, tx, [{ queue: queues.forbidden, key: "all", payload: {} }]);
}

/**
 * Decides again whatever waits for somebody who may not be contacted any more, so that a list says at once what it stopped. It
 * protects nobody: nothing of this would have been sent, because every send is decided again and looks at the gates.
 */
export async function runRedecide(deps: ExecutionDeps, job: Job): Promise<void> {
  for (let after: Id<"act"> | null = null; ; ) {
    const page = await forbiddenAfter(deps, job.workspaceId, after);
    for (let at = 0; at < page.forbidden.length; at += limits.decisionBatchMax) {
      const ids = page.forbidden.slice(at, at + limits.decisionBatchMax);
      await deps.db.write(job.workspaceId, async (tx) => {
        const done = await reconsider(deps, tx, ids, waiting, "wake");
        const denied = done.filter(({ decided }) => decided.verdict.outcome === "deny");
        await voidApprovals(
          tx,
          denied.map(({ action }) => action.id),
        );
      });
    }
    if (page.last === null) return;
    after = page.last;
  }
}

interface Page {
  readonly forbidden: readonly Id<"act">[];
  /** Null when there are no more. */
  readonly last: Id<"act"> | null;
}

function forbiddenAfter(deps: ExecutionDeps, workspaceId: Id<"wsp">, after: Id<"act"> | null): Promise<Page> {
  return deps.db.read(workspaceId, async (tx) => {
    const actions = await actionsAfter(tx, after, waiting, pageSize);
    const guards = await guardsOf(deps, tx, actions);
    const recipients = actions.flatMap((action) => {
      const guarded = guards.get(action.id);
      return guarded === undefined ? [] : [{ action, recipient: guarded.recipient }];
    });
    const covering = await suppressionsOver(
      deps,
      tx,
      recipients.map(({ recipient }) => recipient),
    );
    const forbidden = recipients.flatMap(({ action }, n) =>
      blocking(covering[n] ?? [], action.purpose) === null ? [] : [action.id],
    );
    return { forbidden, last: actions.length < pageSize ? null : (actions.at(-1)?.id ?? null) };
  });
}
