import type { Env, Instant } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import type { Database } from "../kernel/sql.ts";
import { boundOf, type ReactionWay } from "./core/reaction-time.ts";
import { addReaction } from "./store/reactions.ts";

export interface ReactionTimeDeps {
  readonly db: Database;
  readonly env: Pick<Env, "wall">;
  readonly log: (level: "warn", event: string, fields: Readonly<Record<string, unknown>>) => void;
}

/**
 * Counts how long it took from the arrival of something until what it stops was stopped. Called once that has committed; over
 * real time, since people wait in it. A count that is lost loses a count and nothing else.
 */
export async function countReaction(
  deps: ReactionTimeDeps,
  workspaceId: Id<"wsp">,
  way: ReactionWay,
  arrivedAt: Instant,
): Promise<void> {
  const ms = Math.max(0, Math.round(deps.env.wall() - arrivedAt));
  try {
    await deps.db.write(workspaceId, (tx) => addReaction(tx, { way, boundMs: boundOf(ms), ms }));
  } catch (error) {
    deps.log("warn", "activity.reaction_not_counted", { says: error instanceof Error ? error.message : String(error) });
  }
}
