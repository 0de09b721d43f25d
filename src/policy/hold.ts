import { type AppendDeps, appendAudit } from "../audit/append.ts";
import type { AuditActor } from "../audit/contract.ts";
import { type Instant, isoOrNull } from "../kernel/env.ts";
import { type Id, newId } from "../kernel/ids.ts";
import type { Tx } from "../kernel/sql.ts";
import { bumpHeldAccounts } from "./account-hold.ts";
import { bumpGates } from "./gates.ts";
import { type HoldKind, type HoldRow, holdsOf, releasedById, releasedHolds, upsertHolds } from "./store/holds.ts";

/** A reason to wait before a contact is written to again; without a date it waits for a person. */
export interface HoldEntry {
  readonly contactId: Id<"con">;
  readonly kind: HoldKind;
  readonly until: Instant | null;
  readonly source: string | null;
  /** Why, in a person's words. */
  readonly reason?: string | null;
  readonly causes?: readonly Id<"aud">[];
  readonly actor: AuditActor;
}

/** Puts contacts on hold, set-based. Queued sends stop with this transaction: their gates are bumped in it. */
export async function hold(deps: AppendDeps, tx: Tx, entries: readonly HoldEntry[]): Promise<void> {
  const wanted = onePerContactAndKind(entries);
  if (wanted.length === 0) return;
  await bumpGates(tx, wanted.map(gateOfContact));
  const records = await appendAudit(
    deps,
    tx,
    wanted.map((entry) => ({
      type: "hold.placed" as const,
      actor: entry.actor,
      subject: { contact: entry.contactId },
      ...(entry.causes === undefined ? {} : { causes: [...entry.causes] }),
      data: { kind: entry.kind, until: isoOrNull(entry.until), source: entry.source },
    })),
  );
  await upsertHolds(
    tx,
    wanted.flatMap((entry, index) => {
      const recordId = records[index];
      return recordId === undefined ? [] : [{ ...entry, id: newId(deps.env, "hld"), placedBy: entry.actor, recordId }];
    }),
  );
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
  await recordReleases(deps, tx, released, release);
  return released;
}

/** Ends holds of contacts and of accounts that are named one by one. */
export async function releaseNamed(
  deps: AppendDeps,
  tx: Tx,
  holds: readonly HoldRow[],
  release: { readonly actor: AuditActor; readonly reason: string; readonly causes?: readonly Id<"aud">[] },
): Promise<readonly HoldRow[]> {
  if (holds.length === 0) return [];
  await bumpGates(
    tx,
    holds.flatMap(({ contactId }) => (contactId === null ? [] : [gateOfContact({ contactId })])),
  );
  await bumpHeldAccounts(tx, holds);
  const ids = holds.map(({ id }) => id);
  const released = await releasedById(tx, ids, release.actor.id, release.reason);
  await recordReleases(deps, tx, released, release);
  return released;
}

async function recordReleases(
  deps: AppendDeps,
  tx: Tx,
  released: readonly HoldRow[],
  release: { readonly actor: AuditActor; readonly causes?: readonly Id<"aud">[] },
): Promise<void> {
  await appendAudit(
    deps,
    tx,
    released.map((one) => ({
      type: "hold.released" as const,
      actor: release.actor,
      subject: {
        ...(one.contactId === null ? {} : { contact: one.contactId }),
        ...(one.accountId === null ? {} : { account: one.accountId }),
      },
      causes: [one.recordId, ...(release.causes ?? [])],
      data: { kind: one.kind },
    })),
  );
}

/** The holds in force over contacts. */
export async function holdsOver(tx: Tx, contactIds: readonly Id<"con">[]): Promise<readonly HoldRow[]> {
  return contactIds.length === 0 ? [] : holdsOf(tx, contactIds, tx.now);
}

function gateOfContact({ contactId }: { readonly contactId: Id<"con"> }) {
  return { kind: "contact" as const, key: contactId };
}

/** One statement may not touch a row twice: of several wishes for one contact the longest stands. */
function onePerContactAndKind(entries: readonly HoldEntry[]): readonly HoldEntry[] {
  const wanted = new Map<string, HoldEntry>();
  for (const entry of entries) {
    const name = `${entry.contactId} ${entry.kind}`;
    const other = wanted.get(name);
    const isLonger = other === undefined || entry.until === null || (other.until !== null && entry.until > other.until);
    if (isLonger) wanted.set(name, entry);
  }
  return [...wanted.values()];
}
