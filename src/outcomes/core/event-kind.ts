import type { ActivityKind } from "../../activity/contract.ts";
import type { OutcomeKind, ReportedKind } from "../contract.ts";

const eventKinds = {
  meeting_booked: "meeting_booked",
  meeting_held: "meeting_held",
  no_show: "meeting_no_show",
  opportunity_created: "deal_created",
  deal_won: "deal_won",
  deal_lost: "deal_lost",
} as const satisfies Readonly<Record<ReportedKind, ActivityKind>>;

/** The activity event that shows a reported outcome on the timeline. */
export function eventKindOf(kind: ReportedKind): ActivityKind {
  return eventKinds[kind];
}

/** The outcome that an activity event means, or null for events that are none. Replies are judged by their class instead. */
export function outcomeKindOf(kind: ActivityKind): OutcomeKind | null {
  const found = Object.entries(eventKinds).find(([, event]) => event === kind);
  return found === undefined ? null : (found[0] as ReportedKind);
}
