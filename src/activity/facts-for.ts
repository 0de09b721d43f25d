import { absorbedIds } from "../identity/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { countsByKind, type HistoryRow, historyOf } from "./store/events.ts";
import { type ReactionRow, reactionRows } from "./store/reactions.ts";

/** What a decision reads of a contact's history; times are epoch milliseconds. */
export type ActivityFacts = HistoryRow;

/**
 * The history of contacts, set-based: one statement, whatever their number. `merged` maps ids that events were recorded
 * under before a merge to the contact that they belong to now.
 */
export async function activityFactsFor(
  tx: Tx,
  contactIds: readonly Id<"con">[],
  merged: ReadonlyMap<Id<"con">, Id<"con">> = new Map(),
): Promise<ReadonlyMap<Id<"con">, ActivityFacts>> {
  const wanted = new Set(contactIds);
  const olds = [...merged].filter(([, now]) => wanted.has(now));
  const ids = [...wanted, ...olds.map(([old]) => old)];
  const owners = [...wanted, ...olds.map(([, now]) => now)];
  const rows = ids.length === 0 ? [] : await historyOf(tx, ids, owners);
  return new Map(rows.map((row) => [row.contactId, row]));
}

/** When each of these contacts, or one that it absorbed, was last reached out to; one that never was has no entry. */
export async function lastTouches(tx: Tx, contactIds: readonly Id<"con">[]): Promise<ReadonlyMap<Id<"con">, number>> {
  const former = await absorbedIds(tx, contactIds);
  const merged = new Map([...former].flatMap(([id, olds]) => olds.map((old) => [old, id] as const)));
  const facts = await activityFactsFor(tx, contactIds, merged);
  return new Map(
    [...facts].flatMap(([id, { lastTouchAt }]) => (lastTouchAt === null ? [] : [[id, lastTouchAt] as const])),
  );
}

/** How many events of each kind happened since a time, for the funnel. */
export function eventCounts(tx: Tx, since: number): Promise<ReadonlyMap<string, number>> {
  return countsByKind(tx, since);
}

/** How long what came in took to stop what it stops, in buckets by way in. */
export function reactionTimes(tx: Tx): Promise<readonly ReactionRow[]> {
  return reactionRows(tx);
}
