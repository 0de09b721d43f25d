import { longOf, minus, plus, quotient, remainder } from "./long.ts";
import { asText, asTime, EvaluationError, type Long, type TimeValue, type Value } from "./value.ts";

const dayMs = 86_400_000;
const moment = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{3}))?(?:Z|([+-])(\d{2})(\d{2})))?$/;
const span = /^(-?)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const spanUnits = [86_400_000n, 3_600_000n, 60_000n, 1_000n, 1n] as const;

/** `datetime("…")`: RFC 80 of Cedar takes a day, or a second or millisecond in UTC or with an offset such as `+0200`. */
export function datetimeOf(text: Value): TimeValue {
  const found = moment.exec(asText(text));
  if (found === null) throw new EvaluationError("this is no datetime");
  const at = (index: number): number => Number(found[index] ?? 0);
  const midnight = new Date(0);
  midnight.setUTCFullYear(at(1), at(2) - 1, at(3));
  const isDay = midnight.getUTCMonth() === at(2) - 1 && midnight.getUTCDate() === at(3);
  const isHour = at(4) < 24 && at(5) < 60 && at(6) < 60 && at(9) < 24 && at(10) < 60;
  if (!isDay || !isHour) throw new EvaluationError("there is no such datetime");
  const clock = (at(4) * 60 + at(5)) * 60_000 + at(6) * 1_000 + at(7);
  const ahead = (at(9) * 60 + at(10)) * 60_000 * (found[8] === "-" ? -1 : 1);
  return { is: "datetime", ms: midnight.getTime() + clock - ahead };
}

/** `duration("…")`: days, hours, minutes, seconds and milliseconds in this order, such as `1d12h`. */
export function durationOf(text: Value): TimeValue {
  const found = span.exec(asText(text));
  const parts = found?.slice(2) ?? [];
  if (parts.every((part) => part === undefined)) throw new EvaluationError("this is no duration");
  const sum = parts.reduce((ms, part, index) => ms + BigInt(part ?? 0) * (spanUnits[index] ?? 0n), 0n);
  return { is: "duration", ms: longOf(found?.[1] === "-" ? -sum : sum) };
}

export function offset(from: Value, by: Value): TimeValue {
  return { is: "datetime", ms: plus(asTime(from, "datetime"), asTime(by, "duration")) };
}

export function durationSince(to: Value, from: Value): TimeValue {
  return { is: "duration", ms: minus(asTime(to, "datetime"), asTime(from, "datetime")) };
}

/** The beginning of the day in UTC. */
export function toDate(at: Value): TimeValue {
  const ms = asTime(at, "datetime");
  return { is: "datetime", ms: minus(ms, remainder(ms, dayMs)) };
}

/** How far into its day a moment is. */
export function toTime(at: Value): TimeValue {
  return { is: "duration", ms: remainder(asTime(at, "datetime"), dayMs) };
}

/** A duration counted in a unit, cut towards zero. */
export function counted(unitMs: number): (duration: Value) => Long {
  return (duration) => quotient(asTime(duration, "duration"), unitMs);
}
