import { z } from "zod";
import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid } from "../../kernel/ids.ts";
import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import { type BulkRow, itemCounts } from "../store/bulk.ts";
import { type BulkChange, type BulkView, bulkChange, type itemStates } from "./contract.ts";

/** Whom a bulk change is done for, kept with it so that whoever goes on does it in their name. */
const askedBy = z.object({
  kind: z.enum(["person", "agent", "system"]),
  id: z.string(),
  name: z.string(),
  requestId: z.string(),
});

/** What to keep of a caller. */
export function askedByOf(caller: Caller): z.output<typeof askedBy> {
  const { kind, id, name } = caller.principal;
  return { kind, id, name, requestId: caller.requestId };
}

/** The caller that asked, for what is done on their behalf later. */
export function callerKept(workspaceId: Caller["workspaceId"], kept: unknown): Caller {
  const { kind, id, name, requestId } = askedBy.parse(kept);
  return { workspaceId, principal: { kind, id, name }, scopes: new Set(["identity:write"]), requestId };
}

/** The change as it was kept. */
export function changeKept(row: BulkRow): BulkChange {
  return bulkChange.parse(row.change);
}

/** Whether a change can be taken back: a suppression stays until a person lifts it. */
export function isUndoable(change: BulkChange): boolean {
  return change.kind !== "suppress";
}

/** Bulk changes as callers see them, with their counts. */
export async function viewsOfBulks(tx: Tx, rows: readonly BulkRow[]): Promise<readonly BulkView[]> {
  const counts = Map.groupBy(
    await itemCounts(
      tx,
      rows.map((row) => row.id),
    ),
    (row) => row.bulk_id,
  );
  return rows.map((row): BulkView => {
    const change = changeKept(row);
    const found = new Map((counts.get(row.id) ?? []).map(({ state, count }) => [state, count]));
    const countOf = (state: (typeof itemStates)[number]) => found.get(state) ?? 0;
    return {
      id: idFromUuid("blk", row.id),
      object: row.object,
      change,
      filter: z.record(z.string(), z.unknown()).parse(row.filter),
      reason: row.reason,
      by: askedBy.parse(row.asked_by).name,
      state: row.state,
      items: row.items,
      counts: {
        waiting: countOf("waiting"),
        changed: countOf("changed"),
        same: countOf("same"),
        failed: countOf("failed"),
        undone: countOf("undone"),
        kept: countOf("kept"),
      },
      undoable: isUndoable(change),
      undoneBy: row.undone_by === null ? null : askedBy.parse(row.undone_by).name,
      undoReason: row.undo_reason,
      createdAt: isoFromInstant(row.created_at),
      finishedAt: row.finished_at === null ? null : isoFromInstant(row.finished_at),
    };
  });
}
