import type { ActionState } from "../words/contract.ts";

/**
 * Where an action may go from each state. The table in ARCHITECTURE.md is this one.
 * `proposed` and `decided` are not stored: proposing and deciding is one transaction.
 */
const moves: Readonly<Record<ActionState, readonly ActionState[]>> = {
  awaiting_approval: ["queued", "deferred", "denied", "cancelled", "held"],
  deferred: ["queued", "deferred", "awaiting_approval", "denied", "cancelled", "held"],
  queued: ["reserved", "deferred", "awaiting_approval", "denied", "cancelled", "held"],
  reserved: ["attempting", "queued", "deferred", "awaiting_approval", "denied", "cancelled", "held"],
  attempting: ["sent", "rejected", "queued", "deferred", "unknown", "cancelled"],
  held: ["queued", "deferred", "awaiting_approval", "denied", "cancelled", "held"],
  unknown: ["sent", "parked", "rejected"],
  parked: ["sent", "rejected", "done"],
  sent: ["done"],
  rejected: [],
  denied: [],
  cancelled: [],
  done: [],
};

/** Whether an action may go from one state to another. */
export function mayMove(from: ActionState, to: ActionState): boolean {
  return moves[from].includes(to);
}

/** States in which nothing has been handed to SMTP yet: a stop can still prevent the touch. */
export const stoppableStates: readonly ActionState[] = ["awaiting_approval", "deferred", "queued", "reserved", "held"];

/** States that nothing leaves. */
export const finalStates: readonly ActionState[] = (Object.keys(moves) as ActionState[]).filter(
  (state) => moves[state].length === 0,
);

/** Where a fresh decision puts an action. */
export function stateAfter(outcome: "allow" | "deny" | "needs_approval" | "defer"): ActionState {
  return ({ allow: "queued", deny: "denied", needs_approval: "awaiting_approval", defer: "deferred" } as const)[
    outcome
  ];
}

/** What the state of an action under way reads of its newest decision. */
interface Judged {
  readonly outcome: "allow" | "deny" | "needs_approval" | "defer";
  readonly reasons: readonly { readonly effect: string; readonly code: string }[];
}

/** Denials that end with the pause they tell of: what was under way is held by them and decided anew when it is over. */
const pauseCodes: ReadonlySet<string> = new Set(["WORKSPACE_PAUSED", "AGENT_PAUSED"]);

/** Whether a pause is all that forbids this. */
export function isOnlyPaused({ outcome, reasons }: Judged): boolean {
  return outcome === "deny" && reasons.every(({ effect, code }) => effect !== "deny" || pauseCodes.has(code));
}

/** Where a later decision puts an action that was under way already: a pause holds it, where a new proposal is refused. */
export function stateUnderWay(judged: Judged): ActionState {
  return isOnlyPaused(judged) ? "held" : stateAfter(judged.outcome);
}
