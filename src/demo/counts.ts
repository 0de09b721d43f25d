import type { Ledger, LoggedRecord } from "./ledger.ts";

/** How often each outcome was given for each reason; an allow has the reason `none`. */
export interface DecisionCount {
  readonly outcome: string;
  readonly reason: string;
  readonly count: number;
}

/** What a demo amounted to, counted over the exported log and the world's truth. */
export interface Counts {
  readonly decisions: readonly DecisionCount[];
  readonly sends: number;
  readonly delivered: number;
  readonly hardBounces: number;
  readonly softBounces: number;
  readonly replies: Readonly<Record<string, number>>;
  readonly repliesTotal: number;
  readonly languages: readonly string[];
  readonly complaints: number;
  readonly unsubscribes: number;
  readonly meetings: number;
  readonly noShows: number;
  readonly deals: number;
  readonly dealsLost: number;
  readonly suppressions: Readonly<Record<string, number>>;
  readonly approvals: Readonly<Record<string, number>>;
}

/** Counts a run. Bounces are what the market meant by them; everything else is what our log says. */
export function countRun(ledger: Ledger): Counts {
  const { records, truth } = ledger;
  const ofType = (type: string): readonly LoggedRecord[] => records.filter((record) => record.type === type);
  const outcomes = tally(ofType("outcome.recorded").map((record) => record.outcome?.kind ?? ""));
  const replies = [...ofType("activity.email_replied"), ...ofType("activity.auto_reply")];
  const answers = truth.filter(
    (line) =>
      line.direction === "out" &&
      line.result === "sent" &&
      typeof line.truth.language === "string" &&
      line.truth.kind !== "delivered",
  );
  const bounces = [
    ...truth.filter((line) => line.direction === "in" && line.code >= 400),
    ...truth.filter((line) => line.direction === "out" && line.result === "sent"),
  ];
  return {
    decisions: decisionCounts(records),
    sends: ofType("message.sent").length,
    delivered: ofType("activity.email_delivered").length,
    hardBounces: bounces.filter((line) => line.truth.kind === "hard_bounce").length,
    softBounces: bounces.filter((line) => line.truth.kind === "soft_bounce").length,
    replies: tally(replies.map((record) => String(record.data?.["class"] ?? "unclassified"))),
    repliesTotal: replies.length,
    languages: [...new Set(answers.map((line) => line.truth.language ?? ""))].sort(),
    complaints: ofType("activity.spam_complaint").length,
    unsubscribes: ofType("activity.unsubscribed").length,
    meetings: outcomes["meeting_booked"] ?? 0,
    noShows: outcomes["no_show"] ?? 0,
    deals: outcomes["deal_won"] ?? 0,
    dealsLost: outcomes["deal_lost"] ?? 0,
    suppressions: tally(ofType("suppression.added").map((record) => String(record.data?.["reason"] ?? "unknown"))),
    approvals: tally(
      records
        .filter((record) => record.type.startsWith("approval."))
        .map((record) => record.type.slice("approval.".length)),
    ),
  };
}

/** Decisions by outcome and reason code, most frequent first. */
export function decisionCounts(records: readonly LoggedRecord[]): readonly DecisionCount[] {
  const pairs = records.flatMap((record) => {
    if (!record.type.startsWith("decision.") || record.decision === undefined) return [];
    const { outcome, reasons } = record.decision;
    return (reasons.length === 0 ? ["none"] : [...new Set(reasons)]).map((reason) => `${outcome} ${reason}`);
  });
  return Object.entries(tally(pairs))
    .map(([pair, count]) => ({ outcome: pair.split(" ")[0] ?? "", reason: pair.split(" ")[1] ?? "", count }))
    .sort(
      (one, other) =>
        other.count - one.count || (`${one.outcome}${one.reason}` < `${other.outcome}${other.reason}` ? -1 : 1),
    );
}

function tally(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
