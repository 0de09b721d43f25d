import { appendAudit } from "../../audit/append.ts";
import type { Tx } from "../../kernel/sql.ts";
import { recordSettled } from "../record-settled.ts";
import type { Fresh, Region, Resolved, Touched } from "../region.ts";
import { accountsToFollow, settleAccounts } from "../settle-accounts.ts";
import { settleContacts } from "../settle-contacts.ts";
import { optOutsOfRecords, type WrittenRecord, writtenRecords } from "../store/import-settle.ts";
import { type KeyName, keysOf } from "../store/keys.ts";
import { observationsOf } from "../store/records.ts";
import { optOutsOf } from "./load-block.ts";
import type { Run } from "./run.ts";
import { causeOf } from "./write-accounts.ts";

/** Settles all that an import wrote as one region, in the transaction that wrote it: what a small file takes. */
export async function settleBatch(run: Run, tx: Tx, dropped: readonly KeyName[]): Promise<void> {
  const kind = run.batch.kind === "accounts" ? "account" : "contact";
  const written = await writtenRecords(tx, run.batchId, kind);
  if (written.length === 0) return;
  const ids = written.map((record) => record.id);
  const keys = [...(await keysOf(tx, ids)).map(({ kind: keyKind, key }) => ({ kind: keyKind, key })), ...dropped];
  const touched: Touched = { fresh: await freshOf(tx, written), keys };
  if (kind === "contact")
    await announce(run, tx, { people: await settleContacts(tx, touched, []), accounts: null }, ids);
  else await announce(run, tx, await settledAccounts(tx, touched), []);
}

/** Settles records of which it was resolved already, as part of the whole workspace, who they are. */
export async function settleResolved(
  run: Run,
  tx: Tx,
  written: readonly WrittenRecord[],
  resolved: Resolved,
): Promise<void> {
  const touched: Touched = { fresh: await freshOf(tx, written), keys: [], resolved };
  const people = await settleContacts(tx, touched, []);
  await announce(
    run,
    tx,
    { people, accounts: null },
    written.map((record) => record.id),
  );
}

async function settledAccounts(tx: Tx, touched: Touched): Promise<{ people: Region | null; accounts: Region }> {
  const accounts = await settleAccounts(tx, touched);
  const moved = accountsToFollow(accounts, touched);
  const people = moved.length === 0 ? null : await settleContacts(tx, { fresh: new Map(), keys: [] }, moved);
  return { people, accounts };
}

/** Whoever turned out to be the same person as somebody who wishes to be left alone is left alone too. */
async function announce(
  run: Run,
  tx: Tx,
  regions: { readonly people: Region | null; readonly accounts: Region | null },
  recordIds: readonly string[],
): Promise<void> {
  const settled = await recordSettled(run.deps, tx, causeOf(run), regions);
  const optOuts = recordIds.length === 0 ? [] : optOutsOf(await optOutsOfRecords(tx, run.batchId, recordIds));
  await appendAudit(run.deps, tx, settled.records);
  await run.deps.react(tx, [...settled.reactions, ...optOuts]);
}

async function freshOf(tx: Tx, written: readonly WrittenRecord[]): Promise<ReadonlyMap<string, Fresh>> {
  const observed = await observationsOf(
    tx,
    written.map((record) => record.id),
  );
  const byRecord = new Map(observed.map((row) => [row.record_id, row]));
  return new Map(
    written.map(({ id, entity_id: entityId, is_new: isNew, anchor_id: anchorId, match }) => {
      const observation = byRecord.get(id);
      if (observation === undefined) throw new Error(`record ${id} says nothing`);
      return [id, { id, isNew, entityId, match, observation, anchorId }] as const;
    }),
  );
}
