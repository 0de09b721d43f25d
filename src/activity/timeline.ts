import { attributionOf } from "../identity/attribution.ts";
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

/** What happened with a contact, newest first, under any id that it ever had and after every merge and split. */
export async function contactTimeline(tx: Tx, contactId: Id<"con">, limit: number): Promise<readonly TimelineEntry[]> {
  const whose = await attributionOf(tx, contactId);
  const events = await eventsPage(tx, { whose, accountIds: null, kind: null, before: null, limit });
  return events.map((event) => ({
    id: event.id,
    kind: event.kind,
    direction: directionOf(event.kind),
    occurredAt: event.occurredAt,
    summary: summaryOf(event),
    actionId: event.actionId,
  }));
}
