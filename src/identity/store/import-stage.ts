import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Tx } from "../../kernel/sql.ts";
import type { KeyName } from "./keys.ts";
import type { Provenance, RecordKind } from "./records.ts";

/** How many rows of a staged block came to what. */
export interface StagedCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

/** A row that names the same record as an earlier row of its file, with other values. */
export interface StagedDuplicate {
  readonly line: number;
  readonly first_line: number;
}

/** A row that wishes to be left alone, and the contact that it is about by now. */
export interface OptOutRow {
  readonly entity_id: string;
  readonly opt_outs: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Makes room for a block beside the tables, seen by this transaction only. COPY into a table under row-level security is
 * refused by PostgreSQL; into a table of the transaction's own it is not, and the statements that go on from there are under it.
 */
export async function openStage(tx: Tx): Promise<void> {
  await tx.sql`
    create temporary table if not exists import_stage (
      line integer not null, external_id text collate "C" not null, payload_hash bytea not null, fields jsonb not null, match jsonb not null,
      observed_at timestamptz, account_key text collate "C", record_id uuid not null, observation_id uuid not null, opt_outs text[],
      outcome text collate "C" not null default 'create', first_line integer, account_record_id uuid) on commit drop`;
  await tx.sql`
    create temporary table if not exists import_stage_key (
      line integer not null, kind text collate "C" not null, key text collate "C" not null, name text collate "C" not null) on commit drop`;
  await tx.sql`truncate import_stage, import_stage_key`;
}

/** Takes the rows of a block as COPY text, in the order of `stageColumns`. */
export async function stageRows(tx: Tx, text: Uint8Array): Promise<void> {
  await copyInto(
    await tx.sql`
      copy import_stage (line, external_id, payload_hash, fields, match, observed_at, account_key, record_id, observation_id, opt_outs)
      from stdin`.writable(),
    text,
  );
}

/** Takes the keys of a block as COPY text, in the order of `stageKeyColumns`. */
export async function stageKeys(tx: Tx, text: Uint8Array): Promise<void> {
  await copyInto(await tx.sql`copy import_stage_key (line, kind, key, name) from stdin`.writable(), text);
}

/** The driver copies what it is given: a block of ten megabytes goes in pieces, or the process keeps several times its size. */
async function copyInto(sink: Writable, text: Uint8Array): Promise<void> {
  await pipeline(pieces(text), sink);
}

const pieceBytes = 256 * 1024;

function* pieces(text: Uint8Array): Generator<Uint8Array, void, void> {
  for (let at = 0; at < text.length; at += pieceBytes) yield text.subarray(at, at + pieceBytes);
}

/**
 * Tells rows about known records from new ones: a known record keeps its id, and one that says the same is unchanged. Each row
 * is looked up by the unique key: as a plain join, the planner reads all records of the source for each row of a block.
 */
export async function matchStage(tx: Tx, sourceId: string, kind: RecordKind): Promise<void> {
  await tx.sql`
    update import_stage s
       set record_id = k.id, outcome = case when k.payload_hash = s.payload_hash then 'unchanged' else 'update' end
      from (select x.line, r.id, r.payload_hash
              from import_stage x
             cross join lateral (
                   select id, payload_hash from source_record
                    where workspace_id = ${tx.workspaceId} and source_id = ${sourceId} and kind = ${kind} and external_id = x.external_id
                   offset 0) r) k
     where k.line = s.line`;
  await tx.sql`
    update import_stage s
       set account_record_id = (select a.id from source_record a
                                 where a.workspace_id = ${tx.workspaceId} and a.source_id = ${sourceId} and a.kind = 'account'
                                   and a.external_id = s.account_key)
     where s.account_key is not null`;
}

/** Rows that name the record of an earlier row: within the block, then in the blocks before it. */
export async function matchRepeats(tx: Tx, batchId: string): Promise<void> {
  await tx.sql`
    update import_stage s
       set record_id = f.record_id, first_line = f.line, outcome = case when f.payload_hash = s.payload_hash then 'repeat' else 'reject' end
      from (select distinct on (external_id) external_id, line, record_id, payload_hash from import_stage order by external_id, line) f
     where f.external_id = s.external_id and f.line < s.line`;
  await tx.sql`
    update import_stage s set first_line = i.row_number, outcome = case when s.outcome = 'unchanged' then 'repeat' else 'reject' end
      from import_row i
     where i.workspace_id = ${tx.workspaceId} and i.batch_id = ${batchId} and i.record_id = s.record_id and s.outcome <> 'create'
       and i.row_number < s.line`;
}

/** Writes the records of rows that say something new; a known record belongs where it belonged. */
export async function recordsFromStage(tx: Tx, from: Provenance, kind: RecordKind): Promise<void> {
  await tx.sql`
    insert into source_record (workspace_id, id, kind, source_id, external_id, payload_hash, current_observation_id, match, entity_id,
                               account_record_id, batch_id, created_at)
    select ${tx.workspaceId}::uuid, s.record_id, ${kind}::text, ${from.sourceId}::uuid, s.external_id, s.payload_hash, s.observation_id, s.match,
           s.record_id, s.account_record_id, ${from.batchId}::uuid, ${tx.now}::timestamptz
      from import_stage s
     where s.outcome = 'create'
     order by s.line`;
  await tx.sql`
    update source_record r
       set payload_hash = s.payload_hash, current_observation_id = s.observation_id, match = s.match, batch_id = ${from.batchId}::uuid,
           account_record_id = s.account_record_id
      from import_stage s
     where r.workspace_id = ${tx.workspaceId} and r.id = s.record_id and s.outcome = 'update'`;
}

/** What those records say, as versions that stay. A clock that runs ahead would win every field for ever. */
export async function observationsFromStage(tx: Tx, from: Provenance, at: number, confidence: number): Promise<void> {
  await tx.sql`
    insert into observation (workspace_id, id, record_id, observed_at, received_at, fields, confidence, account_record_id, actor, batch_id, payload_hash)
    select ${tx.workspaceId}::uuid, s.observation_id, s.record_id, least(coalesce(s.observed_at, ${at}::timestamptz), ${at}::timestamptz),
           ${tx.now}::timestamptz, s.fields, ${confidence}::int, s.account_record_id, ${from.actor}, ${from.batchId}::uuid, s.payload_hash
      from import_stage s
     where s.outcome in ('create', 'update')
     order by s.line`;
}

/** Takes the keys of changed records away and says which they were. */
export async function deleteStagedKeys(tx: Tx): Promise<readonly KeyName[]> {
  return await tx.sql<KeyName[]>`
    delete from match_key k using import_stage s
     where k.workspace_id = ${tx.workspaceId} and k.record_id = s.record_id and s.outcome = 'update' and k.kind <> 'as'
    returning k.kind, k.key`;
}

/** Writes the keys of records that say something new. */
export async function keysFromStage(tx: Tx): Promise<void> {
  await tx.sql`
    insert into match_key (workspace_id, kind, key, record_id, name)
    select ${tx.workspaceId}::uuid, k.kind, k.key, s.record_id, k.name
      from import_stage_key k join import_stage s on s.line = k.line
     where s.outcome in ('create', 'update')
    on conflict do nothing`;
}

/** Keeps what became of each row. */
export async function rowsFromStage(tx: Tx, batchId: string): Promise<void> {
  await tx.sql`
    insert into import_row (workspace_id, batch_id, row_number, outcome, record_id, opt_outs)
    select ${tx.workspaceId}::uuid, ${batchId}::uuid, s.line, case s.outcome when 'repeat' then 'unchanged' else s.outcome end,
           case when s.first_line is null or s.opt_outs is not null then s.record_id end, s.opt_outs
      from import_stage s
     order by s.line`;
}

export async function duplicatesInStage(tx: Tx): Promise<readonly StagedDuplicate[]> {
  return await tx.sql<StagedDuplicate[]>`
    select line, first_line from import_stage where outcome = 'reject' order by line`;
}

/** A wish to be left alone counts in whichever of the rows it stands, of unchanged rows too. */
export async function optOutsInStage(tx: Tx): Promise<readonly OptOutRow[]> {
  return await tx.sql<OptOutRow[]>`
    select r.entity_id, s.opt_outs, s.fields
      from import_stage s join source_record r on r.workspace_id = ${tx.workspaceId} and r.id = s.record_id
     where s.opt_outs is not null
     order by s.line`;
}

export async function stagedCounts(tx: Tx): Promise<StagedCounts> {
  const [row] = await tx.sql<StagedCounts[]>`
    select count(*) filter (where outcome = 'create')::int as created, count(*) filter (where outcome = 'update')::int as updated,
           count(*) filter (where outcome in ('unchanged', 'repeat'))::int as unchanged
      from import_stage`;
  return row ?? { created: 0, updated: 0, unchanged: 0 };
}

/** The digest material of what was written, in the order of the file. */
export async function stagedHashes(tx: Tx): Promise<Buffer> {
  const [row] = await tx.sql<{ hashes: Buffer }[]>`
    select coalesce(string_agg(payload_hash, ''::bytea order by line), ''::bytea) as hashes from import_stage where outcome in ('create', 'update')`;
  return row?.hashes ?? Buffer.alloc(0);
}
