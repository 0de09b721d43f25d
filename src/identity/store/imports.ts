import type { Instant } from "../../kernel/env.ts";
import { type Id, idFromUuid } from "../../kernel/ids.ts";
import type { Tx } from "../../kernel/sql.ts";
import type { ImportKind } from "../words/contract.ts";

export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly trust: number;
}

export type BatchState = "running" | "done" | "failed" | "dry_run" | "undoing" | "undone";
export type BatchPhase = "read" | "accounts" | "load" | "resolve" | "undo" | "done";

export interface BatchRow {
  readonly id: Id<"imp">;
  readonly kind: ImportKind;
  readonly filename: string;
  readonly state: BatchState;
  readonly phase: BatchPhase;
  readonly counts: Readonly<Record<string, number>>;
  readonly mapping: Readonly<Record<string, string>>;
  readonly headings: readonly string[];
  readonly notices: readonly string[];
  readonly request: unknown;
  readonly layout: unknown;
  readonly cursor: unknown;
  readonly upload_id: string | null;
  readonly rows_total: number | null;
  readonly rows_done: number;
  readonly failure: string | null;
  readonly created_by: string;
  readonly created_at: Instant;
  readonly phase_at: Instant | null;
  readonly undone_at: Instant | null;
  readonly source_id: string;
  readonly source_name: string;
  readonly source_kind: string;
  readonly source_trust: number;
}

export interface NewBatch {
  readonly id: string;
  readonly kind: ImportKind;
  readonly sourceId: string;
  readonly filename: string;
  readonly fileSha256: Buffer;
  readonly uploadId: string | null;
  readonly mapping: Readonly<Record<string, string>>;
  readonly headings: readonly string[];
  readonly notices: readonly string[];
  readonly request: unknown;
  readonly layout: unknown;
  readonly phase: BatchPhase;
  readonly rulesetVersion: number;
  readonly createdBy: string;
}

/** How far an import is. What is left out stays as it is. */
export interface Progress {
  readonly state?: BatchState;
  readonly phase?: BatchPhase;
  readonly cursor?: unknown;
  readonly counts?: Readonly<Record<string, number>>;
  readonly rowsTotal?: number;
  readonly rowsDone?: number;
  readonly failure?: string;
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
    insert into import_batch (workspace_id, id, kind, source_id, filename, file_sha256, upload_id, mapping, headings, notices, request, layout, phase,
                              ruleset_version, state, counts, created_by, created_at)
    values (${tx.workspaceId}, ${batch.id}, ${batch.kind}, ${batch.sourceId}, ${batch.filename}, ${batch.fileSha256}, ${batch.uploadId},
            ${JSON.stringify(batch.mapping)}::text::jsonb, ${JSON.stringify(batch.headings)}::text::jsonb, ${JSON.stringify(batch.notices)}::text::jsonb,
            ${JSON.stringify(batch.request)}::text::jsonb, ${JSON.stringify(batch.layout)}::text::jsonb, ${batch.phase}, ${batch.rulesetVersion},
            'running', '{}'::jsonb, ${batch.createdBy}, ${tx.now})`;
}

const given = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** Keeps how far an import is, in the transaction that got it there. A phase begins with no row done. */
export async function advanceBatch(tx: Tx, id: string, progress: Progress): Promise<void> {
  await tx.sql`
    update import_batch
       set state = coalesce(${progress.state ?? null}::text, state), phase = coalesce(${progress.phase ?? null}::text, phase),
           phase_at = case when phase <> ${progress.phase ?? null}::text then ${tx.now}::timestamptz else phase_at end,
           cursor = coalesce(${given(progress.cursor)}::text::jsonb, cursor), counts = coalesce(${given(progress.counts)}::text::jsonb, counts),
           rows_total = coalesce(${progress.rowsTotal ?? null}::int, rows_total), rows_done = coalesce(${progress.rowsDone ?? null}::int, case when phase <> ${progress.phase ?? null}::text then 0 else rows_done end),
           failure = coalesce(${progress.failure ?? null}::text, failure)
     where workspace_id = ${tx.workspaceId} and id = ${id}`;
}

const columns = (tx: Tx) => tx.sql`
    b.id, b.kind, b.filename, b.state, b.phase, b.counts, b.mapping, b.headings, b.notices, b.request, b.layout, b.cursor, b.upload_id, b.rows_total,
    b.rows_done, b.failure, b.created_by, b.created_at, b.phase_at, b.undone_at, s.id as source_id, s.name as source_name, s.kind as source_kind,
    s.trust as source_trust`;

export async function batchById(tx: Tx, id: string): Promise<BatchRow | null> {
  const [row] = await tx.sql<BatchRow[]>`
    select ${columns(tx)} from import_batch b join source s on s.workspace_id = b.workspace_id and s.id = b.source_id
     where b.workspace_id = ${tx.workspaceId} and b.id = ${id}`;
  return row === undefined ? null : { ...row, id: idFromUuid("imp", row.id) };
}

/** Newest first; ids are in order of time. What was only tried is not listed. */
export async function batchesBefore(tx: Tx, before: string | null, count: number): Promise<readonly BatchRow[]> {
  const rows = await tx.sql<BatchRow[]>`
    select ${columns(tx)} from import_batch b join source s on s.workspace_id = b.workspace_id and s.id = b.source_id
     where b.workspace_id = ${tx.workspaceId} and (${before}::uuid is null or b.id < ${before}::uuid)
       and coalesce((b.request ->> 'dryRun')::boolean, false) = false
     order by b.id desc limit ${count}`;
  return rows.map((row) => ({ ...row, id: idFromUuid("imp", row.id) }));
}
