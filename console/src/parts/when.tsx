import type { ReactNode } from "react";
import { useNow } from "../api/session.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const short = new Intl.DateTimeFormat("en-US", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });

/** A time, short in the row and exact on hover. */
export function When(props: { readonly at: string | null; readonly missing?: string }): ReactNode {
  const now = useNow();
  if (props.at === null) return <span className="text-ink-3">{props.missing ?? "never"}</span>;
  const at = new Date(props.at);
  return (
    <time dateTime={props.at} title={exact.format(at)} className="whitespace-nowrap">
      {shortTime(at, new Date(now))}
    </time>
  );
}

/** "7 Sep 18:00" in the year of now, "7 Sep 2025" in another. */
export function shortTime(at: Date, now: Date): string {
  const parts = Object.fromEntries(short.formatToParts(at).map(({ type, value }) => [type, value]));
  const date = `${parts["day"]} ${parts["month"]}`;
  return at.getFullYear() === now.getFullYear()
    ? `${date} ${parts["hour"]}:${parts["minute"]}`
    : `${date} ${parts["year"]}`;
}

/** How far a time lies from now, in one unit: "in 3 d", "5 min ago". */
export function Away(props: { readonly at: string }): ReactNode {
  const distance = Date.parse(props.at) - useNow();
  return (
    <time dateTime={props.at} title={exact.format(new Date(props.at))} className="whitespace-nowrap">
      {distance >= 0 ? `in ${span(distance)}` : `${span(-distance)} ago`}
    </time>
  );
}

/** A length of time in its largest unit. */
export function span(ms: number): string {
  if (ms < minute) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < hour) return `${Math.round(ms / minute)} min`;
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`;
  return `${Math.round(ms / day)} d`;
}
