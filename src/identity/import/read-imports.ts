import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { IdentityDeps } from "../deps.ts";
import { cursorId, pageOf } from "../paging.ts";
import { type BatchRow, batchById, batchesBefore } from "../store/imports.ts";
import type * as contract from "./contract.ts";
import type { ImportBatch } from "./contract.ts";
import { wasTried } from "./request.ts";

/** One import. */
export async function getImport(
  deps: IdentityDeps,
  input: InputOf<typeof contract.getImport>,
  caller: Caller,
): Promise<OutputOf<typeof contract.getImport>> {
  return await deps.db.read(caller.workspaceId, async (tx) =>
    viewOf(tx, known(await batchById(tx, uuidFromId(input.importId)), input.importId)),
  );
}

/** Imports, newest first. */
export async function listImports(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listImports>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listImports>> {
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const { items, next } = pageOf(await batchesBefore(tx, cursorId(input.cursor), input.limit + 1), input.limit);
    return { items: items.map((row) => viewOf(tx, row)), next };
  });
}

/** An import, or the problem that there is none. */
export function known(batch: BatchRow | null, id: string): BatchRow {
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

/** An import as it is told. */
export function viewOf(tx: Tx, row: BatchRow): ImportBatch {
  const seconds = Math.max(1, (tx.now - (row.phase_at ?? row.created_at)) / 1_000);
  return {
    id: row.id,
    kind: row.kind,
    filename: row.filename,
    source: { id: idFromUuid("src", row.source_id), name: row.source_name, kind: row.source_kind },
    state: row.state,
    dryRun: wasTried(row.request),
    progress: {
      phase: row.phase,
      rowsTotal: row.rows_total,
      rowsDone: row.rows_done,
      rowsPerSecond: row.state === "running" ? Math.round(row.rows_done / seconds) : 0,
    },
    counts: { ...noCounts, ...row.counts },
    mapping: { ...row.mapping },
    notices: [...row.notices],
    failure: row.failure,
    createdAt: isoFromInstant(row.created_at),
    undoneAt: row.undone_at === null ? null : isoFromInstant(row.undone_at),
  };
}
