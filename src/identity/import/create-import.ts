import { createHash } from "node:crypto";
import { isoFromInstant } from "../../kernel/env.ts";
import { idFromUuid, newUuid } from "../../kernel/ids.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { decodeFile, decodeText } from "../core/decode.ts";
import { type Incoming, type IncomingRecord, incomingRecords } from "../core/import-records.ts";
import { rulesetVersion } from "../core/match.ts";
import { type FileRead, type Reject, readContactFile } from "../core/read-file.ts";
import type { IdentityDeps } from "../deps.ts";
import { ensuredSource, finishBatch, insertBatch, insertRejects, type SourceRow } from "../store/imports.ts";
import type * as contract from "./contract.ts";
import type { ImportCounts } from "./contract.ts";
import { type Chunk, type ChunkResult, importChunk } from "./import-chunk.ts";

type Input = InputOf<typeof contract.createImport>;
type Output = OutputOf<typeof contract.createImport>;

/** Trust by kind of source: what a person typed into a system counts more than what a vendor guessed. */
const trustOf = { crm: 60, enrichment: 40, list: 20 } as const;

/** Carries the result of a dry run out of the transaction that it undoes. */
class DryRunDone extends Error {
  readonly output: Output;

  constructor(output: Output) {
    super("dry run");
    this.output = output;
  }
}

interface Job {
  readonly file: FileRead;
  readonly incoming: Incoming;
  readonly rejects: readonly Reject[];
  readonly notices: readonly string[];
  readonly sha256: Buffer;
  readonly batchId: string;
}

/** Imports a file. A dry run takes the same path to the end and undoes it, so that it comes true to the row. */
export async function createImport(deps: IdentityDeps, input: Input, caller: Caller): Promise<Output> {
  const job = readJob(deps, input);
  if (input.dryRun) return await dryRun(deps, job, input, caller);
  const source = await deps.db.write(caller.workspaceId, (tx) => begin(deps, tx, job, input, caller));
  const chunks = chunksOf(job.incoming);
  const results: ChunkResult[] = [];
  const context = { source, batchId: job.batchId, caller };
  try {
    for (const chunk of chunks)
      results.push(await deps.db.write(caller.workspaceId, (tx) => importChunk(deps, tx, context, chunk)));
  } catch (error) {
    await deps.db.write(caller.workspaceId, (tx) => finishBatch(tx, job.batchId, "failed", countsOf(job, results)));
    throw error;
  }
  const counts = countsOf(job, results);
  return await deps.db.write(caller.workspaceId, async (tx) => {
    await finishBatch(tx, job.batchId, "done", counts);
    return outputOf(tx, job, input, source, counts, "done");
  });
}

async function dryRun(deps: IdentityDeps, job: Job, input: Input, caller: Caller): Promise<Output> {
  try {
    return await deps.db.write(caller.workspaceId, async (tx) => {
      const source = await begin(deps, tx, job, input, caller);
      const results: ChunkResult[] = [];
      const context = { source, batchId: job.batchId, caller };
      for (const chunk of chunksOf(job.incoming)) results.push(await importChunk(deps, tx, context, chunk));
      throw new DryRunDone(outputOf(tx, job, input, source, countsOf(job, results), "dry_run"));
    });
  } catch (error) {
    if (error instanceof DryRunDone) return error.output;
    throw error;
  }
}

function readJob(deps: IdentityDeps, input: Input): Job {
  const bytes = input.encoding === "base64" ? bytesOf(input.content) : null;
  const decoded = bytes === null ? decodeText(input.content) : decodeFile(bytes);
  const file = readContactFile(decoded.text, { mapping: input.mapping ?? {}, columnsMax: limits.importColumnsMax });
  const incoming = incomingRecords(file.rows);
  return {
    file,
    incoming,
    rejects: [...file.rejects, ...incoming.rejects].sort((left, right) => left.line - right.line),
    notices: [...decoded.notices, ...file.notices],
    sha256: createHash("sha256")
      .update(bytes ?? input.content)
      .digest(),
    batchId: newUuid(deps.env),
  };
}

function bytesOf(content: string): Buffer {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content))
    throw problem("invalid_input", "the content is not base64", {
      errors: [{ path: "/content", message: "expected base64, as `encoding` says" }],
    });
  return Buffer.from(content, "base64");
}

async function begin(deps: IdentityDeps, tx: Tx, job: Job, input: Input, caller: Caller): Promise<SourceRow> {
  const { system } = job.file;
  const source = await ensuredSource(tx, {
    id: newUuid(deps.env),
    name: input.sourceName ?? system.name,
    kind: system.kind,
    trust: trustOf[system.kind],
  });
  await insertBatch(tx, {
    id: job.batchId,
    sourceId: source.id,
    filename: input.filename,
    fileSha256: job.sha256,
    mapping: job.file.mapping,
    headings: job.file.headings,
    notices: job.notices,
    rulesetVersion,
    createdBy: caller.principal.id,
  });
  if (job.rejects.length > 0) await insertRejects(tx, job.batchId, job.rejects.map(storable));
  return source;
}

/** A text column holds no NUL. */
function storable(reject: Reject): Reject {
  return { ...reject, cells: reject.cells.map((cell) => cell.replaceAll("\u0000", "").toWellFormed()) };
}

/** Chunks of rows, each with the companies that it names; a company that an earlier chunk wrote is unchanged by then. */
function chunksOf(incoming: Incoming): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < incoming.contacts.length; at += limits.importChunkRows) {
    const contacts = incoming.contacts.slice(at, at + limits.importChunkRows);
    const named = new Set(contacts.flatMap(({ account }) => account ?? []));
    const accounts = [...named].flatMap((externalId): IncomingRecord[] => {
      const record = incoming.accounts.get(externalId);
      return record === undefined ? [] : [record];
    });
    chunks.push({ number: chunks.length + 1, contacts, accounts });
  }
  return chunks;
}

function countsOf(job: Job, results: readonly ChunkResult[]): ImportCounts {
  const sum = (of: (result: ChunkResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  return {
    rows: job.file.rowCount,
    created: sum((result) => result.created),
    updated: sum((result) => result.updated),
    unchanged: sum((result) => result.unchanged) + job.incoming.repeats,
    merged: sum((result) => result.merged),
    review: sum((result) => result.review),
    rejected: job.rejects.filter((reject) => !reject.isImported).length,
    warned: job.rejects.filter((reject) => reject.isImported).length,
    optOuts: sum((result) => result.optOuts),
    contacts: new Set(results.flatMap((result) => result.contactIds)).size,
    accounts: new Set(results.flatMap((result) => result.accountIds)).size,
  };
}

function outputOf(
  tx: Tx,
  job: Job,
  input: Input,
  source: SourceRow,
  counts: ImportCounts,
  state: "done" | "dry_run",
): Output {
  return {
    id: state === "dry_run" ? null : idFromUuid("imp", job.batchId),
    filename: input.filename,
    source: { id: idFromUuid("src", source.id), name: source.name, kind: source.kind },
    state,
    dryRun: state === "dry_run",
    counts,
    mapping: job.file.mapping,
    notices: [...job.notices],
    createdAt: isoFromInstant(tx.now),
  };
}
