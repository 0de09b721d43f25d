import { absorbedIds } from "../identity/facts-for.ts";
import { dayMs } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActivityKind } from "./contract.ts";
import { countsByKind, firstAnswer, kindsByMessage } from "./store/events.ts";
import { type FailureRow, failuresSinceDelivery } from "./store/failures.ts";
import { type HistoryRow, historyOf } from "./store/history.ts";
import { type ModelResultRow, modelResults } from "./store/model.ts";
import { type ReactionRow, reactionRows } from "./store/reactions.ts";
import { type TroubleRow, troubleOf } from "./store/trouble.ts";

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

/** Trouble at accounts as other tools told of it, in one statement; `merged` maps ids of before a merge to those of now. */
export async function troubleFor(
  tx: Tx,
  accountIds: readonly Id<"acc">[],
  merged: ReadonlyMap<Id<"acc">, Id<"acc">>,
): Promise<ReadonlyMap<Id<"acc">, TroubleRow>> {
  if (accountIds.length === 0) return new Map();
  const rows = await troubleOf(tx, [...accountIds, ...merged.keys()], [...accountIds, ...merged.values()]);
  return new Map(rows.map((row) => [row.accountId, row]));
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

/** The audit record of whatever first showed that a message arrived; null where nothing did. */
export function evidenceOfArrival(tx: Tx, messageId: Id<"msg">): Promise<Id<"aud"> | null> {
  return firstAnswer(tx, messageId);
}

/** How many events of each kind happened since a time, for the funnel. */
export function eventCounts(tx: Tx, since: number): Promise<ReadonlyMap<string, number>> {
  return countsByKind(tx, since);
}

/** How far back a failure still counts against its address. */
const failuresCountMs = 365 * dayMs;

/**
 * The failures of each address before a new one, since something last got through to it, newest first; in the order asked. The
 * new one is told apart by its audit record, since its event is there already, and what else is said of its message is no other
 * failure. Events under absorbed contacts count too.
 */
export async function failuresBefore(
  tx: Tx,
  asked: readonly {
    readonly contactId: Id<"con"> | null;
    readonly address: string | null;
    readonly messageId: Id<"msg"> | null;
    readonly cause: Id<"aud">;
  }[],
): Promise<readonly (readonly FailureRow[])[]> {
  const contactIds = [...new Set(asked.flatMap(({ contactId }) => contactId ?? []))];
  if (contactIds.length === 0) return asked.map(() => []);
  const former = await absorbedIds(tx, contactIds);
  const questions = asked.map(({ contactId, address }) => ({
    contactIds: contactId === null || address === null ? [] : [contactId, ...(former.get(contactId) ?? [])],
    address: address ?? "",
  }));
  const rows = await failuresSinceDelivery(tx, questions, tx.now - failuresCountMs);
  return asked.map(({ cause, messageId }, n) =>
    rows.filter((row) => row.n === n && row.auditId !== cause && (messageId === null || row.messageId !== messageId)),
  );
}

/** How long what came in took to stop what it stops, in buckets by way in. */
export function reactionTimes(tx: Tx): Promise<readonly ReactionRow[]> {
  return reactionRows(tx);
}

/** What came of asking a model about replies, and what it took. */
export function modelUse(tx: Tx): Promise<readonly ModelResultRow[]> {
  return modelResults(tx);
}

/** What came back for each of these messages: answers, bounces, complaints, unsubscribes; one without any has no entry. */
export function whatCameBack(
  tx: Tx,
  messageIds: readonly Id<"msg">[],
): Promise<ReadonlyMap<Id<"msg">, readonly ActivityKind[]>> {
  return kindsByMessage(tx, messageIds, ["email_bounced", "email_replied", "spam_complaint", "unsubscribed"]);
}
