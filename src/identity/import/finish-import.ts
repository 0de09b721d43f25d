import { uuidFromId } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { optOutCount, rowCounts, warnedCount } from "../store/import-rows.ts";
import { entityCounts } from "../store/import-settle.ts";
import { advanceBatch } from "../store/imports.ts";
import { deleteUpload } from "../store/uploads.ts";
import type { ImportCounts } from "./contract.ts";
import type { Run } from "./run.ts";

/** Says what an import came to, and lets its file go. A dry run's file stays, to be imported. */
export async function finishImport(run: Run, tx: Tx): Promise<void> {
  const counts = await countsOf(tx, run.batchId, await optOutCount(tx, run.batchId));
  await advanceBatch(tx, run.batchId, {
    state: run.isDryRun ? "dry_run" : "done",
    phase: "done",
    cursor: {},
    counts,
    rowsTotal: counts.rows,
    rowsDone: counts.rows,
  });
  const { upload_id: uploadId } = run.batch;
  if (uploadId !== null && !run.isDryRun) await deleteUpload(tx, uuidFromId(uploadId));
}

async function countsOf(tx: Tx, batchId: string, optOuts: number): Promise<ImportCounts & Record<string, number>> {
  const byOutcome = await rowCounts(tx, batchId);
  const of = (outcome: string): number => byOutcome[outcome] ?? 0;
  const { contacts, accounts } = await entityCounts(tx, batchId);
  return {
    rows: Object.values(byOutcome).reduce((sum, rows) => sum + rows, 0),
    created: of("create"),
    updated: of("update"),
    unchanged: of("unchanged"),
    merged: of("merge"),
    review: of("review"),
    rejected: of("reject"),
    warned: await warnedCount(tx, batchId),
    optOuts,
    contacts,
    accounts,
  };
}
