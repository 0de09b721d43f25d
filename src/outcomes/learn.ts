import type { AuditActor } from "../audit/contract.ts";
import type { Tx } from "../kernel/sql.ts";
import { ingestSignals } from "../scoring/ingest.ts";
import type { OutcomesDeps } from "./deps.ts";
import type { Outcome } from "./store/outcomes.ts";

/** The source of signals that are outcomes; the colon keeps it apart from every source that a caller may name. */
const signalSource = "fairlead:outcomes";

/**
 * Lets the scores learn from outcomes: each becomes a signal of its own kind, whose weight, good or bad, the profile sets.
 * The contact is scored again in the same transaction.
 */
export async function learn(
  deps: OutcomesDeps,
  tx: Tx,
  outcomes: readonly Outcome[],
  actor: AuditActor,
): Promise<void> {
  await ingestSignals(
    deps,
    tx,
    outcomes.map((outcome) => ({
      contactId: outcome.contactId,
      accountId: outcome.contactId === null ? outcome.accountId : null,
      kind: outcome.kind,
      strength: 100,
      source: signalSource,
      sourceKey: outcome.id,
      occurredAt: outcome.occurredAt,
    })),
    actor,
    outcomes.map((outcome) => outcome.auditId),
  );
}
