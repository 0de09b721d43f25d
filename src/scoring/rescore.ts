import type { Instant } from "../kernel/env.ts";
import { type Id, newUuid } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ObservedSignal } from "./core/intent.ts";
import { scoreOf } from "./core/score.ts";
import type { Subject } from "./core/subject.ts";
import type { ScoringDeps } from "./deps.ts";
import { activeIcp } from "./store/icp.ts";
import {
  insertChanges,
  lockScores,
  removeScores,
  type Score,
  type Signal,
  signalsAbout,
  upsertScores,
} from "./store/scores.ts";

/** Older signals have faded to nothing: the slowest half-life that a profile may set is a year. */
const signalAgeMaxMs = 3 * 365 * 24 * 3_600_000;
/** Newest signals read for one contact or account. */
const signalsPerSubjectMax = 200;

/** The contacts that one transaction scores; more go through the sweep (`sweep.ts`). */
export const rescoreBatchMax = 5_000;

/**
 * Scores these contacts anew in the caller's transaction: seven statements, however many contacts. Contacts that were
 * merged away lose their score. Nothing happens before a profile is published.
 */
export async function rescore(
  deps: Pick<ScoringDeps, "env" | "subjects">,
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<readonly Score[]> {
  const ids = [...new Set(contactIds)].sort();
  if (ids.length > rescoreBatchMax) throw new Error(`${ids.length} contacts are too many for one rescore`);
  if (ids.length === 0) return [];
  const icp = await activeIcp(tx);
  if (icp === undefined) return [];
  await lockScores(tx, ids);
  const subjects = await deps.subjects(tx, ids);
  const signals = await signalsOf(tx, subjects);
  const scores = subjects.map((subject): Score => {
    const scored = scoreOf(icp, subject, observed(subject, signals), tx.now);
    return {
      contactId: subject.contactId,
      accountId: subject.accountId,
      ...scored,
      icpVersionId: icp.id,
      computedAt: tx.now,
    };
  });
  const living = new Set(subjects.map((subject) => subject.contactId));
  const gone = ids.filter((id) => !living.has(id));
  if (gone.length > 0) await removeScores(tx, gone);
  if (scores.length === 0) return [];
  const historyIds = scores.map(() => newUuid(deps.env));
  await insertChanges(tx, historyIds, scores);
  await upsertScores(tx, scores);
  return scores;
}

type BySubject = ReadonlyMap<string, readonly Signal[]>;

async function signalsOf(tx: Tx, subjects: readonly Subject[]): Promise<BySubject> {
  const contactIds = subjects.flatMap((subject) => [subject.contactId, ...subject.formerIds]);
  const accountIds = [...new Set(subjects.flatMap(accountIdsOf))];
  const since: Instant = tx.now - signalAgeMaxMs;
  const signals = await signalsAbout(tx, contactIds, accountIds, since, signalsPerSubjectMax);
  return Map.groupBy(signals, (signal) => signal.contactId ?? signal.accountId ?? "");
}

function observed(subject: Subject, signals: BySubject): readonly ObservedSignal[] {
  const own = [subject.contactId, ...subject.formerIds].flatMap((id) => signals.get(id) ?? []);
  const around = accountIdsOf(subject).flatMap((id) => signals.get(id) ?? []);
  return [...own.map((signal) => seen(signal, "contact")), ...around.map((signal) => seen(signal, "account"))];
}

function accountIdsOf({ accountId, formerAccountIds = [] }: Subject): readonly Id<"acc">[] {
  return accountId === null ? [] : [accountId, ...formerAccountIds];
}

function seen(signal: Signal, about: ObservedSignal["about"]): ObservedSignal {
  return { kind: signal.kind, strength: signal.strength, occurredAt: signal.occurredAt, about };
}
