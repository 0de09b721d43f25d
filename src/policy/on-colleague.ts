import type { ActivityReaction } from "../activity/contract.ts";
import type { AuditActor } from "../audit/contract.ts";
import { dayMs } from "../kernel/env.ts";
import type { Tx } from "../kernel/sql.ts";
import type { SuppressDeps } from "./deps.ts";
import { type HoldEntry, hold } from "./hold.ts";
import { countPastTouches } from "./past-touches.ts";
import { reactionSettings } from "./store/settings.ts";

type Wrote = Extract<ActivityReaction, { readonly type: "colleague.wrote" }>;

const actor: AuditActor = { kind: "policy", id: "reactions" };

/** A mail that a colleague wrote by hand counts as a touch, and the contact is the colleague's for some days. */
export async function onColleague(deps: SuppressDeps, tx: Tx, events: readonly Wrote[]): Promise<void> {
  if (events.length === 0) return;
  await countPastTouches(tx, events);
  const { colleagueDays } = await reactionSettings(tx);
  await hold(
    deps,
    tx,
    events.flatMap((event): readonly HoldEntry[] => {
      const until = event.at + colleagueDays * dayMs;
      if (!event.takesOver || event.contactId === null || until <= tx.now) return [];
      return [
        {
          contactId: event.contactId,
          kind: "colleague",
          until,
          reason: "a colleague has taken over",
          source: event.eventId,
          causes: [event.cause],
          actor,
        },
      ];
    }),
  );
}
