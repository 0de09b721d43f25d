import type { ActivityReaction } from "../activity/contract.ts";
import { dayMs, hourMs } from "../kernel/env.ts";
import type { Tx } from "../kernel/sql.ts";
import type { ExecutionDeps } from "./deps.ts";
import { bookMeeting } from "./work.ts";

/**
 * A reply that accepts a meeting books it: at the time that its invitation names, else the next working day at 10:00 UTC, to
 * be moved by the account executive who takes it over.
 */
export function bookFromReply(deps: ExecutionDeps): (tx: Tx, events: readonly ActivityReaction[]) => Promise<void> {
  return async (tx, events) => {
    for (const event of events) {
      if (
        event.type !== "reply.classified" ||
        event.kind !== "meeting" ||
        event.contactId === null ||
        event.inboundId === null
      )
        continue;
      await bookMeeting(deps, tx, {
        contactId: event.contactId,
        accountId: event.accountId,
        startsAt: event.meetingAt ?? nextWorkingMorning(tx.now),
        cause: `inbound ${event.inboundId}`,
        recordId: event.cause,
      });
    }
  };
}

/** Ten in the morning (UTC) of the next Monday to Friday after an instant. */
export function nextWorkingMorning(after: number): number {
  const midnight = Math.floor(after / dayMs) * dayMs;
  for (let days = 1; ; days += 1) {
    const morning = midnight + days * dayMs;
    const weekday = (Math.floor(morning / dayMs) + 4) % 7;
    if (weekday !== 0 && weekday !== 6) return morning + 10 * hourMs;
  }
}
