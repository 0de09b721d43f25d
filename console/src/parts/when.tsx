import type { ReactNode } from "react";
import { useNow } from "../api/session.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const inYear = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit" });
const other = new Intl.DateTimeFormat("en-GB", { day: "2-digit", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" });

/** A time, short in the row and exact on hover. */
export function When(props: { readonly at: string | null; readonly missing?: string }): ReactNode {
  const now = useNow();
  if (props.at === null) return <span className="text-ink-3">{props.missing ?? "never"}</span>;
  const at = new Date(props.at);
  const isThisYear = at.getFullYear() === new Date(now).getFullYear();
  return (
    <time dateTime={props.at} title={exact.format(at)} className="whitespace-nowrap">
      {(isThisYear ? inYear : other).format(at)}
    </time>
  );
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
