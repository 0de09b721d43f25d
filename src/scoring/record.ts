import { actorOf } from "../audit/append.ts";
import { instantFromIso } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Tx } from "../kernel/sql.ts";
import type { signalsRecord } from "./contract.ts";
import type { ScoringVerbDeps } from "./deps.ts";
import { type IncomingSignal, ingestSignals } from "./ingest.ts";

/** A source's clock may run this far ahead of ours. */
const clockSkewMaxMs = 5 * 60_000;

/** Records signals that a person or an agent brings; all or none, each by its own key. */
export function recordSignals(
  deps: ScoringVerbDeps,
  input: InputOf<typeof signalsRecord>,
  caller: Caller,
): Promise<OutputOf<typeof signalsRecord>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const signals = input.signals.map(
      (signal): IncomingSignal => ({
        contactId: signal.contactId ?? null,
        accountId: signal.accountId ?? null,
        kind: signal.kind,
        strength: signal.strength,
        source: input.source,
        sourceKey: signal.key,
        occurredAt: instantFromIso(signal.occurredAt),
      }),
    );
    refuseFuture(tx, signals);
    await refuseUnknown(deps, tx, signals);
    return ingestSignals(deps, tx, signals, actorOf(caller));
  });
}

function refuseFuture(tx: Tx, signals: readonly IncomingSignal[]): void {
  const errors = signals.flatMap(({ occurredAt }, index) =>
    occurredAt > tx.now + clockSkewMaxMs
      ? [{ path: `/signals/${index}/occurredAt`, message: "is in the future: give the time when it was seen" }]
      : [],
  );
  if (errors.length > 0) throw problem("invalid_input", `${errors.length} signals are dated in the future`, { errors });
}

async function refuseUnknown(deps: ScoringVerbDeps, tx: Tx, signals: readonly IncomingSignal[]): Promise<void> {
  const contactIds = [...new Set(signals.flatMap((signal) => signal.contactId ?? []))];
  const accountIds = [...new Set(signals.flatMap((signal) => signal.accountId ?? []))];
  const contacts = await deps.livingContacts(tx, contactIds);
  const accounts = await deps.knownAccounts(tx, accountIds);
  const unknown = [...contactIds.filter((id) => !contacts.has(id)), ...accountIds.filter((id) => !accounts.has(id))];
  if (unknown.length > 0) {
    const named = unknown.slice(0, 5).map((id) => `\`${id}\``);
    throw problem(
      "not_found",
      `there is no ${named.join(", ")}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ""}: look it up with \`contacts.list\` or \`accounts.list\``,
    );
  }
}
