import type { AppendDeps } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import type { Id } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { bumpHeldAccounts } from "./account-hold.ts";
import { bumpGates } from "./gates.ts";
import type { HoldKind } from "./holding/contract.ts";
import { type HoldWish, longestWishes, recordPlaced, recordReleased } from "./holding/record.ts";
import { type HoldRow, holdsOf, releasedById, releasedHolds, upsertHolds } from "./store/holds.ts";

/** A reason to wait before a contact is written to again; without a date it waits for a person. */
export interface HoldEntry extends HoldWish {
  readonly contactId: Id<"con">;
  /** Why, in a person's words. */
  readonly reason?: string | null;
}

/** Puts contacts on hold, set-based. Queued sends stop with this transaction: their gates are bumped in it. */
export async function hold(deps: AppendDeps, tx: Tx, entries: readonly HoldEntry[]): Promise<void> {
  const wanted = longestWishes(entries, ({ contactId }) => contactId);
  if (wanted.length === 0) return;
  await bumpGates(tx, wanted.map(gateOfContact));
  await upsertHolds(tx, await recordPlaced(deps, tx, wanted, ({ contactId }) => ({ contact: contactId })));
}

/** Ends holds of some kinds over contacts, with who did it and why. Nothing is sent by it: actions are decided again. */
export async function releaseHolds(
  deps: AppendDeps,
  tx: Tx,
  release: {
    readonly contactIds: readonly Id<"con">[];
    readonly kinds: readonly HoldKind[];
    readonly actor: AuditActor;
    readonly reason: string;
    readonly causes?: readonly Id<"aud">[];
  },
): Promise<readonly HoldRow[]> {
  if (release.contactIds.length === 0) return [];
  await bumpGates(
    tx,
    release.contactIds.map((contactId) => gateOfContact({ contactId })),
  );
  const released = await releasedHolds(tx, release.contactIds, release.kinds, release.actor.id, release.reason);
  await recordReleased(deps, tx, released, release);
  return released;
}

/** Ends holds of contacts and of accounts that are named one by one. */
export async function releaseNamed(
  deps: AppendDeps,
  tx: Tx,
  holds: readonly HoldRow[],
  release: {
    readonly actor: AuditActor;
    readonly reason: string;
    readonly causes?: readonly Id<"aud">[];
    /** What they were placed for never happened. */
    readonly wasMisread?: boolean;
  },
): Promise<readonly HoldRow[]> {
  if (holds.length === 0) return [];
  await bumpGates(
    tx,
    holds.flatMap(({ contactId }) => (contactId === null ? [] : [gateOfContact({ contactId })])),
  );
  await bumpHeldAccounts(tx, holds);
  const ids = holds.map(({ id }) => id);
  const released = await releasedById(tx, ids, release.actor.id, release.reason, release.wasMisread ?? false);
  await recordReleased(deps, tx, released, release);
  return released;
}

/** The holds in force over contacts. */
export async function holdsOver(tx: Tx, contactIds: readonly Id<"con">[]): Promise<readonly HoldRow[]> {
  return contactIds.length === 0 ? [] : holdsOf(tx, contactIds, tx.now);
}

function gateOfContact({ contactId }: { readonly contactId: Id<"con"> }) {
  return { kind: "contact" as const, key: contactId };
}
