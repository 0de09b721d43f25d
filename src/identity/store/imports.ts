import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";

export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly trust: number;
}

export interface BatchRow {
  readonly id: Id<"imp">;
  readonly filename: string;
  readonly state: "running" | "done" | "failed";
  readonly counts: Readonly<Record<string, number>>;
  readonly mapping: Readonly<Record<string, string>>;
  readonly headings: readonly string[];
  readonly notices: readonly string[];
  readonly created_at: Instant;
  readonly source_id: string;
  readonly source_name: string;
  readonly source_kind: string;
}

export interface NewBatch {
  readonly id: string;
  readonly sourceId: string;
  readonly filename: string;
  readonly fileSha256: Buffer;
  readonly mapping: Readonly<Record<string, string>>;
  readonly headings: readonly string[];
  readonly notices: readonly string[];
  readonly rulesetVersion: number;
  readonly createdBy: string;
}

export interface RejectRow {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly isImported: boolean;
  readonly cells: readonly string[];
}

/** The source of a name, made when it is new; a known one keeps its kind and trust. */
export async function ensuredSource(
  tx: Tx,
  source: { id: string; name: string; kind: string; trust: number },
): Promise<SourceRow> {
  await tx.sql`
    insert into source (workspace_id, id, name, kind, trust, created_at)
    values (${tx.workspaceId}, ${source.id}, ${source.name}, ${source.kind}, ${source.trust}, ${tx.now})
    on conflict (workspace_id, name) do nothing`;
  const rows = await tx.sql<SourceRow[]>`
    select id, name, kind, trust from source where workspace_id = ${tx.workspaceId} and name = ${source.name}`;
  const [row] = rows;
  if (row === undefined) throw new Error(`the source \`${source.name}\` is gone`);
  return row;
}

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<void> {
  await tx.sql`
    insert into import_batch (workspace_id, id, source_id, filename, file_sha256, mapping, headings, notices, ruleset_version, state, counts, created_by, created_at)
    values (${tx.workspaceId}, ${batch.id}, ${batch.sourceId}, ${batch.filename}, ${batch.fileSha256}, ${JSON.stringify(batch.mapping)}::text::jsonb,
            ${JSON.stringify(batch.headings)}::text::jsonb, ${JSON.stringify(batch.notices)}::text::jsonb, ${batch.rulesetVersion}, 'running', '{}'::jsonb,
            ${batch.createdBy}, ${tx.now})`;
}

export async function finishBatch(
  tx: Tx,
  id: string,
  state: "done" | "failed",
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  await tx.sql`
    update import_batch set state = ${state}, counts = ${JSON.stringify(counts)}::text::jsonb
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

export async function insertRejects(tx: Tx, batchId: string, rejects: readonly RejectRow[]): Promise<void> {
  await tx.sql`
    insert into import_reject (workspace_id, batch_id, row_number, code, message, is_imported, cells)
    select ${tx.workspaceId}::uuid, ${batchId}::uuid, r.line, r.code, r.message, r.is_imported::boolean, r.cells::jsonb
      from unnest(${rejects.map((row) => row.line)}::int[], ${rejects.map((row) => row.code)}::text[], ${rejects.map((row) => row.message)}::text[],
                  ${rejects.map((row) => String(row.isImported))}::text[], ${rejects.map((row) => JSON.stringify(row.cells))}::text[])
           as r (line, code, message, is_imported, cells)
    on conflict (workspace_id, batch_id, row_number, code) do nothing`;
}

export async function batchById(tx: Tx, id: string): Promise<BatchRow | null> {
  const rows = await tx.sql<BatchRow[]>`
    select b.id, b.filename, b.state, b.counts, b.mapping, b.headings, b.notices, b.created_at,
           s.id as source_id, s.name as source_name, s.kind as source_kind
      from import_batch b join source s on s.workspace_id = b.workspace_id and s.id = b.source_id
     where b.workspace_id = ${tx.workspaceId} and b.id = ${id}`;
  return rows[0] === undefined ? null : { ...rows[0], id: idFromUuid("imp", rows[0].id) };
}

/** Newest first; ids are in order of time. */
export async function batchesBefore(tx: Tx, before: string | null, count: number): Promise<readonly BatchRow[]> {
  const rows = await tx.sql<BatchRow[]>`
    select b.id, b.filename, b.state, b.counts, b.mapping, b.headings, b.notices, b.created_at,
           s.id as source_id, s.name as source_name, s.kind as source_kind
      from import_batch b join source s on s.workspace_id = b.workspace_id and s.id = b.source_id
     where b.workspace_id = ${tx.workspaceId} and (${before}::uuid is null or b.id < ${before}::uuid)
     order by b.id desc limit ${count}`;
  return rows.map((row) => ({ ...row, id: idFromUuid("imp", row.id) }));
}

export async function rejectsOf(tx: Tx, batchId: string): Promise<readonly RejectRow[]> {
  return await tx.sql<RejectRow[]>`
    select row_number as line, code, message, is_imported as "isImported", cells
      from import_reject where workspace_id = ${tx.workspaceId} and batch_id = ${batchId}
     order by row_number, code`;
}
