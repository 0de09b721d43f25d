import { createHash } from "node:crypto";
import { actorOf, appendAudit } from "../../audit/append.ts";
import type { NewRecord } from "../../audit/contract.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { type Id, idFromUuid, newId } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityReaction } from "../contract.ts";
import { fieldsOfChange } from "../core/bulk-change.ts";
import type { IdentityDeps } from "../deps.ts";
import { recordSettled, type SettledRegions } from "../record-settled.ts";
import type { RecordKind } from "../store/records.ts";
import type { BulkChange } from "./contract.ts";
import { itemId } from "./result.ts";

/** One chunk of a bulk change, done or taken back. */
export interface ToldChunk {
  readonly act: "changed" | "restored";
  readonly bulkId: string;
  readonly object: RecordKind;
  readonly change: BulkChange;
  /** Whose values changed, with the new one where the change says it. */
  readonly changed: readonly { readonly id: string; readonly after: string | null | undefined }[];
  readonly counts: Readonly<Record<string, number>>;
}

/** Ids that one audit record names, each with what is disclosed of it: as much as fits in a record. */
const idsPerRecord = 200;

/** Records a chunk with all that came of it and tells the blocks on the right, in the transaction that made it true. */
export async function tellChunk(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  told: ToldChunk,
  settled: SettledRegions,
): Promise<void> {
  const records = recordsOf(deps, caller, told);
  const cause = {
    actor: actorOf(caller),
    batchId: null,
    names: { bulk: idFromUuid("blk", told.bulkId) },
    causes: records.flatMap((record) => record.id ?? []),
  };
  const said = await recordSettled(deps, tx, cause, settled);
  await appendAudit(deps, tx, [...records, ...said.records]);
  // A suppression is told by the block that keeps it.
  const edited = told.change.kind === "suppress" ? [] : told.changed.map(({ id }) => editedOf(told.object, id));
  await deps.react(tx, [...said.reactions, ...edited]);
}

/** Records that a bulk change was asked for, or is being taken back. */
export async function tellBulk(
  deps: IdentityDeps,
  tx: Tx,
  caller: Caller,
  act: "bulk_started" | "bulk_undone",
  bulk: { readonly id: Id<"blk">; readonly object: RecordKind; readonly change: BulkChange; readonly items: number },
): Promise<void> {
  const data = { bulk: bulk.id, object: bulk.object, ...saidOf(bulk.change), items: bulk.items };
  await appendAudit(deps, tx, [
    { type: `${bulk.object}.${act}`, actor: actorOf(caller), subject: { other: bulk.id }, data },
  ]);
}

function recordsOf(deps: IdentityDeps, caller: Caller, told: ToldChunk): readonly NewRecord[] {
  const { act, bulkId, object, change, changed, counts } = told;
  const bulk = idFromUuid("blk", bulkId);
  const slices = Array.from({ length: Math.max(1, Math.ceil(changed.length / idsPerRecord)) }, (_, at) =>
    changed.slice(at * idsPerRecord, (at + 1) * idsPerRecord),
  );
  return slices.map((slice, at) => ({
    id: newId(deps.env, "aud"),
    type: `${object}.bulk_${act}`,
    actor: actorOf(caller),
    subject: { other: bulk },
    data: {
      bulk,
      object,
      ...saidOf(change),
      ...(at === 0 ? counts : {}),
      ids: slice.map(({ id }) => itemId(object, id)),
    },
    ...(object === "account" ? {} : { disclose: slice.flatMap((item) => disclosed(change, item)) }),
  }));
}

/** Which change it was, in the clear: fields by name and the value by its digest. */
function saidOf(change: BulkChange): Readonly<Record<string, string | string[]>> {
  const digest = `sha256:${createHash("sha256").update(canonicalJson(change)).digest("hex")}`;
  const fields = change.kind === "suppress" ? [] : [...fieldsOfChange(change)];
  return { change: change.kind, fields, digest };
}

function disclosed(
  change: BulkChange,
  { id, after }: ToldChunk["changed"][number],
): readonly { readonly name: string; readonly value: Record<string, string | null>; readonly contactId: Id<"con"> }[] {
  if (change.kind === "suppress" || after === undefined) return [];
  const [field = ""] = fieldsOfChange(change);
  return [{ name: "values", value: { [field]: after }, contactId: idFromUuid("con", id) }];
}

function editedOf(object: RecordKind, id: string): IdentityReaction {
  return object === "contact"
    ? { type: "contact.edited", contactId: idFromUuid("con", id) }
    : { type: "account.edited", accountId: idFromUuid("acc", id) };
}
