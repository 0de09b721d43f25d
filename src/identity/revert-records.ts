import type { Tx } from "../kernel/sql.ts";
import { accountKeys, accountMatch, contactKeys, contactMatch, type Fields, type MatchKey } from "./core/match.ts";
import type { SettledRegions } from "./record-settled.ts";
import type { Fresh, Touched } from "./region.ts";
import { accountsToFollow, settleAccounts } from "./settle-accounts.ts";
import { settleContacts } from "./settle-contacts.ts";
import { type Reverted, revertRecords } from "./store/import-undo.ts";
import { deleteKeys, insertKeys } from "./store/keys.ts";
import { observationsOf, type RecordKind } from "./store/records.ts";

/** A record that goes back to a version of it, with what that version says. */
export interface Returning {
  readonly id: string;
  readonly entity_id: string;
  readonly anchor_id: string | null;
  readonly fields: Fields;
  readonly to: Reverted;
}

/** Points records at the versions that they go back to, and settles what that touches. The caller holds the identity lock. */
export async function settleReverted(tx: Tx, kind: RecordKind, records: readonly Returning[]): Promise<SettledRegions> {
  await revertRecords(
    tx,
    records.map((record) => record.to),
  );
  const dropped = await deleteKeys(
    tx,
    records.map((record) => record.id),
  );
  const keys = records.flatMap((record) => keysOf(kind, record.fields).map((key) => ({ ...key, recordId: record.id })));
  if (keys.length > 0) await insertKeys(tx, keys);
  const touched: Touched = {
    fresh: await freshOf(tx, records),
    keys: [...keys.map(({ kind: keyKind, key }) => ({ kind: keyKind, key })), ...dropped],
  };
  const accounts = kind === "account" ? await settleAccounts(tx, touched) : null;
  const moved = accounts === null ? [] : accountsToFollow(accounts, touched);
  const contactsTouched = kind === "contact" ? touched : { fresh: new Map(), keys: [] };
  const people = kind === "contact" || moved.length > 0 ? await settleContacts(tx, contactsTouched, moved) : null;
  return { people, accounts };
}

/** What the resolver reads of a version. */
export function matchOf(kind: RecordKind, fields: Fields): unknown {
  return kind === "contact" ? contactMatch(fields) : accountMatch(fields);
}

async function freshOf(tx: Tx, records: readonly Returning[]): Promise<ReadonlyMap<string, Fresh>> {
  const observed = await observationsOf(
    tx,
    records.map((one) => one.id),
  );
  const byRecord = new Map(observed.map((row) => [row.record_id, row]));
  return new Map(
    records.map(({ id, entity_id: entityId, anchor_id: anchorId, to }) => {
      const observation = byRecord.get(id);
      if (observation === undefined) throw new Error(`record ${id} says nothing`);
      return [id, { id, isNew: false, entityId, match: to.match, observation, anchorId }] as const;
    }),
  );
}

function keysOf(kind: RecordKind, fields: Fields): readonly MatchKey[] {
  return kind === "contact" ? contactKeys(contactMatch(fields)) : accountKeys(accountMatch(fields));
}
