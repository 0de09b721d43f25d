import { type Instant, isoOrNull } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import type { Tx } from "../kernel/sql.ts";
import { oneMore } from "./core/caps.ts";
import { type CapWindow, emptyWindow, never } from "./core/facts.ts";
import { type CapSubject, lockSubjects } from "./gates.ts";
import {
  type CapCountRow,
  capCounts,
  insertCopies,
  releaseReservations,
  spendReservations,
  upsertReservations,
} from "./store/caps.ts";

const dayMs = 86_400_000;

/** What was counted for a set of subjects; a batch adds what it allows, so that the next proposal sees it. */
export interface CapBook {
  window(subject: CapSubject): CapWindow;
  /** The newest touch of a subject in 30 days, or `never`. */
  newestAt(subject: CapSubject): string;
  /** Counts one allowed action, which took a place of each subject. */
  count(subjects: readonly CapSubject[], at: Instant): void;
}

/**
 * Counts what subjects used, in one statement. Leave out the actions that are being decided again: their own reservations
 * must not stand in their way. Call after `lockSubjects`, or the count may be old before it is read.
 */
export async function capFacts(
  tx: Tx,
  subjects: readonly CapSubject[],
  now: Instant,
  excludeActionIds: readonly Id<"act">[],
): Promise<CapBook> {
  const rows = subjects.length === 0 ? [] : await capCounts(tx, subjects, now, excludeActionIds);
  return bookOf(
    new Map(rows.map((row) => [nameOf(row), { window: windowFrom(row), newestAt: isoOrNull(row.newest) ?? never }])),
  );
}

/** A place of one subject for one action. */
export interface Reservation extends CapSubject {
  readonly actionId: Id<"act">;
  /** Left out: as long as a permit lives. */
  readonly expiresAt?: Instant;
}

/** Keeps places for allowed actions until they expire; call in the transaction that counted. */
export async function reserveCaps(tx: Tx, reservations: readonly Reservation[]): Promise<void> {
  const rows = reservations.map((one) => ({
    ...one,
    at: tx.now,
    expiresAt: one.expiresAt ?? tx.now + limits.permitTtlMs,
  }));
  if (rows.length > 0) await upsertReservations(tx, rows);
}

/** Turns the places of actions into use, when their attempt begins. */
export async function spendCaps(tx: Tx, actionIds: readonly Id<"act">[]): Promise<void> {
  if (actionIds.length > 0) await spendReservations(tx, actionIds);
}

/** Gives the places of actions back, when it is certain that nothing reached the person. */
export async function releaseCaps(tx: Tx, actionIds: readonly Id<"act">[]): Promise<void> {
  if (actionIds.length > 0) await releaseReservations(tx, actionIds);
}

/** Lets the touches of contacts that were merged away count for the one they became as well (I6, I10). */
export async function copyTouches(tx: Tx, from: readonly Id<"con">[], to: Id<"con">): Promise<void> {
  const kinds = ["contact", "thread"] as const;
  await lockSubjects(tx, { gates: [], caps: kinds.map((kind) => ({ kind, key: to })) }, "update");
  for (const kind of kinds) await insertCopies(tx, kind, from, to);
}

/** The same for accounts that became one or several. */
export async function copyAccountTouches(tx: Tx, from: readonly Id<"acc">[], to: Id<"acc">): Promise<void> {
  await lockSubjects(tx, { gates: [], caps: [{ kind: "account", key: to }] }, "update");
  await insertCopies(tx, "account", from, to);
}

interface Counted {
  readonly window: CapWindow;
  readonly newestAt: string;
}

/** Grows in place: a copy for each allowed action would cost more with every one before it in the batch. */
function bookOf(counted: Map<string, Counted>): CapBook {
  const at = (subject: CapSubject): Counted => counted.get(nameOf(subject)) ?? { window: emptyWindow, newestAt: never };
  return {
    window: (subject) => at(subject).window,
    newestAt: (subject) => at(subject).newestAt,
    count: (subjects, instant) => {
      for (const subject of subjects)
        counted.set(nameOf(subject), {
          window: oneMore(at(subject).window, instant),
          newestAt: new Date(instant).toISOString(),
        });
    },
  };
}

function nameOf({ kind, key }: { readonly kind: string; readonly key: string }): string {
  return `${kind} ${key}`;
}

function windowFrom(row: CapCountRow): CapWindow {
  const drops = (oldest: Instant | null, days: number): string =>
    oldest === null ? never : new Date(oldest + days * dayMs).toISOString();
  return {
    d1: row.d1,
    d7: row.d7,
    d30: row.d30,
    d1DropsAt: drops(row.oldest1, 1),
    d7DropsAt: drops(row.oldest7, 7),
    d30DropsAt: drops(row.oldest30, 30),
  };
}
