import { idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import { kindTable } from "../core/kinds/column-table.ts";
import { type GoodRow, type Reject, readRows } from "../core/read-rows.ts";
import { digestOf } from "../core/record-hash.ts";
import type { RowBlock } from "../core/row-blocks.ts";
import { insertRows } from "../store/import-rows.ts";
import { advanceBatch } from "../store/imports.ts";
import type { RowOutcome } from "./contract.ts";
import { inOrder } from "./in-order.ts";
import { keepRejects } from "./load-block.ts";
import type { LoadCursor } from "./load-phase.ts";
import { rowBlocks } from "./read-blocks.ts";
import type { Run } from "./run.ts";
import type { SinkResult, SinkRow } from "./sink.ts";

const outcomeOf = { created: "create", updated: "update", unchanged: "unchanged", rejected: "reject" } as const;

/** Hands the rows of a file to the block that takes them, block by block, each in a transaction with its cursor. */
export async function sinkPhase(run: Run, cursor: LoadCursor): Promise<void> {
  const { parts, reading } = run;
  const done = cursor.block ?? -1;
  let rows = cursor.counts?.rows ?? 0;
  await inOrder(rowBlocks(parts, reading.encoding, reading.layout, reading.blockRows), {
    width: 1,
    wants: (block) => block.number > done,
    start: async (block) => readRows(reading.layout, block.text, block.line, reading.columnsMax),
    take: async (block: RowBlock, read) => {
      rows += read.rowCount;
      await run.within(async (tx) => {
        await keepRejects(tx, run.batchId, [...read.rejects, ...(await sinkRows(run, tx, read.rows))]);
        await advanceBatch(tx, run.batchId, { cursor: { block: block.number, counts: { rows } }, rowsDone: rows });
      });
    },
  });
}

async function sinkRows(run: Run, tx: Tx, rows: readonly GoodRow[]): Promise<readonly Reject[]> {
  const { sink, batch, source, caller, isDryRun } = run;
  if (sink === null || rows.length === 0) return [];
  const results = await sink(
    tx,
    rows.map((row) => sinkRow(run, row)),
    {
      importId: batch.id,
      source: { id: idFromUuid("src", source.id), name: source.name, kind: source.kind },
      caller,
      isDryRun,
    },
  );
  if (results.length !== rows.length)
    throw new Error(`the sink of ${batch.kind} answered for ${results.length} of ${rows.length} rows`);
  await insertRows(
    tx,
    run.batchId,
    rows.flatMap((row, at) => {
      const outcome: RowOutcome = outcomeOf[(results[at] as SinkResult).outcome];
      return outcome === "reject" ? [] : [{ line: row.line, outcome, recordId: null }];
    }),
  );
  return rows.flatMap((row, at): Reject[] => {
    const result = results[at];
    if (result?.outcome !== "rejected") return [];
    return [{ line: row.line, code: result.code, message: result.message, isImported: false, cells: row.cells }];
  });
}

function sinkRow({ batch }: Run, row: GoodRow): SinkRow {
  const { fields } = row.contact;
  const keys = kindTable(batch.kind)?.keyFields ?? [];
  const externalId =
    row.externalId === ""
      ? `k:${digestOf(keys.map((name) => fields[name] ?? ""))}`
      : `id:${row.externalId.slice(0, 200)}`;
  return { line: row.line, externalId, fields };
}
