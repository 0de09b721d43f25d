import type { Caller } from "../../kernel/operation.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import {
  type ImportRowView,
  insertRejects,
  insertRows,
  type NewImportRow,
  type RejectRow,
  rejectsAfter,
  rowsAfter,
} from "../store/import-rows.ts";
import { advanceBatch, batchById } from "../store/imports.ts";
import type { RunStart } from "./run.ts";
import { runAtOnce } from "./run-phases.ts";

/** Carries what a dry run found out of the transaction that it undoes. */
class Tried extends Error {
  readonly found: Found;

  constructor(found: Found) {
    super("dry run");
    this.found = found;
  }
}

/** What became of the rows, and the counts, in a run that did not happen. Pages are kept as bytes: a million rows fit so. */
interface Found {
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: readonly Buffer[];
  readonly rejects: readonly Buffer[];
}

const pageRows = 5_000;

/**
 * Tries an import: takes the same path to the end, in one transaction, and undoes it, so that it comes true to the row. Then
 * keeps what it found. `begin` is called in both transactions: a batch that is begun in the first is gone after it.
 */
export async function tried(
  deps: IdentityDeps,
  { workspaceId }: Pick<Caller, "workspaceId">,
  batchId: string,
  begin: (tx: Tx) => Promise<RunStart>,
): Promise<void> {
  const found = await foundBy(deps, workspaceId, begin);
  await deps.db.write(workspaceId, async (tx) => {
    await begin(tx);
    for (const page of found.rejects) await insertRejects(tx, batchId, unpacked<RejectRow>(page));
    for (const page of found.rows) await insertRows(tx, batchId, unpacked<NewImportRow>(page));
    const counts = { ...found.counts };
    const rows = counts["rows"] ?? 0;
    await advanceBatch(tx, batchId, { state: "dry_run", phase: "done", counts, rowsTotal: rows, rowsDone: rows });
  });
}

async function foundBy(
  deps: IdentityDeps,
  workspaceId: Caller["workspaceId"],
  begin: (tx: Tx) => Promise<RunStart>,
): Promise<Found> {
  try {
    await deps.db.write(workspaceId, async (tx) => {
      const start = await begin(tx);
      await runAtOnce(start, tx);
      throw new Tried(await findings(tx, start.batchId));
    });
  } catch (error) {
    if (error instanceof Tried) return error.found;
    throw error;
  }
  throw new Error("a dry run came to no end");
}

async function findings(tx: Tx, batchId: string): Promise<Found> {
  const [rows, rejects]: [Buffer[], Buffer[]] = [[], []];
  for (let after = -1; ; ) {
    const page = await rowsAfter(tx, batchId, { after, outcome: null, count: pageRows });
    rows.push(packed(page.map(keptRow)));
    after = page.at(-1)?.row_number ?? after;
    if (page.length < pageRows) break;
  }
  for (let after: { line: number; code: string } | null = null; ; ) {
    const page: readonly RejectRow[] = await rejectsAfter(tx, batchId, after, pageRows);
    rejects.push(packed(page));
    const last = page.at(-1);
    if (last === undefined || page.length < pageRows) break;
    after = { line: last.line, code: last.code };
  }
  const batch = await batchById(tx, batchId);
  return { counts: batch?.counts ?? {}, rows, rejects };
}

/** A row as it is kept: what would have been made is not there to point at. */
function keptRow(row: ImportRowView): NewImportRow {
  return {
    line: row.row_number,
    outcome: row.outcome,
    recordId: null,
    entityId: row.is_known ? row.entity_id : null,
    intoRow: row.into_row,
  };
}

const packed = (page: readonly unknown[]): Buffer => Buffer.from(JSON.stringify(page));
const unpacked = <T>(page: Buffer): readonly T[] => JSON.parse(page.toString("utf8")) as readonly T[];
