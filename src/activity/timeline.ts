import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ActivityKind } from "./contract.ts";
import { type Direction, directionOf, summaryOf } from "./core/timeline.ts";
import { eventsPage } from "./store/events.ts";

/** One entry of a contact's timeline, without personal text. */
export interface TimelineEntry {
  readonly id: Id<"evt">;
  readonly kind: ActivityKind;
  readonly direction: Direction;
  readonly occurredAt: number;
  readonly summary: string;
  readonly actionId: Id<"act"> | null;
}

/** What happened with a contact, newest first; `ids` are all the ids that its events stand under, after merges. */
export async function contactTimeline(
  tx: Tx,
  contactId: Id<"con">,
  limit: number,
  ids: readonly Id<"con">[] = [contactId],
): Promise<readonly TimelineEntry[]> {
  const events = await eventsPage(tx, { contactIds: ids, accountId: null, kind: null, before: null, limit });
  return events.map((event) => ({
    id: event.id,
    kind: event.kind,
    direction: directionOf(event.kind),
    occurredAt: event.occurredAt,
    summary: summaryOf(event),
    actionId: event.actionId,
  }));
}
