import type { Tx } from "../../kernel/sql.ts";
import type { RowOutcome } from "../import/contract.ts";

export interface RejectRow {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly isImported: boolean;
  readonly cells: readonly string[];
}

export interface NewImportRow {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly recordId: string | null;
  readonly entityId?: string | null;
  readonly intoRow?: number | null;
}

/** A row as it is told: what became of it, and of its record by now. */
export interface ImportRowView {
  readonly row_number: number;
  readonly outcome: RowOutcome;
  readonly entity_id: string | null;
  /** Whether the contact or account was there before this import. */
  readonly is_known: boolean;
  readonly into_row: number | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** A text column holds no NUL, and no half of a character. */
function storable(cells: readonly string[]): string {
  return JSON.stringify(cells.map((cell) => cell.replaceAll("\u0000", "").toWellFormed()));
}

export async function insertRejects(tx: Tx, batchId: string, rejects: readonly RejectRow[]): Promise<void> {
  await tx.sql`
    insert into import_reject (workspace_id, batch_id, row_number, code, message, is_imported, cells)
    select ${tx.workspaceId}::uuid, ${batchId}::uuid, r.line, r.code, r.message, r.is_imported::boolean, r.cells::jsonb
      from unnest(${rejects.map((row) => row.line)}::int[], ${rejects.map((row) => row.code)}::text[],
                  ${rejects.map((row) => row.message.replaceAll("\u0000", "").toWellFormed())}::text[],
                  ${rejects.map((row) => String(row.isImported))}::text[], ${rejects.map((row) => storable(row.cells))}::text[])
           as r (line, code, message, is_imported, cells)
    on conflict (workspace_id, batch_id, row_number, code) do nothing`;
}

/** Rows that were handed back by line and code, after a place among them. */
export async function rejectsAfter(
  tx: Tx,
  batchId: string,
  after: { readonly line: number; readonly code: string } | null,
  count: number,
): Promise<readonly RejectRow[]> {
  return await tx.sql<RejectRow[]>`
    select row_number as line, code, message, is_imported as "isImported", cells
      from import_reject
     where workspace_id = ${tx.workspaceId} and batch_id = ${batchId}
       and (row_number, code) > (${after?.line ?? -1}::int, ${after?.code ?? ""}::text)
     order by row_number, code limit ${count}`;
}

/** The widest row that was handed back: ragged rows keep all their cells. */
export async function widestReject(tx: Tx, batchId: string): Promise<number> {
  const [row] = await tx.sql<{ width: number | null }[]>`
    select max(jsonb_array_length(cells))::int as width from import_reject where workspace_id = ${tx.workspaceId} and batch_id = ${batchId}`;
  return row?.width ?? 0;
}

/** Values that were left out of rows that were imported. */
export async function warnedCount(tx: Tx, batchId: string): Promise<number> {
  const [row] = await tx.sql<{ rows: number }[]>`
    select count(*)::int as rows from import_reject where workspace_id = ${tx.workspaceId} and batch_id = ${batchId} and is_imported`;
  return row?.rows ?? 0;
}

/** Wishes to be left alone that the rows hold. */
export async function optOutCount(tx: Tx, batchId: string): Promise<number> {
  const [row] = await tx.sql<{ wishes: number }[]>`
    select coalesce(sum(cardinality(opt_outs)), 0)::int as wishes from import_row
     where workspace_id = ${tx.workspaceId} and batch_id = ${batchId} and opt_outs is not null`;
  return row?.wishes ?? 0;
}

export async function insertRows(tx: Tx, batchId: string, rows: readonly NewImportRow[]): Promise<void> {
  await tx.sql`
    insert into import_row (workspace_id, batch_id, row_number, outcome, record_id, entity_id, into_row)
    select ${tx.workspaceId}::uuid, ${batchId}::uuid, r.line, r.outcome, r.record_id, r.entity_id, r.into_row
      from unnest(${rows.map((row) => row.line)}::int[], ${rows.map((row) => row.outcome)}::text[], ${rows.map((row) => row.recordId)}::uuid[],
                  ${rows.map((row) => row.entityId ?? null)}::uuid[], ${rows.map((row) => row.intoRow ?? null)}::int[])
           as r (line, outcome, record_id, entity_id, into_row)
    on conflict (workspace_id, batch_id, row_number) do nothing`;
}

/**
 * What became of rows, by what their records are by now: a new record that is another one's contact has merged, and one that
 * somebody has to look at is for review.
 */
export async function rowsAfter(
  tx: Tx,
  batchId: string,
  filter: { readonly after: number; readonly outcome: RowOutcome | null; readonly count: number },
): Promise<readonly ImportRowView[]> {
  return await tx.sql<ImportRowView[]>`
    select * from (${rowViews(tx, batchId)}) v
     where v.row_number > ${filter.after} and (${filter.outcome}::text is null or v.outcome = ${filter.outcome}::text)
     order by v.row_number limit ${filter.count}`;
}

/** How many rows came to what. */
export async function rowCounts(tx: Tx, batchId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await tx.sql<{ outcome: string; rows: number }[]>`
    select v.outcome, count(*)::int as rows from (${rowViews(tx, batchId)}) v group by v.outcome`;
  return Object.fromEntries(rows.map((row) => [row.outcome, row.rows]));
}

const rowViews = (tx: Tx, batchId: string) => tx.sql`
    select i.row_number,
           case when i.outcome <> 'create' or r.id is null then i.outcome
                when r.entity_id <> r.id then 'merge'
                when exists (select from review_record q join review_item t on t.workspace_id = q.workspace_id and t.id = q.review_id
                              where q.workspace_id = i.workspace_id and q.record_id = r.id and t.state in ('open', 'later')
                                and t.kind in ('component', 'veto', 'shared_key', 'account_name')) then 'review'
                else 'create' end as outcome,
           coalesce(r.entity_id, i.entity_id) as entity_id,
           not exists (select from import_row n where n.workspace_id = i.workspace_id and n.batch_id = i.batch_id and n.outcome = 'create'
                          and n.record_id = r.entity_id offset 0) as is_known,
           case when r.id is null then i.into_row when r.entity_id <> r.id then o.row_number end as into_row,
           j.code, j.message
      from import_row i
      left join source_record r on r.workspace_id = i.workspace_id and r.id = i.record_id
      left join lateral (
        select n.row_number from import_row n
         where n.workspace_id = i.workspace_id and n.batch_id = i.batch_id and n.record_id = r.entity_id offset 0) o on r.entity_id <> r.id
      left join import_reject j on j.workspace_id = i.workspace_id and j.batch_id = i.batch_id and j.row_number = i.row_number and not j.is_imported
     where i.workspace_id = ${tx.workspaceId} and i.batch_id = ${batchId}`;
