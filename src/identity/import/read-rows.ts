import { idFromUuid, uuidFromId } from "../../kernel/ids.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import { writeCsv } from "../core/csv.ts";
import type { IdentityDeps } from "../deps.ts";
import { type ImportRowView, rejectsAfter, rowsAfter, widestReject } from "../store/import-rows.ts";
import { batchById } from "../store/imports.ts";
import type * as contract from "./contract.ts";
import type { ImportRow } from "./contract.ts";
import { known } from "./read-imports.ts";

/** What became of the rows of an import, in the order of the file. */
export async function listImportRows(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listImportRows>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listImportRows>> {
  const id = uuidFromId(input.importId);
  return await deps.db.read(caller.workspaceId, async (tx) => {
    const { kind } = known(await batchById(tx, id), input.importId);
    const filter = { after: placeIn(input.cursor)?.line ?? -1, outcome: input.outcome ?? null, count: input.limit + 1 };
    const rows = await rowsAfter(tx, id, filter);
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => rowView(kind, row)),
      next: rows.length > input.limit && last !== undefined ? `${last.row_number}` : null,
    };
  });
}

/** The rows that were handed back, as a file that no spreadsheet executes; headings stand on its first page. */
export async function listImportRejects(
  deps: IdentityDeps,
  input: InputOf<typeof contract.listImportRejects>,
  caller: Caller,
): Promise<OutputOf<typeof contract.listImportRejects>> {
  const id = uuidFromId(input.importId);
  const after = placeIn(input.cursor);
  const { batch, rejects, widest } = await deps.db.read(caller.workspaceId, async (tx) => ({
    batch: known(await batchById(tx, id), input.importId),
    rejects: await rejectsAfter(tx, id, after, input.limit + 1),
    widest: await widestReject(tx, id),
  }));
  const width = Math.max(batch.headings.length, widest);
  const padded = (cells: readonly string[]): readonly string[] =>
    Array.from({ length: width }, (_none, at) => cells[at] ?? "");
  const page = rejects.slice(0, input.limit);
  const last = page.at(-1);
  const rows = page.map((reject) => [...padded(reject.cells), String(reject.line), reject.code, reject.message]);
  const head = after === null ? [[...padded(batch.headings), "_row", "_code", "_message"]] : [];
  return {
    filename: `${batch.filename.replace(/\.[^.]*$/, "")}-rejected.csv`,
    rows: page.length,
    csv: writeCsv([...head, ...rows]),
    next: rejects.length > input.limit && last !== undefined ? `${last.line}:${last.code}` : null,
  };
}

function placeIn(cursor: string | undefined): { readonly line: number; readonly code: string } | null {
  if (cursor === undefined) return null;
  const [, line, code = ""] = /^(\d{1,9})(?::([a-z_]{1,40}))?$/.exec(cursor) ?? [];
  if (line === undefined)
    throw problem("invalid_input", "the cursor is not one that this list gave: leave it out to begin again");
  return { line: Number(line), code };
}

function rowView(kind: string, row: ImportRowView): ImportRow {
  const { entity_id: entityId } = row;
  return {
    row: row.row_number,
    outcome: row.outcome,
    contactId: kind === "contacts" && entityId !== null ? idFromUuid("con", entityId) : null,
    accountId: kind === "accounts" && entityId !== null ? idFromUuid("acc", entityId) : null,
    intoRow: row.into_row,
    code: row.code,
    message: row.message,
  };
}
