import type { Instant } from "../../kernel/env.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ConsentEvent } from "../core/consent.ts";
import { type KeyDeps, type KeyOfMany, keysOverMany, type Recipient } from "../keys.ts";
import { consentsOver } from "../store/consents.ts";
import { newestStops } from "../store/suppressions.ts";

/** What is recorded about one recipient's consent. */
export interface ConsentsOf {
  readonly events: readonly ConsentEvent[];
  /** The newest suppression by the person's wish, lifted or not: a consent from before it counts no longer. */
  readonly stoppedAt: Instant | null;
}

/** What is recorded about recipients' consents, in two statements; in the order of `recipients`. */
export async function consentsOf(
  deps: KeyDeps,
  tx: Tx,
  recipients: readonly Recipient[],
  keys: readonly KeyOfMany[] = keysOverMany(deps, tx, recipients),
): Promise<readonly ConsentsOf[]> {
  if (keys.length === 0) return recipients.map(() => ({ events: [], stoppedAt: null }));
  const [events, stops] = await Promise.all([consentsOver(tx, keys), newestStops(tx, keys)]);
  const stoppedAt = new Map(stops.map(({ n, at }) => [n, at]));
  const byRecipient = Map.groupBy(events, ({ n }) => n);
  return recipients.map((_, n) => ({ events: byRecipient.get(n) ?? [], stoppedAt: stoppedAt.get(n) ?? null }));
}
