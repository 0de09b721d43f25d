import type { ActivityReaction } from "../activity/contract.ts";
import { failuresBefore } from "../activity/facts-for.ts";
import type { Tx } from "../kernel/sql.ts";
import { type BounceProtection, protectionAfter } from "./core/bounce-protection.ts";

export type BounceSeen = Extract<ActivityReaction, { readonly type: "bounce.seen" }>;

/** What each bounce asks for, by what happened to its address before; in the order of `events`. Two statements, however many. */
export async function bounceProtections(tx: Tx, events: readonly BounceSeen[]): Promise<readonly BounceProtection[]> {
  const earlier = await failuresBefore(tx, events);
  return events.map((event, n) => protectionAfter(event, earlier[n] ?? []));
}
