import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Verdict } from "./contract.ts";
import type { Facts } from "./core/facts.ts";
import { decisionRowsOf, insertDecisionRows, type StoredDecision } from "./store/decisions.ts";

/** A decision to record: its ids are made before, so that the audit record and the action can name them. */
export interface NewDecision {
  readonly id: Id<"dec">;
  readonly actionId: Id<"act">;
  readonly stage: string;
  readonly verdict: Verdict;
  readonly facts: Facts;
  readonly recordId: Id<"aud">;
}

/** Records decisions with the facts they read, in the transaction that made them; refusals like allows. */
export async function insertDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
  if (decisions.length === 0) return;
  await insertDecisionRows(
    tx,
    decisions.map((one) => ({ ...one, contactId: one.facts.contact.id })),
  );
}

/** Every decision about one action, oldest first, with the facts that each read. */
export function decisionsOf(tx: Tx, actionId: Id<"act">): Promise<readonly StoredDecision[]> {
  return decisionRowsOf(tx, actionId);
}
