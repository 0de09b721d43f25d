import { unreachable } from "../../kernel/problem.ts";
import type { OutcomeKind } from "../contract.ts";

/**
 * The slot of an outcome about something: outcomes in one slot correct each other and the last counts. A reply cannot be
 * both positive and negative, a meeting both held and missed, a deal both won and lost.
 */
export function slotOf(kind: OutcomeKind, about: string): string {
  switch (kind) {
    case "reply_positive":
    case "reply_negative":
      return `reply:${about}`;
    case "meeting_booked":
      return `booking:${about}`;
    case "meeting_held":
    case "no_show":
      return `attendance:${about}`;
    case "opportunity_created":
      return `opening:${about}`;
    case "deal_won":
    case "deal_lost":
      return `close:${about}`;
    default:
      return unreachable(kind);
  }
}
