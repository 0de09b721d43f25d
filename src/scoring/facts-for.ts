import type { Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { Route } from "./contract.ts";
import { countsByRoute, scoresOf } from "./store/scores.ts";

/** What a decision reads about a contact's scores. */
export interface ScoreFactsRow {
  readonly contactId: Id<"con">;
  readonly fit: number;
  readonly intent: number;
  readonly disqualified: boolean;
  readonly route: Route;
  readonly icpVersion: Id<"icp">;
  readonly scoredAt: Instant;
}

/** The scores of these contacts in one statement; an unscored contact has no row. */
export async function scoreFactsFor(
  tx: Tx,
  contactIds: readonly Id<"con">[],
): Promise<ReadonlyMap<Id<"con">, ScoreFactsRow>> {
  const scores = await scoresOf(tx, contactIds);
  return new Map(
    scores.map((score) => [
      score.contactId,
      {
        contactId: score.contactId,
        fit: score.fit,
        intent: score.intent,
        disqualified: score.disqualified,
        route: score.route,
        icpVersion: score.icpVersionId,
        scoredAt: score.computedAt,
      },
    ]),
  );
}

/** How many contacts are on each route. */
export function routeCounts(tx: Tx): Promise<ReadonlyMap<Route, number>> {
  return countsByRoute(tx);
}
