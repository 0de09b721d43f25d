import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { releaseCaps } from "../policy/caps.ts";
import { isOnlyPaused, stateUnderWay } from "./core/states.ts";
import { type Decided, decideBatch, followUp, updateFrom } from "./decide-batch.ts";
import type { DecideDeps } from "./deps.ts";
import { type Candidate, lockCaps } from "./gather-facts.ts";
import { moveAction } from "./move.ts";
import { type Prepared, prepare } from "./prepare.ts";
import { leaveDenied } from "./propose.ts";
import { type ActionRow, actionsById, updateDecided } from "./store/actions.ts";
import { standingGrants } from "./store/approvals.ts";
import { enrollmentsById } from "./store/sequences.ts";
import type { ActionState } from "./words/contract.ts";

/**
 * Decides actions again with fresh facts: after a wait, after an approval, and before a send. Nothing is ever executed from
 * a stored "allowed" or "approved". Actions in other states than `from` have moved on and are left alone.
 */
export async function reconsider(
  deps: DecideDeps,
  tx: Tx,
  actionIds: readonly Id<"act">[],
  from: readonly ActionState[],
  stage: "wake" | "approval" | "reserve",
): Promise<readonly { readonly action: ActionRow; readonly decided: Decided }[]> {
  const seen = (await actionsById(tx, actionIds, "none")).filter((action) => from.includes(action.state));
  const { actions, candidates } = await lockedCandidates(deps, tx, seen, from);
  const decided = await decideBatch(deps, tx, candidates, stage);
  const isReserve = stage === "reserve";
  await updateDecided(
    tx,
    decided.map((one) => ({
      ...updateFrom(one),
      state: isReserve && one.verdict.outcome === "allow" ? ("reserved" as const) : stateUnderWay(one.verdict),
    })),
  );
  await followUp(
    deps,
    tx,
    decided.filter((one) => !(isReserve && one.verdict.outcome === "allow")),
  );
  const byId = new Map(actions.map((action) => [action.id, action]));
  const pairs = decided.flatMap((one) => {
    const action = byId.get(one.candidate.prepared.ask.actionId);
    return action === undefined ? [] : [{ action, decided: one }];
  });
  await leaveDenied(
    tx,
    decided.filter((one) => !isOnlyPaused(one.verdict)),
  );
  return pairs;
}

/** Takes the locks in the one order (cap subjects, enrollments, actions) and keeps what may still be decided after that. */
async function lockedCandidates(
  deps: DecideDeps,
  tx: Tx,
  seen: readonly ActionRow[],
  from: readonly ActionState[],
): Promise<{ readonly actions: readonly ActionRow[]; readonly candidates: readonly Candidate[] }> {
  if (seen.length === 0) return { actions: [], candidates: [] };
  const prepared = await prepare(deps, tx, seen.map(askOf));
  const drafts = seen.map((action, position) => candidateOf(action, prepared[position]));
  await lockCaps(tx, drafts);
  const enrollments = await enrollmentsById(
    tx,
    seen.flatMap((action) => action.enrollmentId ?? []),
  );
  const isRunning = new Set(
    enrollments.filter((enrollment) => enrollment.state === "active").map((enrollment) => enrollment.id),
  );
  const locked = (
    await actionsById(
      tx,
      seen.map((action) => action.id),
      "update",
    )
  ).filter((action) => from.includes(action.state));
  const halted = locked.filter((action) => action.enrollmentId !== null && !isRunning.has(action.enrollmentId));
  for (const action of halted) await moveAction(tx, action.id, from, "cancelled", "sequence_stopped");
  await releaseCaps(
    tx,
    halted.map((action) => action.id),
  );
  const actions = locked.filter((action) => !halted.includes(action));
  const standing = await standingGrants(
    tx,
    actions.map((action) => action.id),
  );
  const active = standing.length === 0 ? null : await deps.activeBundle(tx);
  // A yes to other policies is no yes to these.
  const grants = standing.filter((grant) => active?.state === "ready" && grant.bundleHash === active.bundle.hash);
  const byId = new Map(drafts.map((draft) => [draft.prepared.ask.actionId, draft]));
  return {
    actions,
    candidates: actions.flatMap((action) => {
      const draft = byId.get(action.id);
      if (draft === undefined) return [];
      const own = grants.filter((grant) => grant.actionId === action.id && matches(draft.prepared, grant.contentHash));
      return [{ ...draft, grants: own.flatMap((grant) => grant.policies) }];
    }),
  };
}

/** An action as it would be decided again, without what was approved. */
export function candidateOf(action: ActionRow, prepared: Prepared | undefined): Candidate {
  if (prepared === undefined) throw new Error("an ask was not prepared");
  return {
    prepared,
    proposer: { kind: action.proposerKind, id: action.proposerId },
    enrollmentId: action.enrollmentId,
    sequenceId: action.sequenceId,
    contextId: action.contextId,
    proposedAt: action.createdAt,
    causes: [action.recordId],
    grants: [],
  };
}

/** A grant counts only for the very content it was given for. */
export function matches(prepared: Prepared, contentHash: Buffer): boolean {
  return prepared.contentHash?.equals(contentHash) === true;
}

/** What an action asks for, as it was proposed. */
export function askOf(action: ActionRow) {
  return {
    actionId: action.id,
    contactId: action.contactId,
    purpose: action.purpose,
    kind: action.kind,
    step: action.step,
    draft: action.draft,
    messageId: action.messageId,
    mailboxId: action.mailboxId,
    answersId: action.answersId,
  };
}
