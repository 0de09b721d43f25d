import { type AppendDeps, actorOf } from "../audit/append.ts";
import { knownAccounts } from "../identity/facts-for.ts";
import { instantFromIso, isoFromInstant, isoOrNull } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database } from "../kernel/sql.ts";
import { holdAccounts } from "./account-hold.ts";
import type { SuppressDeps } from "./deps.ts";
import { hold, holdsOver, releaseNamed } from "./hold.ts";
import type { createHold, listHolds, releaseHold } from "./holding/contract.ts";
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
      accountId: input.accountId ?? null,
      before: input.after ?? null,
      limit: input.limit,
    });
    return { items: rows.map(viewOf), next: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null };
  });
}

/** Puts a contact, or an account with everybody there, on hold on somebody's word. */
export async function holdByHand(
  deps: SuppressDeps & { readonly db: Database },
  input: InputOf<typeof createHold>,
  caller: Caller,
): Promise<OutputOf<typeof createHold>> {
  const { accountId, reason = null } = input;
  return deps.db.write(caller.workspaceId, async (tx) => {
    const until = input.until === undefined ? null : instantFromIso(input.until);
    if (until !== null && until <= tx.now)
      throw problem("invalid_input", "`until` is past: give a later time, or none");
    const word = { kind: "manual", until, reason, source: null, actor: actorOf(caller) } as const;
    if (input.contactId !== undefined) {
      const contactId = await livingContact(tx, input.contactId);
      await hold(deps, tx, [{ contactId, ...word }]);
      return { items: (await holdsOver(tx, [contactId])).map(viewOf) };
    }
    if (accountId === undefined || !(await knownAccounts(tx, [accountId])).has(accountId))
      throw problem("not_found", `there is no account \`${accountId}\`: find it with accounts.list`);
    await holdAccounts(deps, tx, [{ accountId, ...word }]);
    const held = await listedHolds(tx, { contactId: null, accountId, before: null, limit: 50 });
    return { items: held.map(viewOf) };
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
    const released = await releaseNamed(deps, tx, [found], { actor: actorOf(caller), reason: input.reason });
    return viewOf(released[0] ?? found);
  });
}

function viewOf(row: HoldRow): OutputOf<typeof releaseHold> {
  return {
    id: row.id,
    contactId: row.contactId,
    accountId: row.accountId,
    kind: row.kind,
    until: isoOrNull(row.until),
    reason: row.reason,
    source: row.source,
    placedBy: row.placedBy,
    createdAt: isoFromInstant(row.createdAt),
    auditId: row.recordId,
  };
}
