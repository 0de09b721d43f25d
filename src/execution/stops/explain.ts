import { rolesWith } from "../../access/who-may.ts";
import type { Scope } from "../../access/words/contract.ts";
import { isoFromInstant, isoOrNull } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type ExplainedCheck, explainChecks } from "../../policy/explain-checks.ts";
import type { PastBundleDeps } from "../../policy/past-bundle.ts";
import { decisionsOf } from "../../policy/record.ts";
import { stopWords } from "../core/stop-words.ts";
import type { ExecutionDeps } from "../deps.ts";
import { type ActionRow, actionsById } from "../store/actions.ts";
import { type StopRow, stopOf } from "../store/stops.ts";
import { contactRefs } from "../views.ts";
import type { Change, explainAction as operation } from "./contract.ts";
import { saysOf } from "./list.ts";

/** What explaining needs: a decision is explained by the bundle that made it, whatever is in force now. */
export type ExplainDeps = ExecutionDeps & PastBundleDeps;

type Decisions = Awaited<ReturnType<typeof decisionsOf>>;

/** Why one action was not sent: the final reason, every check behind it, and what would have to change. */
export async function explainAction(
  deps: ExplainDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const [action] = await actionsById(tx, [input.actionId], "none");
    if (action === undefined) throw problem("not_found", `there is no action \`${input.actionId}\``);
    const [stop, decisions, refs] = await Promise.all([
      stopOf(tx, action.id),
      decisionsOf(tx, action.id),
      contactRefs(tx, [action.contactId]),
    ]);
    const checks = await checksOf(deps, tx, decisions);
    return {
      id: action.id,
      contact: refs(action.contactId),
      state: action.state,
      says: stop === undefined ? undisturbed(action) : saysOf(stop, action),
      stop: stop === undefined ? null : stopView(stop, action, checks),
      decision: newestOf(decisions),
      checks: checks.map(({ remedies, values, ...check }) => ({
        ...check,
        values: values as Record<string, never> | null,
        changes: remedies.map(changeOf),
      })),
      deferrals: decisions.filter(({ verdict }) => verdict.outcome === "defer").length,
      decisions: decisions.map(({ id, stage, verdict, decidedAt }) => ({
        id,
        stage,
        outcome: verdict.outcome,
        codes: verdict.reasons.map(({ code }) => code),
        decidedAt: isoFromInstant(decidedAt),
      })),
    };
  });
}

async function checksOf(deps: ExplainDeps, tx: Tx, decisions: Decisions): Promise<readonly ExplainedCheck[]> {
  const newest = decisions.at(-1);
  return newest === undefined ? [] : explainChecks(deps, tx, newest);
}

function newestOf(decisions: Decisions) {
  const newest = decisions.at(-1);
  if (newest === undefined) return null;
  const { id, stage, verdict, decidedAt, recordId } = newest;
  return {
    id,
    stage,
    outcome: verdict.outcome,
    decidedAt: isoFromInstant(decidedAt),
    until: verdict.until ?? null,
    bundleHash: verdict.bundleHash,
    auditId: recordId,
  };
}

function stopView(stop: StopRow, action: ActionRow, checks: readonly ExplainedCheck[]) {
  const { how, code, rule } = stop;
  return {
    how,
    code,
    rule,
    says: saysOf(stop, action),
    at: isoFromInstant(stop.at),
    until: isoOrNull(action.until),
    changes: changesFor(stop, checks),
  };
}

/** A stop ends by what undoes it; a decision only when everything that objected has changed. */
function changesFor(stop: StopRow, checks: readonly ExplainedCheck[]): Change[] {
  if (stop.rule === null) {
    const { change } = stopWords(stop.code);
    return change === null ? [] : [changeOf(change)];
  }
  const remedies = checks.filter(({ objects }) => objects).flatMap((check) => check.remedies);
  return [...new Set(remedies)].map(changeOf);
}

function changeOf(change: { readonly says: string; readonly operation: string | null; readonly scope: string | null }) {
  return { ...change, roles: change.scope === null ? [] : [...rolesWith(change.scope as Scope)] };
}

function undisturbed({ state }: ActionRow): string {
  return state === "sent" || state === "done" ? "it was sent" : "nothing objects: it is on its way";
}
