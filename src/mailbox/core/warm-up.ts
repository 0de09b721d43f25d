/** How a new mailbox grows: so many messages on its first day, more on each day after it, up to a ceiling. */
export interface WarmUp {
  readonly startPerDay: number;
  readonly growthPercent: number;
  readonly ceiling: number;
}

/** On how many days a mailbox has sent since its warm-up began, and the last of them. */
export interface WarmDays {
  readonly count: number;
  readonly last: number | null;
}

/** Where a mailbox stands in its warm-up today. */
export interface WarmUpToday {
  /** 1 on the first day of sending. */
  readonly day: number;
  /** The most in any 24 hours. */
  readonly cap: number;
  /** Whether the ceiling is still ahead. */
  readonly isWarming: boolean;
}

/**
 * The cap of today. Only days of sending count: a mailbox that rests does not grow, since receivers learn from what they get.
 * Days are numbers in UTC, counted since 1970.
 */
export function warmUpToday(warmUp: WarmUp, days: WarmDays, today: number): WarmUpToday {
  const before = days.last !== null && days.last >= today ? Math.max(0, days.count - 1) : days.count;
  const grown = Math.floor(warmUp.startPerDay * (1 + warmUp.growthPercent / 100) ** before);
  // Growth that the whole number swallows would never end: one more a day is the least.
  const cap = Math.min(warmUp.ceiling, Math.max(grown, warmUp.startPerDay + before));
  return { day: before + 1, cap, isWarming: cap < warmUp.ceiling };
}
