import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { writeCsv } from "../core/csv.ts";
import type { IdentityDeps } from "../deps.ts";
import { cursorId, pageOf } from "../paging.ts";
import { type BatchRow, batchById, batchesBefore, rejectsOf } from "../store/imports.ts";
import type * as contract from "./contract.ts";
import type { ImportBatch } from "./contract.ts";

/** One import. */
export async function getImport(
  deps: IdentityDeps,
  input: InputOf<typeof contract.getImport>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getImport>> {
  return batchView(
    await deps.db.read(caller.workspaceId, async (tx) =>
      known(await batchById(tx, uuidFromId(input.importId)), input.importId),
    ),
  );
}

/** Imports, newest first. */
export async function listImports(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listImports>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listImports>> {
  const rows = await deps.db.read(caller.workspaceId, (tx) =>
    batchesBefore(tx, cursorId(input.cursor), input.limit + 1),
  );
  const { items, next } = pageOf(rows, input.limit);
  return { items: items.map(batchView), next };
}

/** The rows that were handed back, as a file that no spreadsheet executes. */
export async function listImportRejects(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listImportRejects>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listImportRejects>> {
  const { batch, rejects } = await deps.db.read(caller.workspaceId, async (tx) => ({
    batch: known(await batchById(tx, uuidFromId(input.importId)), input.importId),
    rejects: await rejectsOf(tx, uuidFromId(input.importId)),
  }));
  const width = Math.max(batch.headings.length, ...rejects.map((reject) => reject.cells.length));
  const padded = (cells: readonly string[]): readonly string[] =>
    Array.from({ length: width }, (_none, at) => cells[at] ?? "");
  const rows = rejects.map((reject) => [...padded(reject.cells), String(reject.line), reject.code, reject.message]);
  return {
    filename: `${batch.filename.replace(/\.[^.]*$/, "")}-rejected.csv`,
    rows: rejects.length,
    csv: writeCsv([[...padded(batch.headings), "_row", "_code", "_message"], ...rows]),
  };
}

function known(batch: BatchRow | null, id: string): BatchRow {
  if (batch === null) throw problem("not_found", `there is no import \`${id}\`: \`imports.list\` names them`);
  return batch;
}

const noCounts = {
  rows: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  merged: 0,
  review: 0,
  rejected: 0,
  warned: 0,
  optOuts: 0,
  contacts: 0,
  accounts: 0,
};

function batchView(row: BatchRow): ImportBatch {
  return {
    id: row.id,
    filename: row.filename,
    source: { id: idFromUuid("src", row.source_id), name: row.source_name, kind: row.source_kind },
    state: row.state,
    dryRun: false,
    counts: { ...noCounts, ...row.counts },
    mapping: { ...row.mapping },
    notices: [...row.notices],
    createdAt: isoFromInstant(row.created_at),
  };
}
