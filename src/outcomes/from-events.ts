import type { RecordedActivity } from "../activity/deps.ts";
import type { Tx } from "../kernel/sql.ts";
import { outcomeKindOf } from "./core/event-kind.ts";
import type { OutcomesDeps } from "./deps.ts";
import { type IncomingOutcome, recordOutcomes } from "./ingest.ts";

/**
 * Meetings and deals that were recorded as events become outcomes in the same transaction; other events are none. In an
 * event's data, `meeting` or `deal` names what it is about, `amountMinor` and `currency` what a deal is worth.
 */
export async function outcomesOfEvents(deps: OutcomesDeps, tx: Tx, events: readonly RecordedActivity[]): Promise<void> {
  await recordOutcomes(deps, tx, events.flatMap(outcomeOf), { kind: "system", id: "fairlead" });
}

function outcomeOf(event: RecordedActivity): readonly IncomingOutcome[] {
  const kind = outcomeKindOf(event.kind);
  if (kind === null || event.contactId === null) return [];
  const { meeting, deal, amountMinor, currency } = event.data;
  const hasAmount = Number.isSafeInteger(amountMinor) && typeof currency === "string" && /^[A-Z]{3}$/.test(currency);
  return [
    {
      kind,
      contactId: event.contactId,
      about: textOrNull(meeting) ?? textOrNull(deal),
      answers: event.actionId,
      ...(hasAmount ? { amountMinor: Math.max(0, Number(amountMinor)), currency } : {}),
      source: "fairlead:activity",
      sourceKey: event.id,
      occurredAt: event.occurredAt,
      causes: [event.auditId],
    },
  ];
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
