import { unreachable } from "../../kernel/problem.ts";
import type { NextAction, Route } from "../contract.ts";
import type { RouteThresholds } from "../icp/contract.ts";

/** Where a contact goes from here, and what to suggest. */
export interface Routing {
  readonly route: Route;
  readonly suggestedAction: NextAction;
  /** Orders the queue across routes: higher is sooner. */
  readonly priority: number;
}

/** Routes by fit and intent; a disqualified contact is left alone whatever its scores. */
export function routeOf(
  scores: { readonly fit: number; readonly intent: number; readonly isDisqualified: boolean },
  thresholds: RouteThresholds,
): Routing {
  const route = pick(scores, thresholds);
  return {
    route,
    suggestedAction: suggestedAction(route),
    priority: tier(route) * 1_000 + 6 * scores.fit + 4 * Math.min(scores.intent, 99),
  };
}

/** What to do with a contact on a route. */
export function suggestedAction(route: Route): NextAction {
  switch (route) {
    case "act":
    case "nurture":
      return "send_email";
    case "observe":
      return "wait";
    case "exclude":
      return "none";
    default:
      return unreachable(route);
  }
}

function pick(
  scores: { readonly fit: number; readonly intent: number; readonly isDisqualified: boolean },
  thresholds: RouteThresholds,
): Route {
  if (scores.isDisqualified) return "exclude";
  if (scores.fit >= thresholds.actFit && scores.intent >= thresholds.actIntent) return "act";
  return scores.fit >= thresholds.nurtureFit ? "nurture" : "observe";
}

/** Tiers never overlap: fit and intent add at most 996. */
function tier(route: Route): number {
  switch (route) {
    case "act":
      return 3;
    case "nurture":
      return 2;
    case "observe":
      return 1;
    case "exclude":
      return 0;
    default:
      return unreachable(route);
  }
}
