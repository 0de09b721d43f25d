import type { FeedEvent } from "../../feed/contract.ts";

/** Standard Webhooks asks for small bodies: a receiver reads the whole one before it can know whom it is from. */
const bodyMaxBytes = 20 * 1024;

/** The body of a call. What other tools told stays out where it makes the body too large: the feed has it. */
export function bodyOf(event: FeedEvent): string {
  const whole = textOf(event);
  if (Buffer.byteLength(whole) <= bodyMaxBytes) return whole;
  return textOf({ ...event, data: { isCut: true } });
}

function textOf(event: FeedEvent): string {
  return JSON.stringify({ type: `activity.${event.kind}`, timestamp: event.occurredAt, data: event });
}
