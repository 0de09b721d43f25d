import type { ActivityReaction } from "../activity/contract.ts";
import { severities } from "../activity/words/contract.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { Tx } from "../kernel/sql.ts";
import type { SuppressDeps } from "./deps.ts";
import { releaseNamed } from "./hold.ts";
import { liftRecord } from "./lift-suppression.ts";
import { holdsFrom } from "./store/holds.ts";
import { suppressionsFrom } from "./store/suppressions.ts";

type Corrected = Extract<ActivityReaction, { readonly type: "reply.corrected" }>;

/**
 * Ends what a reply protected by under a class that a person found wrong; what its right class protects by is added afterwards in
 * the same transaction. A hold of the contact goes with anybody's verdict; a suppression and the hold of a whole account only
 * where that person may lift. What other mails or people forbade stays.
 */
export async function onCorrected(deps: SuppressDeps, tx: Tx, events: readonly Corrected[]): Promise<void> {
  for (const event of events) {
    if (event.inboundId === null) continue;
    const actor: AuditActor = { kind: "user", id: event.by };
    const reason = `a person reads ${event.to} where it was ${event.from ?? "unclear"}`;
    const holds = await holdsFrom(tx, event.inboundId);
    const ends = (word: string): boolean => !(event.keepsProtest && isSeverity(word));
    const ending = holds.filter(({ accountId, kind }) => ends(kind) && (event.mayLift || accountId === null));
    await releaseNamed(deps, tx, ending, { actor, reason, causes: [event.cause], wasMisread: true });
    if (!event.mayLift) continue;
    for (const made of await suppressionsFrom(tx, event.inboundId))
      if (ends(made.basis)) await liftRecord(deps, tx, made, { actor, reason, causes: [event.cause] });
  }
}

function isSeverity(word: string): boolean {
  return severities.some((severity) => severity === word);
}
