import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { mayMove, stoppableStates } from "./core/states.ts";
import { type ActionRow, contactActionsIn, updateState, updateStopped } from "./store/actions.ts";
import type { ActionState } from "./words/contract.ts";

/** Moves one action along the table of states if it is still where it was; says whether it was. */
export function moveAction(
  tx: Tx,
  id: Id<"act">,
  from: readonly ActionState[],
  to: ActionState,
  reason: string | null = null,
): Promise<boolean> {
  for (const state of from) if (!mayMove(state, to)) throw new Error(`an action cannot go from ${state} to ${to}`);
  return updateState(tx, id, from, to, reason);
}

/** Actions of contacts that a stop can still prevent, locked. */
export function stoppableActions(tx: Tx, contactIds: readonly Id<"con">[]): Promise<readonly ActionRow[]> {
  return contactActionsIn(tx, contactIds, stoppableStates);
}

/** Stops actions that were not handed to SMTP, for good or until a time; the others are left alone. */
export async function stopActions(
  tx: Tx,
  ids: readonly Id<"act">[],
  to: "cancelled" | "held",
  reason: string,
  until: Instant | null,
): Promise<void> {
  if (ids.length > 0) await updateStopped(tx, ids, stoppableStates, to, reason, until);
}
