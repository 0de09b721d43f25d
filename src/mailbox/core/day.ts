import { dayMs, type Instant } from "../../kernel/env.ts";

/** The day of an instant in UTC, counted since 1970: what tallies and warm-up go by. */
export function dayOf(at: Instant): number {
  return Math.floor(at / dayMs);
}
