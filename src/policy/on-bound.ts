import type { ActivityReaction } from "../activity/contract.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { Tx } from "../kernel/sql.ts";
import type { SuppressDeps } from "./deps.ts";
import { releaseNamed } from "./hold.ts";
import { holdsFrom } from "./store/holds.ts";

type Bound = Extract<ActivityReaction, { readonly type: "mail.bound" }>;

/**
 * Ends what a mail made contacts wait for who did not write it, once a person has said who did. A hold that something else asked
 * for too stays, and so does the hold of a whole account.
 */
export async function onBound(deps: SuppressDeps, tx: Tx, events: readonly Bound[]): Promise<void> {
  for (const event of events) {
    if (event.inboundId === null) continue;
    const actor: AuditActor = { kind: "user", id: event.by };
    const holds = await holdsFrom(tx, event.inboundId);
    const others = holds.filter(({ contactId }) => contactId !== null && !event.ids.includes(contactId));
    const reason = "a person says that the mail is from somebody else";
    await releaseNamed(deps, tx, others, { actor, reason, causes: [event.cause] });
  }
}
