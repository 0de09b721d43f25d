import { type Instant, isoFromInstant } from "../../../kernel/env.ts";
import type { Verdict } from "../../contract.ts";
import type { ActionFate, Backtest, StepResult } from "./fates.ts";

type Outcome = Verdict["outcome"];

/** What another history would have made of an action, where it would have made something else of it. */
export const turns = ["blocked", "asked", "put_off", "earlier", "newly_allowed"] as const;
export type Turn = (typeof turns)[number];

/** How many decisions came out how, then and now. */
export interface OutcomePair {
  readonly was: Outcome;
  readonly now: Outcome;
  readonly decisions: number;
}

/** What one policy did to sends: `stops` those that went out, or no longer stops those that did not. */
export interface PolicyShare {
  readonly policy: string;
  readonly code: string;
  readonly stops: number;
  readonly lets: number;
}

/** One day in UTC, for a chart: what was sent, and what would have become of it. */
export type DayCounts = { readonly day: string; readonly sent: number } & Readonly<Record<Turn, number>>;

/** Counts decisions as they are taken. */
export interface DecisionTally {
  count(result: StepResult): void;
  readonly pairs: () => readonly OutcomePair[];
  readonly counts: () => Readonly<Record<"looked" | "changed" | "not_asked" | "unreadable" | "withheld", number>>;
}

/** Begins with nothing counted. */
export function createDecisionTally(): DecisionTally {
  const pairs = new Map<string, { was: Outcome; now: Outcome; decisions: number }>();
  const counts = { looked: 0, changed: 0, not_asked: 0, unreadable: 0, withheld: 0 };
  return {
    count: (result) => {
      counts.looked += 1;
      if (result.kind !== "decided") {
        counts[result.kind] += 1;
        return;
      }
      const { was, now } = result;
      if (was !== now) counts.changed += 1;
      const pair = pairs.get(`${was} ${now}`) ?? { was, now, decisions: 0 };
      pairs.set(`${was} ${now}`, pair);
      pair.decisions += 1;
    },
    pairs: () =>
      [...pairs.values()].sort((a, b) => b.decisions - a.decisions || (a.was + a.now < b.was + b.now ? -1 : 1)),
    counts: () => counts,
  };
}

/** What would have become of an action that went, or would have gone, another way; undefined for all others. */
export function turnOf({ isSent, isNew, now }: ActionFate): Turn | undefined {
  if (isNew) return isSent ? "earlier" : "newly_allowed";
  if (!isSent) return undefined;
  switch (now) {
    case "deny":
      return "blocked";
    case "needs_approval":
      return "asked";
    case "defer":
      return "put_off";
    default:
      return undefined;
  }
}

/** How many sends there were, and what would have become of them. */
export function sendCounts({ fates }: Pick<Backtest, "fates">): { sent: number; kept: number } & Record<Turn, number> {
  const counts = { sent: 0, kept: 0, ...noTurns() };
  for (const fate of fates.values()) {
    const turn = turnOf(fate);
    if (fate.isSent) counts.sent += 1;
    if (turn !== undefined) counts[turn] += 1;
    else if (fate.isSent) counts.kept += 1;
  }
  return counts;
}

/** The same by day of the newest decision. */
export function countsByDay({ fates }: Pick<Backtest, "fates">): readonly DayCounts[] {
  const days = new Map<string, { sent: number } & Record<Turn, number>>();
  for (const fate of fates.values()) {
    const turn = turnOf(fate);
    if (!fate.isSent && turn === undefined) continue;
    const day = dayOf(fate.at);
    const counts = days.get(day) ?? { sent: 0, ...noTurns() };
    days.set(day, counts);
    if (fate.isSent) counts.sent += 1;
    if (turn !== undefined) counts[turn] += 1;
  }
  return [...days].map(([day, counts]) => ({ day, ...counts })).sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** Which policies make the difference. */
export function sharesByPolicy({ fates }: Pick<Backtest, "fates">): readonly PolicyShare[] {
  const shares = new Map<string, { policy: string; code: string; stops: number; lets: number }>();
  for (const fate of fates.values()) {
    const turn = turnOf(fate);
    if (turn === undefined) continue;
    for (const { policy, code } of fate.objections) {
      const share = shares.get(`${policy} ${code}`) ?? { policy, code, stops: 0, lets: 0 };
      shares.set(`${policy} ${code}`, share);
      if (fate.isNew) share.lets += 1;
      else share.stops += 1;
    }
  }
  return [...shares.values()].sort((a, b) => b.stops + b.lets - (a.stops + a.lets) || (a.policy < b.policy ? -1 : 1));
}

/** The result in one sentence. */
export function saysOf(
  counts: Readonly<Record<Turn, number>>,
  met: readonly { what: string; sends: number }[],
): string {
  const stopped = [
    ...(counts.blocked > 0 ? [`blocked ${sends(counts.blocked)}`] : []),
    ...(counts.asked > 0 ? [`asked a person about ${sends(counts.asked)}`] : []),
    ...(counts.put_off > 0 ? [`put off ${sends(counts.put_off)}`] : []),
  ];
  const booked = met.find(({ what }) => what === "meeting_booked")?.sends ?? 0;
  const lost = stopped.length === 0 ? [] : [`${booked} of which booked meetings`];
  const isNew = [
    ...(counts.newly_allowed > 0
      ? [`${sends(counts.newly_allowed)} newly allowed, of which nobody knows the outcome`]
      : []),
    ...(counts.earlier > 0 ? [`${sends(counts.earlier)} let out earlier`] : []),
  ];
  if (stopped.length + isNew.length === 0) return "would have changed nothing of what was sent";
  return [...(stopped.length === 0 ? [] : [`would have ${stopped.join(", ")}`]), ...lost, ...isNew].join(", ");
}

function sends(count: number): string {
  return count === 1 ? "1 send" : `${count.toLocaleString("en")} sends`;
}

function noTurns(): Record<Turn, number> {
  return { blocked: 0, asked: 0, put_off: 0, earlier: 0, newly_allowed: 0 };
}

function dayOf(at: Instant): string {
  return isoFromInstant(at).slice(0, 10);
}
