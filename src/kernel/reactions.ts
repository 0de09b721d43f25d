import type { Tx } from "./sql.ts";

/**
 * In-transaction reactions: how a block on the left stops work on the right without importing it. A verb hands its events
 * to `react` inside its own transaction; the composition root wires one ordered list of handlers.
 */
export type React<E> = (tx: Tx, events: readonly E[]) => Promise<void>;

/** Joins handlers into one; each sees all events, in the given order, in the same transaction. */
export function reactInOrder<E>(...handlers: readonly React<E>[]): React<E> {
  return async (tx, events) => {
    if (events.length === 0) return;
    for (const handler of handlers) await handler(tx, events);
  };
}
