import { whatCameBack } from "../activity/facts-for.ts";
import { messagesOf } from "../execution/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { outcomeKindsOf } from "./store/outcomes.ts";

/**
 * What is known to have come of these actions: what their messages brought back, and the outcomes that are tied to them. An
 * action that nothing came of has no entry.
 */
export async function whatCameOf(
  tx: Tx,
  actionIds: readonly Id<"act">[],
): Promise<ReadonlyMap<Id<"act">, readonly string[]>> {
  if (actionIds.length === 0) return new Map();
  const messages = await messagesOf(tx, actionIds);
  const [back, outcomes] = await Promise.all([whatCameBack(tx, [...messages.values()]), outcomeKindsOf(tx, actionIds)]);
  return new Map(
    actionIds.flatMap((actionId) => {
      const messageId = messages.get(actionId);
      const events = messageId === undefined ? [] : (back.get(messageId) ?? []);
      const all = [...events, ...(outcomes.get(actionId) ?? [])];
      return all.length === 0 ? [] : [[actionId, all] as const];
    }),
  );
}
