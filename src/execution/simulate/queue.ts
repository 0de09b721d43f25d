import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { Verdict } from "../../policy/contract.ts";
import { type ActiveBundle, decide } from "../../policy/core/decide.ts";
import { type Candidate, factsOfBatch } from "../gather-facts.ts";
import { prepare } from "../prepare.ts";
import { askOf, candidateOf, matches } from "../reconsider.ts";
import { type ActionRow, actionsAfter } from "../store/actions.ts";
import { standingGrants } from "../store/approvals.ts";
import { enrollmentsById } from "../store/sequences.ts";
import { contactRefs } from "../views.ts";
import type { ActionState, DecisionOutcome } from "../words/contract.ts";
import { policiesToTry, type SimulateDeps } from "./active.ts";
import type { simulateQueue as operation } from "./contract.ts";

/** What was decided and has not been handed over: all of it is decided again before it is sent. */
const waiting: readonly ActionState[] = ["queued", "deferred", "awaiting_approval", "held"];

interface Tried {
  readonly action: ActionRow;
  readonly verdict: Verdict;
}

/** Decides a page of what waits with fresh facts, as deciding again would, in a transaction that cannot write. */
export async function simulateQueue(
  deps: SimulateDeps,
  input: InputOf<typeof operation>,
  caller: Caller,
): Promise<OutputOf<typeof operation>> {
  const policies = await policiesToTry(deps, caller, input.organisation);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const found = await actionsAfter(tx, input.after ?? null, waiting, input.limit);
    const actions = await notHalted(tx, found);
    const active = await policies(tx);
    const tried = await tryAll(deps, tx, actions, active);
    const changed = tried.filter(({ action, verdict }) => action.outcome !== verdict.outcome);
    const refs = await contactRefs(
      tx,
      changed.map(({ action }) => action.contactId),
    );
    return {
      bundleHash: active.state === "ready" ? active.bundle.hash : null,
      looked: found.length,
      counts: countsOf(tried),
      changed: changed.map(({ action, verdict }) => ({
        id: action.id,
        contact: refs(action.contactId),
        state: action.state,
        was: action.outcome,
        wasCodes: action.reasons.map(({ code }) => code),
        now: verdict.outcome,
        nowCodes: verdict.reasons.map(({ code }) => code),
      })),
      stopped: found.length - actions.length,
      next: found.length < input.limit ? null : (found.at(-1)?.id ?? null),
    };
  });
}

/** Without those whose sequence has ended: deciding again would cancel them. */
async function notHalted(tx: Tx, actions: readonly ActionRow[]): Promise<readonly ActionRow[]> {
  const enrollments = await enrollmentsById(
    tx,
    actions.flatMap(({ enrollmentId }) => enrollmentId ?? []),
    "none",
  );
  const isOpen = new Set(
    enrollments.filter(({ state }) => state === "active" || state === "held").map((enrollment) => enrollment.id),
  );
  return actions.filter(({ enrollmentId }) => enrollmentId === null || isOpen.has(enrollmentId));
}

async function tryAll(
  deps: SimulateDeps,
  tx: Tx,
  actions: readonly ActionRow[],
  active: ActiveBundle,
): Promise<readonly Tried[]> {
  if (actions.length === 0) return [];
  const candidates = await candidatesOf(deps, tx, actions);
  const batch = await factsOfBatch(deps, tx, candidates);
  return candidates.flatMap((candidate, at) => {
    const action = actions[at];
    if (action === undefined) return [];
    const gathered = batch.read(candidate);
    const verdict = decide(deps.engine, active, gathered.request);
    // What is allowed earlier takes its place under the caps of those after it, as it will.
    if (verdict.outcome === "allow") batch.count(gathered.capSubjects);
    return [{ action, verdict }];
  });
}

async function candidatesOf(deps: SimulateDeps, tx: Tx, actions: readonly ActionRow[]): Promise<readonly Candidate[]> {
  const prepared = await prepare(deps, tx, actions.map(askOf));
  const grants = await standingGrants(
    tx,
    actions.map(({ id }) => id),
  );
  return actions.map((action, at) => {
    const draft = candidateOf(action, prepared[at]);
    const own = grants.filter((grant) => grant.actionId === action.id && matches(draft.prepared, grant.contentHash));
    return { ...draft, grants: own.flatMap(({ policies }) => policies) };
  });
}

function countsOf(tried: readonly Tried[]): { was: DecisionOutcome; now: DecisionOutcome; actions: number }[] {
  const pairs = Map.groupBy(tried, ({ action, verdict }) => `${action.outcome} ${verdict.outcome}`);
  return [...pairs.values()].flatMap((list) => {
    const [first] = list;
    return first === undefined ? [] : [{ was: first.action.outcome, now: first.verdict.outcome, actions: list.length }];
  });
}
