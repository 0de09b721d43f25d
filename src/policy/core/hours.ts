import { type Facts, never } from "./facts.ts";

/** The hours in which people are written to, as the shipped policy `hours.quiet` has them; only the hint of when to ask again uses this. */
const workday = { fromHour: 8, toHour: 18 } as const;

const minuteMs = 60_000;
const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;
const horizonMs = 14 * dayMinutes * minuteMs;
const jumpsMax = 100;

/** Local time somewhere: the day of the week (0 is Sunday) and minutes since midnight. */
interface LocalTime {
  readonly day: number;
  readonly minute: number;
}

type Clock = (instant: number) => LocalTime;

/**
 * What policy reads about the hour: the earliest and latest local hour over every time zone where the contact may be, whether
 * it is a weekend in any, and when it will next be working hours in all. No known zone counts as UTC.
 */
export function quietFacts(timeZones: readonly string[], now: number): Facts["quiet"] {
  return createQuietHours()(timeZones, now);
}

/** Works out quiet hours: the same answer for the same zones and instant. */
export type QuietHours = (timeZones: readonly string[], now: number) => Facts["quiet"];

/** `quietFacts` that keeps its clocks, since making one for a zone costs more than reading it a hundred times. */
export function createQuietHours(): QuietHours {
  const clocks = new Map<string, Clock | null>();
  const clockOf = (timeZone: string): Clock | null => {
    const known = clocks.get(timeZone);
    if (known !== undefined) return known;
    const clock = isTimeZone(timeZone) ? clockIn(timeZone) : null;
    clocks.set(timeZone, clock);
    return clock;
  };
  return (timeZones, now) => {
    const known = [...new Set(timeZones)].flatMap((timeZone) => clockOf(timeZone) ?? []);
    return quietBy(known.length === 0 ? [clockIn("UTC")] : known, now);
  };
}

function quietBy(clocks: readonly Clock[], now: number): Facts["quiet"] {
  const local = clocks.map((clock) => clock(now));
  const hours = local.map(({ minute }) => Math.floor(minute / hourMinutes));
  const endsAt = nextWorkingTime(clocks, now);
  return {
    earliestHour: Math.min(...hours),
    latestHour: Math.max(...hours),
    weekend: local.some(({ day }) => day === 0 || day === 6),
    // Zones too far apart share no working hour: nobody knows when, and the decision asks again later.
    endsAt: endsAt === null ? never : new Date(endsAt).toISOString(),
  };
}

/** The first time from `now` on that is a working hour by every clock; null when they share none. */
function nextWorkingTime(clocks: readonly Clock[], now: number): number | null {
  let at = now;
  for (let jump = 0; jump < jumpsMax && at - now < horizonMs; jump += 1) {
    const from = at;
    const waits = clocks.map((clock) => minutesUntilWork(clock(from)));
    const longest = Math.max(...waits);
    if (longest === 0) return at;
    // An hour short of the aim, so that a change to summer time on the way is not slept through; then minute by clock.
    const step = longest > hourMinutes ? longest - hourMinutes : longest;
    at = Math.floor(at / minuteMs) * minuteMs + step * minuteMs;
  }
  return null;
}

/** Minutes until the workday opens by one clock; 0 within it. */
function minutesUntilWork({ day, minute }: LocalTime): number {
  const isWeekday = day >= 1 && day <= 5;
  if (isWeekday && minute >= workday.fromHour * hourMinutes && minute < workday.toHour * hourMinutes) return 0;
  if (isWeekday && minute < workday.fromHour * hourMinutes) return workday.fromHour * hourMinutes - minute;
  const days = day === 5 ? 3 : day === 6 ? 2 : 1;
  return days * dayMinutes - minute + workday.fromHour * hourMinutes;
}

const dayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

function clockIn(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return {
      day: dayNames.indexOf(parts.get("weekday") ?? ""),
      minute: Number(parts.get("hour")) * hourMinutes + Number(parts.get("minute")),
    };
  };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
