import { type AppendDeps, actorOf } from "../audit/append.ts";
import { instantFromIso, isoFromInstant, isoOrNull } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database } from "../kernel/sql.ts";
import type { createHold, listHolds, releaseHold } from "./contract.ts";
import type { SuppressDeps } from "./deps.ts";
import { hold, holdsOver, releaseHolds } from "./hold.ts";
import { livingContact } from "./living-contact.ts";
import { type HoldRow, listedHolds, openHold } from "./store/holds.ts";

/** Lists holds in force. */
export async function readHolds(
  deps: { readonly db: Database },
  input: InputOf<typeof listHolds>,
  caller: Caller,
): Promise<OutputOf<typeof listHolds>> {
  return deps.db.read(caller.workspaceId, async (tx) => {
    const rows = await listedHolds(tx, {
      contactId: input.contactId ?? null,
      before: input.after ?? null,
      limit: input.limit,
    });
    return { items: rows.map(viewOf), next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null };
  });
}

/** Puts a contact on hold on somebody's word. */
export async function holdByHand(
  deps: SuppressDeps & { readonly db: Database },
  input: InputOf<typeof createHold>,
  caller: Caller,
): Promise<OutputOf<typeof createHold>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const contactId = await livingContact(tx, input.contactId);
    const until = input.until === undefined ? null : instantFromIso(input.until);
    if (until !== null && until <= tx.now)
      throw problem("invalid_input", "`until` is past: give a later time, or none");
    await hold(deps, tx, [{ contactId, kind: "manual", until, source: null, actor: actorOf(caller) }]);
    return { items: (await holdsOver(tx, [contactId])).map(viewOf) };
  });
}

/** Ends one hold, by a named person with a reason. */
export async function releaseByHand(
  deps: AppendDeps & { readonly db: Database },
  input: InputOf<typeof releaseHold>,
  caller: Caller,
): Promise<OutputOf<typeof releaseHold>> {
  return deps.db.write(caller.workspaceId, async (tx) => {
    const found = await openHold(tx, input.holdId);
    if (found === undefined) throw problem("not_found", `there is no open hold \`${input.holdId}\``);
    const released = await releaseHolds(deps, tx, {
      contactIds: [found.contactId],
      kinds: [found.kind],
      actor: actorOf(caller),
      reason: input.reason,
    });
    return viewOf(released[0] ?? found);
  });
}

function viewOf(row: HoldRow): OutputOf<typeof releaseHold> {
  return {
    id: row.id,
    contactId: row.contactId,
    kind: row.kind,
    until: isoOrNull(row.until),
    source: row.source,
    createdAt: isoFromInstant(row.createdAt),
    auditId: row.recordId,
  };
}
