import { createHash } from "node:crypto";
import { appendAudit } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ScoringDeps } from "./deps.ts";
import { rescore } from "./rescore.ts";
import { insertSignals, type Signal } from "./store/scores.ts";
import { sweepAccounts } from "./sweep.ts";

/** A signal before it is recorded; its source and key make it the same signal however often it comes. */
export type IncomingSignal = Omit<Signal, "id">;

/** What came of a batch of signals. */
export interface Ingested {
  readonly recorded: number;
  readonly duplicates: number;
  /** The one record of the batch; null when nothing was new. */
  readonly auditId: Id<"aud"> | null;
}

/**
 * Records a batch of signals in the caller's transaction, with one audit record, and scores whom they are about: contacts
 * at once, the contacts of accounts by a job.
 */
export async function ingestSignals(
  deps: ScoringDeps,
  tx: Tx,
  incoming: readonly IncomingSignal[],
  actor: AuditActor,
  causes: readonly Id<"aud">[] = [],
): Promise<Ingested> {
  if (incoming.length === 0) return { recorded: 0, duplicates: 0, auditId: null };
  const signals = incoming.map((signal): Signal => ({ ...signal, id: newId(deps.env, "sig") }));
  const insertedIds = new Set(await insertSignals(tx, signals));
  const inserted = signals.filter((signal) => insertedIds.has(signal.id));
  const duplicates = signals.length - inserted.length;
  if (inserted.length === 0) return { recorded: 0, duplicates, auditId: null };
  const [auditId] = await appendAudit(deps, tx, [
    {
      type: "signal.recorded",
      actor,
      ...(causes.length > 0 ? { causes: [...causes] } : {}),
      data: {
        count: inserted.length,
        kinds: countsByKind(inserted),
        digest: createHash("sha256").update(canonicalJson(inserted)).digest("hex"),
      },
    },
  ]);
  const living = await deps.livingContacts(tx, present(inserted.map((signal) => signal.contactId)));
  await rescore(deps, tx, [...living.values()]);
  await sweepAccounts(deps, tx, [...new Set(present(inserted.map((signal) => signal.accountId)))]);
  return { recorded: inserted.length, duplicates, auditId: auditId ?? null };
}

function countsByKind(signals: readonly Signal[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of signals) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function present<T>(values: readonly (T | null)[]): T[] {
  return values.flatMap((value) => (value === null ? [] : [value]));
}
