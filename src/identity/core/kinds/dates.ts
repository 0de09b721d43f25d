import { type Instant, isoFromInstant } from "../../../kernel/env.ts";

/** A time as read, or why it cannot be read. */
export type DateRead = { readonly at: Instant } | { readonly says: string };

const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/**
 * Reads a date or a time as exports write them: ISO 8601, `31.12.2024`, `31-12-2024`, `12/31/2024`, `Dec 31, 2024`, Unix
 * seconds or milliseconds. Without a zone it is UTC. A date that two readings fit is refused, because half of them would be wrong.
 */
export function readDate(input: string): DateRead {
  const text = input.normalize("NFKC").trim();
  const unix = /^\d{10}$|^\d{13}$/.exec(text)?.[0];
  if (unix !== undefined) return bounded(Number(unix) * (unix.length === 10 ? 1_000 : 1), text);
  const split = /^(.*?\d)(?:(?:,?\s+(?:at\s+)?|T)(\d{1,2}[:.]\d{2}.*))?$/i.exec(text);
  const day = dayOf((split?.[1] ?? text).trim());
  if ("says" in day) return day;
  const time = split?.[2] === undefined ? 0 : timeOf(split[2].trim());
  return time === null ? unreadable(text) : bounded(day.at + time, text);
}

/** The same as ISO 8601 in UTC, or null. */
export function isoDate(input: string): string | null {
  const read = readDate(input);
  return "at" in read ? isoFromInstant(read.at) : null;
}

function dayOf(text: string): DateRead {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso !== null) return dateOf(text, iso[1], iso[2], iso[3]);
  const dayFirst = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$/.exec(text);
  if (dayFirst !== null) return dateOf(text, dayFirst[3], dayFirst[2], dayFirst[1]);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (slashed !== null) return slashedDate(text, Number(slashed[1]), Number(slashed[2]), slashed[3]);
  return namedMonth(text);
}

/** Americans put the month first, others the day; only where one reading is impossible is the other one certain. */
function slashedDate(text: string, first: number, second: number, year: string | undefined): DateRead {
  if (first > 12) return dateOf(text, year, second, first);
  if (second > 12 || first === second) return dateOf(text, year, first, second);
  return { says: `\`${short(text)}\` may be two different days: write the year first, as in \`2024-12-31\`` };
}

function namedMonth(text: string): DateRead {
  const words = text.toLowerCase().replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/, "");
  const found =
    /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(words) ??
    /^(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})$/.exec(words);
  if (found === null) return unreadable(text);
  const [, one = "", two = "", year] = found;
  const [name, day] = /^\d/.test(one) ? [two, one] : [one, two];
  const month = monthNames.indexOf(name.slice(0, 3)) + 1;
  return month === 0 ? unreadable(text) : dateOf(text, year, month, day);
}

type Part = string | number | undefined;

function dateOf(text: string, year: Part, month: Part, day: Part): DateRead {
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal = isoFromInstant(Number.isNaN(at) ? 0 : at).startsWith(
    `${year}-${String(Number(month)).padStart(2, "0")}-${String(Number(day)).padStart(2, "0")}`,
  );
  return isReal ? bounded(at, text) : { says: `\`${short(text)}\` is no day of the calendar` };
}

/** Milliseconds since midnight UTC, or null. */
function timeOf(text: string): number | null {
  const parts =
    /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i.exec(
      text,
    );
  if (parts === null) return null;
  const [, hours = "", minutes = "", seconds = "0", fraction = "", half, zone] = parts;
  const hour = hourOf(Number(hours), half?.toLowerCase());
  if (hour === null || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const ms = Math.floor(Number(`0.${fraction === "" ? "0" : fraction}`) * 1_000);
  return ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + ms - zoneMs(zone);
}

function hourOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour > 24 ? null : hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === "pm" ? 12 : 0);
}

function zoneMs(zone: string | undefined): number {
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? "");
  if (offset === null) return 0;
  return (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * 60_000;
}

function bounded(at: number, text: string): DateRead {
  return at >= earliest && at < latest ? { at } : unreadable(text);
}

function unreadable(text: string): DateRead {
  return { says: `\`${short(text)}\` is no date that can be read: write it as \`2024-12-31\`` };
}

const short = (value: string): string => (value.length > 40 ? `${value.slice(0, 40)}…` : value);
