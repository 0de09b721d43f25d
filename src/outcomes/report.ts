import { instantFromIso } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { routeCounts } from "../scoring/facts-for.ts";
import type { reportDecisions, reportFunnel, reportOutcomes } from "./contract.ts";
import { compare } from "./core/compare.ts";
import { funnelFrom } from "./core/funnel.ts";
import type { ReportDeps } from "./deps.ts";
import { outcomeCounts, outcomesBy } from "./store/outcomes.ts";

/** How many got how far since a time. */
export function funnel(
  deps: ReportDeps,
  input: InputOf<typeof reportFunnel>,
  caller: Caller,
): Promise<OutputOf<typeof reportFunnel>> {
  const since = sinceOf(input.since);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const stages = funnelFrom({
      routes: await routeCounts(tx),
      actions: await deps.actionCounts(tx, since),
      activities: await deps.activityCounts(tx, since),
      outcomes: await outcomeCounts(tx, since),
    });
    return { since: input.since ?? null, stages };
  });
}

/** What came of each template, sequence or segment since a time. */
export function outcomesReport(
  deps: ReportDeps,
  input: InputOf<typeof reportOutcomes>,
  caller: Caller,
): Promise<OutputOf<typeof reportOutcomes>> {
  const since = sinceOf(input.since);
  return deps.db.read(caller.workspaceId, async (tx) => {
    const groups = await outcomesBy(tx, since, input.by);
    const sends = input.by === "segment" ? null : await deps.sendsBy(tx, since, input.by);
    return { since: input.since ?? null, rows: compare(groups, sends) };
  });
}

/** Why actions were or were not allowed since a time, the most frequent first. */
export function decisionsReport(
  deps: ReportDeps,
  input: InputOf<typeof reportDecisions>,
  caller: Caller,
): Promise<OutputOf<typeof reportDecisions>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const counts = await deps.decisionCounts(tx, sinceOf(input.since));
    const rows = counts.map(({ outcome, reason, count }) => ({ outcome, reason, count }));
    return {
      since: input.since ?? null,
      total: rows.reduce((sum, row) => sum + row.count, 0),
      rows: rows.sort((left, right) => right.count - left.count || (nameOf(left) < nameOf(right) ? -1 : 1)),
    };
  });
}

function nameOf(row: { readonly outcome: string; readonly reason: string | null }): string {
  return `${row.outcome} ${row.reason ?? ""}`;
}

function sinceOf(text: string | undefined): number {
  return text === undefined ? 0 : instantFromIso(text);
}
