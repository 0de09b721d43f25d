import type { ActivityKind } from "../contract.ts";

/** Which way a touch or its result went, for the one timeline of a contact. */
export type Direction = "outbound" | "inbound" | "internal";

const inbound: ReadonlySet<ActivityKind> = new Set([
  "email_delivered",
  "email_delayed",
  "email_bounced",
  "email_replied",
  "auto_reply",
  "unsubscribed",
  "spam_complaint",
  "inbound_ambiguous",
  "inbound_unmatched",
  "meeting_booked",
  "meeting_declined",
  "meeting_rescheduled",
  "meeting_cancelled",
]);
const internal: ReadonlySet<ActivityKind> = new Set([
  "task_created",
  "task_completed",
  "reply_reclassified",
  "reply_suggested",
  "inbound_disclaimed",
  "alert_raised",
  "email_reconciled",
  "deal_created",
  "deal_won",
  "deal_lost",
  "case_opened",
  "case_closed",
]);

/** The direction of an event. */
export function directionOf(kind: ActivityKind): Direction {
  if (inbound.has(kind)) return "inbound";
  return internal.has(kind) ? "internal" : "outbound";
}

/** A place in the timeline: events are ordered by when they happened, then by id. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

/** An opaque cursor behind a place. */
export function cursorAfter(place: Place): string {
  return Buffer.from(`${place.at} ${place.id}`).toString("base64url");
}

/** The place of a cursor, or null where it is not one of ours. */
export function placeOfCursor(cursor: string): Place | null {
  const match = /^(-?\d{1,16}) ([a-z]{3}_[0-9a-z]{26})$/.exec(Buffer.from(cursor, "base64url").toString());
  return match === null ? null : { at: Number(match[1]), id: match[2] ?? "" };
}

/** One line that says what an event was, from codes and counts only: no personal text. */
export function summaryOf(event: {
  readonly kind: ActivityKind;
  readonly data: Readonly<Record<string, unknown>>;
}): string {
  const word = event.kind.replaceAll("_", " ");
  const details = ["kind", "severity", "reason", "permanence", "basis", "outcome", "disposition"]
    .map((name) => event.data[name])
    .filter((value) => typeof value === "string" && value !== "")
    .map((value) => String(value).replaceAll("_", " "));
  return details.length === 0 ? word : `${word}: ${details.join(", ")}`;
}
