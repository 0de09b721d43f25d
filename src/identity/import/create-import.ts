import { createHash } from "node:crypto";
import { newUuid, uuidFromId } from "../../kernel/ids.ts";
import { enqueue } from "../../kernel/jobs.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Tx } from "../../kernel/sql.ts";
import { mappingOf } from "../core/file-layout.ts";
import type { IdentityDeps } from "../deps.ts";
import { rulesetInForce } from "../ruleset/in-force.ts";
import { type BatchRow, batchById, ensuredSource, insertBatch, type SourceRow } from "../store/imports.ts";
import { insertUpload } from "../store/uploads.ts";
import type * as contract from "./contract.ts";
import { normaliserHere } from "./normaliser.ts";
import { type OpenedFile, openFile } from "./open-file.ts";
import { viewOf } from "./read-imports.ts";
import { importQueue, requestOf } from "./request.ts";
import type { RunStart } from "./run.ts";
import { runImportHere } from "./run-import.ts";
import { firstPhase, runAtOnce } from "./run-phases.ts";
import { keepTemplate } from "./templates.ts";
import { tried } from "./try-import.ts";
import { appended, known } from "./uploads.ts";

type Input = InputOf<typeof contract.createImport>;
type Output = OutputOf<typeof contract.createImport>;

/** Trust by kind of source: what a person typed into a system counts more than what a vendor guessed. */
const trustOf = { crm: 60, enrichment: 40, list: 20 } as const;

/**
 * Imports a file. One block of rows is in as a whole or not at all when this answers; a larger one is done in phases, here
 * where the file came with the request, else by a worker.
 */
export async function createImport(deps: IdentityDeps, input: Input, caller: Caller): Promise<Output> {
  refuseUnknownKind(deps, input);
  const file = await openFile(deps, input, caller);
  const batchId = newUuid(deps.env);
  const begun = (tx: Tx): Promise<Begun> => begin(deps, tx, { file, input, caller, batchId });
  if (file.isOneBlock) await doAtOnce(deps, { file, input, caller, batchId }, begun);
  else await doInPhases(deps, { file, input, caller, batchId }, begun);
  return await deps.db.read(caller.workspaceId, async (tx) => viewOf(tx, await theBatch(tx, batchId)));
}

interface Beginning {
  readonly file: OpenedFile;
  readonly input: Input;
  readonly caller: Caller;
  readonly batchId: string;
}

interface Begun {
  readonly source: SourceRow;
  readonly batch: BatchRow;
}

function refuseUnknownKind(deps: IdentityDeps, { kind }: Input): void {
  if (kind === "contacts" || kind === "accounts" || deps.sinks?.[kind] !== undefined) return;
  throw problem("invalid_input", `nobody here takes imports of ${kind}`);
}

async function doAtOnce(
  deps: IdentityDeps,
  { file, input, caller, batchId }: Beginning,
  begun: (tx: Tx) => Promise<Begun>,
): Promise<void> {
  const start = ({ source, batch }: Begun): RunStart => ({
    deps,
    batch,
    batchId,
    source,
    caller,
    isDryRun: input.dryRun,
    reading: file.reading,
    parts: file.parts,
    normaliser: normaliserHere(file.reading),
    sink: sinkOf(deps, input),
  });
  if (input.dryRun) await tried(deps, caller, batchId, async (tx) => start(await begun(tx)));
  else await deps.db.write(caller.workspaceId, async (tx) => runAtOnce(start(await begun(tx)), tx));
}

/** A file that came with the request is kept as an upload, so that a worker goes on with it should this process die. */
async function doInPhases(
  deps: IdentityDeps,
  { file, caller, batchId }: Beginning,
  begun: (tx: Tx) => Promise<Begun>,
): Promise<void> {
  const importId = await deps.db.write(caller.workspaceId, async (tx) => {
    if (file.isHere) await keepFile(tx, file, caller);
    const { batch } = await begun(tx);
    await enqueue(deps.env, tx, [{ queue: importQueue, key: batch.id, payload: { importId: batch.id } }]);
    tx.afterCommit(() => deps.kick?.(caller.workspaceId));
    return batch.id;
  });
  if (file.isHere) await runImportHere(deps, caller.workspaceId, importId, `here ${process.pid} ${batchId}`);
}

async function keepFile(tx: Tx, file: OpenedFile, caller: Caller): Promise<void> {
  await insertUpload(tx, uuidFromId(file.uploadId), file.filename, caller.principal.id);
  let upload = known({ id: file.uploadId, filename: file.filename, received: 0 }, file.uploadId);
  for await (const part of file.parts()) upload = await appended(tx, upload, part);
}

async function begin(deps: IdentityDeps, tx: Tx, { file, input, caller, batchId }: Beginning): Promise<Begun> {
  const { layout } = file.reading;
  const { system } = layout;
  const source = await ensuredSource(tx, {
    id: newUuid(deps.env),
    name: input.sourceName ?? system.name,
    kind: system.kind,
    trust: trustOf[system.kind],
  });
  await insertBatch(tx, {
    id: batchId,
    kind: input.kind,
    sourceId: source.id,
    filename: file.filename,
    fileSha256: createHash("sha256").update(file.fingerprint).digest(),
    uploadId: file.isOneBlock && file.isHere ? null : uuidFromId(file.uploadId),
    mapping: mappingOf(layout),
    headings: layout.headings,
    notices: [...file.notices, ...layout.notices],
    request: requestOf(caller, input.dryRun),
    layout: file.reading,
    phase: firstPhase(input.kind),
    rulesetVersion: (await rulesetInForce(tx)).version,
    createdBy: caller.principal.id,
  });
  if (input.mapping !== undefined) await keepTemplate(tx, layout, caller.principal.id);
  return { source, batch: await theBatch(tx, batchId) };
}

function sinkOf(deps: IdentityDeps, { kind }: Input): RunStart["sink"] {
  return kind === "contacts" || kind === "accounts" ? null : (deps.sinks?.[kind] ?? null);
}

async function theBatch(tx: Tx, batchId: string): Promise<BatchRow> {
  const batch = await batchById(tx, batchId);
  if (batch === null) throw new Error("an import that was just begun is gone");
  return batch;
}
