/** How a provider's rate and caps decide how many questions may go out now. All of it computes; nothing is kept here. */

/** How many questions a cap still allows; a question that costs nothing is never held up by one. */
export function affordable(costAtMost: number, left: readonly number[]): number {
  if (costAtMost === 0) return Number.MAX_SAFE_INTEGER;
  return Math.max(0, Math.floor(Math.min(...left) / costAtMost));
}

export interface Pace {
  /** How many may go out now. */
  readonly count: number;
  /** When the next one may, once these have gone out. */
  readonly nextAt: number | null;
  /** How long to wait when none may go out. */
  readonly waitMs: number;
}

/** Questions that may go out at once after a quiet time; over any longer time the rate holds. */
const burstMax = 5;

/** Spaces questions evenly (GCRA): `nextAt` is when the next one is due at the rate, `now` is real time. */
export function paceOf(ratePerMinute: number | null, nextAt: number | null, now: number, wanted: number): Pace {
  if (ratePerMinute === null) {
    const waitMs = Math.max(0, (nextAt ?? now) - now);
    return { count: waitMs > 0 ? 0 : wanted, nextAt, waitMs };
  }
  const interval = 60_000 / ratePerMinute;
  const burst = Math.min(burstMax, ratePerMinute);
  const from = Math.max(nextAt ?? 0, now - (burst - 1) * interval);
  const count = Math.min(wanted, from > now ? 0 : Math.floor((now - from) / interval) + 1);
  return { count, nextAt: Math.ceil(from + count * interval), waitMs: count === 0 ? Math.ceil(from - now) : 0 };
}
