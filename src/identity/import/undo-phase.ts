import { appendAudit } from "../../audit/append.ts";
import { newUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { hashOf } from "../core/record-hash.ts";
import type { IdentityDeps } from "../deps.ts";
import { type Cause, recordSettled } from "../record-settled.ts";
import { matchOf, settleReverted } from "../revert-records.ts";
import { unindexNames } from "../search/index-names.ts";
import {
  hideSilentAccounts,
  hideSilentContacts,
  type Reverted,
  type Revertible,
  revertibleAfter,
} from "../store/import-undo.ts";
import { advanceBatch, type BatchRow } from "../store/imports.ts";
import { insertObservations, lockIdentity, type RecordKind } from "../store/records.ts";
import { deleteRelationships } from "../store/relationships.ts";
import { type Run, settleRecords } from "./run.ts";

/** An undo under way. */
export interface Undo extends Pick<Run, "within" | "batchId"> {
  readonly deps: IdentityDeps;
  readonly batch: BatchRow;
  readonly caller: Caller;
  readonly cause: Cause;
}

interface UndoCursor {
  readonly kind?: RecordKind;
  readonly after?: string;
}

const first = "00000000-0000-0000-0000-000000000000";

/** Takes back what an import said, page by page: contacts, then the accounts that nobody names any more. */
export async function undoPhase(undo: Undo, cursor: UndoCursor): Promise<void> {
  const kinds: readonly RecordKind[] = cursor.kind === "account" ? ["account"] : ["contact", "account"];
  for (const kind of kinds) {
    let after = cursor.kind === kind ? (cursor.after ?? first) : first;
    for (;;) {
      const at = after;
      const page = await undo.within(async (tx) => {
        await lockIdentity(tx);
        const records = await revertibleAfter(tx, undo.batchId, kind, at, settleRecords(undo.deps));
        if (records.length > 0) await revertPage(undo, tx, kind, records);
        await advanceBatch(tx, undo.batchId, { cursor: { kind, after: records.at(-1)?.id ?? at } });
        return records;
      });
      after = page.at(-1)?.id ?? after;
      if (page.length < settleRecords(undo.deps)) break;
    }
  }
  await undo.within((tx) => advanceBatch(tx, undo.batchId, { state: "undone", phase: "done", cursor: {} }));
}

async function revertPage(undo: Undo, tx: Tx, kind: RecordKind, records: readonly Revertible[]): Promise<void> {
  const reverted = await saidBefore(undo, tx, kind, records);
  const settled = await settleReverted(
    tx,
    kind,
    records.map((record, at) => ({ ...record, fields: record.fields ?? {}, to: reverted[at] ?? missing(record.id) })),
  );
  await hideSilent(tx, kind, records);
  const said = await recordSettled(undo.deps, tx, undo.cause, settled);
  await appendAudit(undo.deps, tx, said.records);
  await undo.deps.react(tx, said.reactions);
}

/** What records say again: the version before, or a version that says nothing where there was none. */
async function saidBefore(
  { deps, caller }: Undo,
  tx: Tx,
  kind: RecordKind,
  records: readonly Revertible[],
): Promise<readonly Reverted[]> {
  const hash = hashOf({}, null);
  const silent = records
    .filter((record) => record.previous_id === null)
    .map(({ id }) => ({ id, observationId: newUuid(deps.env) }));
  if (silent.length > 0)
    await insertObservations(
      tx,
      { sourceId: "", batchId: null, actor: caller.principal.id },
      silent.map(({ id, observationId }) => ({
        id: observationId,
        recordId: id,
        observedAt: tx.now,
        fields: {},
        confidence: 0,
        details: null,
        accountRecordId: null,
        hash,
      })),
    );
  const silence = new Map(silent.map((one) => [one.id, one.observationId]));
  return records.map((record) => ({
    id: record.id,
    observationId: record.previous_id ?? silence.get(record.id) ?? "",
    hash: record.payload_hash ?? Buffer.alloc(0),
    match: matchOf(kind, record.fields ?? {}),
    accountRecordId: record.previous_id === null ? null : record.account_record_id,
  }));
}

function missing(recordId: string): never {
  throw new Error(`record ${recordId} has nothing to say again`);
}

async function hideSilent(tx: Tx, kind: RecordKind, records: readonly Revertible[]): Promise<void> {
  const ids = [...new Set(records.flatMap((record) => [record.id, record.entity_id]))];
  const hidden = kind === "contact" ? await hideSilentContacts(tx, ids) : await hideSilentAccounts(tx, ids);
  if (hidden.length === 0) return;
  if (kind === "contact") await deleteRelationships(tx, hidden);
  await unindexNames(tx, hidden);
}
