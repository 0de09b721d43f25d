import { newUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Tx } from "../../kernel/sql.ts";
import { fieldsOfChange } from "../core/bulk-change.ts";
import { isSameWord, type PeopleSaid, peopleRecordAgain } from "../core/people-record.ts";
import type { IdentityDeps } from "../deps.ts";
import { matchOf, type Returning, settleReverted } from "../revert-records.ts";
import {
  type BulkItem,
  type BulkOutcome,
  type BulkRow,
  finishBulk,
  itemsIn,
  type KeptVersion,
  peopleRecordsNow,
  settleItems,
  versionsByIds,
} from "../store/bulk.ts";
import { insertObservations, lockIdentity, type NewObservation } from "../store/records.ts";
import { countsOf } from "./change-chunk.ts";
import { callerKept, changeKept } from "./kept-bulk.ts";
import { tellChunk } from "./tell.ts";

/** What an item goes back to; a version that nobody ever said is written first. */
interface Restored {
  readonly item: BulkItem;
  readonly returning: Returning;
  readonly isNew: NewObservation | null;
}

/** The people's record of an item, and its versions: before the change, of the change, and now. */
interface Versions {
  readonly entityId: string;
  readonly anchorId: string | null;
  readonly before: KeptVersion | null;
  readonly after: KeptVersion;
  readonly now: KeptVersion;
}

const edited = "a person said something else since: it stays";

/** Gives the next of those that were changed the word back that people had said before; false when there is none left. */
export async function restoreChunk(deps: IdentityDeps, tx: Tx, bulk: BulkRow): Promise<boolean> {
  await lockIdentity(tx);
  const items = await itemsIn(tx, bulk.id, "changed", 0, limits.bulkChunkItems);
  if (items.length === 0) {
    await finishBulk(tx, bulk.id, "undone");
    return false;
  }
  const caller = callerKept(tx.workspaceId, bulk.undone_by);
  const change = changeKept(bulk);
  const names = change.kind === "suppress" ? [] : fieldsOfChange(change);
  const versions = await versionsOf(tx, items);
  const restored = items.flatMap((item) => {
    const found = versions.get(item.place);
    return found === undefined || !isSameWord(saidIn(found.now), saidIn(found.after), names)
      ? []
      : [restoredItem(deps, tx, bulk, item, found, names)];
  });
  const fresh = restored.flatMap(({ isNew }) => isNew ?? []);
  const from = { sourceId: "", batchId: null, actor: caller.principal.id };
  if (fresh.length > 0) await insertObservations(tx, from, fresh);
  const nothing = { people: null, accounts: null };
  const returning = restored.map((one) => one.returning);
  const settled = returning.length === 0 ? nothing : await settleReverted(tx, bulk.object, returning);
  const back = new Map(restored.map(({ item, returning: { entity_id: id } }) => [item.place, id]));
  const outcomes = items.map(
    ({ place }): BulkOutcome => (back.has(place) ? { place, state: "undone" } : { place, state: "kept", says: edited }),
  );
  await settleItems(tx, bulk.id, outcomes);
  const changed = [...new Set(back.values())].map((id) => ({ id, after: undefined }));
  const told = { act: "restored", bulkId: bulk.id, object: bulk.object, change, changed } as const;
  await tellChunk(deps, tx, caller, { ...told, counts: countsOf(outcomes) }, settled);
  return true;
}

async function versionsOf(tx: Tx, items: readonly BulkItem[]): Promise<ReadonlyMap<number, Versions>> {
  const records = await peopleRecordsNow(
    tx,
    items.flatMap((item) => item.record_id ?? []),
  );
  const recordOf = new Map(records.map((record) => [record.id, record]));
  const ids = items.flatMap((item) => [item.before_id ?? [], item.after_id ?? []].flat());
  const present = records.map((record) => record.current_observation_id);
  const versionOf = new Map((await versionsByIds(tx, [...new Set([...ids, ...present])])).map((row) => [row.id, row]));
  return new Map(
    items.flatMap((item) => {
      const record = recordOf.get(item.record_id ?? "");
      const after = versionOf.get(item.after_id ?? "");
      const now = versionOf.get(record?.current_observation_id ?? "");
      if (record === undefined || after === undefined || now === undefined) return [];
      const before = versionOf.get(item.before_id ?? "") ?? null;
      return [[item.place, { entityId: record.entity_id, anchorId: record.anchor_id, before, after, now }] as const];
    }),
  );
}

function restoredItem(
  deps: IdentityDeps,
  tx: Tx,
  bulk: BulkRow,
  item: BulkItem,
  { entityId, anchorId, before, after, now }: Versions,
  names: readonly string[],
): Restored {
  const place = { id: now.record_id, entity_id: entityId, anchor_id: anchorId };
  if (before !== null && now.id === after.id) {
    const to = versionTo(bulk, before.record_id, before.fields, before.id, before.payload_hash, before);
    return { item, isNew: null, returning: { ...place, fields: before.fields, to } };
  }
  const said = peopleRecordAgain(
    anchorId ?? entityId,
    saidIn(now),
    before === null ? null : saidIn(before),
    names,
    tx.now,
  );
  const id = newUuid(deps.env);
  const isNew: NewObservation = {
    id,
    recordId: now.record_id,
    observedAt: tx.now,
    fields: said.fields,
    confidence: said.confidence ?? 0,
    details: said.details ?? null,
    accountRecordId: now.account_record_id,
    hash: said.hash,
  };
  const to = versionTo(bulk, now.record_id, said.fields, id, said.hash, now);
  return { item, isNew, returning: { ...place, fields: said.fields, to } };
}

function versionTo(
  { object }: BulkRow,
  recordId: string,
  fields: KeptVersion["fields"],
  observationId: string,
  hash: Buffer,
  link: Pick<KeptVersion, "account_record_id">,
): Returning["to"] {
  return { id: recordId, observationId, hash, match: matchOf(object, fields), accountRecordId: link.account_record_id };
}

function saidIn(version: KeptVersion): PeopleSaid {
  return { observedAt: version.observed_at, fields: version.fields, details: version.details };
}
