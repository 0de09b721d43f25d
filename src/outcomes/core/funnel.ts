import type { z } from "zod";
import type { reportFunnel } from "../contract.ts";

type Stage = z.output<(typeof reportFunnel)["output"]>["stages"][number];

/** The counts that the funnel is made of, as the blocks give them. */
export interface FunnelCounts {
  readonly routes: ReadonlyMap<string, number>;
  readonly actions: readonly { readonly outcome: string; readonly count: number }[];
  readonly activities: ReadonlyMap<string, number>;
  readonly outcomes: ReadonlyMap<string, number>;
}

/** Lays the counts out as stages, each with the query that lists what it counted. */
export function funnelFrom(counts: FunnelCounts): Stage[] {
  const { routes, actions, activities, outcomes } = counts;
  const proposed = actions.reduce((sum, row) => sum + row.count, 0);
  const allowed = actions.reduce((sum, row) => (row.outcome === "allow" ? sum + row.count : sum), 0);
  const activity = (stage: Stage["stage"], kind: string): Stage => ({
    stage,
    count: activities.get(kind) ?? 0,
    query: { operation: "activities.list", input: { kind } },
  });
  const outcome = (stage: Stage["stage"], kind: string): Stage => ({
    stage,
    count: outcomes.get(kind) ?? 0,
    query: { operation: "outcomes.list", input: { kind } },
  });
  return [
    {
      stage: "targeted",
      count: (routes.get("act") ?? 0) + (routes.get("nurture") ?? 0),
      query: { operation: "queue.next", input: {} },
    },
    { stage: "proposed", count: proposed, query: { operation: "actions.list", input: {} } },
    { stage: "allowed", count: allowed, query: { operation: "actions.list", input: { outcome: "allow" } } },
    activity("sent", "email_sent"),
    activity("delivered", "email_delivered"),
    activity("replied", "email_replied"),
    outcome("meeting", "meeting_booked"),
    outcome("held", "meeting_held"),
    outcome("won", "deal_won"),
  ];
}
