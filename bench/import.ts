import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { layoutOf } from "../src/identity/core/file-layout.ts";
import type { IdentityDeps } from "../src/identity/deps.ts";
import { createImport } from "../src/identity/import/create-import.ts";
import { inOrder } from "../src/identity/import/in-order.ts";
import { normaliserThreads } from "../src/identity/import/normaliser.ts";
import { encodingOf, headOf, rowBlocks } from "../src/identity/import/read-blocks.ts";
import { getImport } from "../src/identity/import/read-imports.ts";
import { resolveWorkspace } from "../src/identity/import/resolve-workspace.ts";
import { runImportHere } from "../src/identity/import/run-import.ts";
import { appendUpload, createUpload, partsOf } from "../src/identity/import/uploads.ts";
import { type Id, uuidFromId } from "../src/kernel/ids.ts";
import { limits } from "../src/kernel/limits.ts";
import type { Caller } from "../src/kernel/operation.ts";
import type { Sql } from "../src/kernel/sql.ts";
import { copyAgain } from "./copy.ts";

/** An import end to end, beside COPY of the same records and keys, in one run on one database. */
export interface ImportBench {
  readonly rows: number;
  readonly importMs: number;
  readonly importRowsPerSecond: number;
  /** Wall time of each phase. */
  readonly phases: Readonly<Record<string, number>>;
  readonly peakRssMb: number;
  /** The most memory held in each phase; what went on longest tells where it is needed. */
  readonly phasePeaksMb: Readonly<Record<string, number>>;
  readonly reimportMs: number;
  /** Rows of records, versions and keys that the second import wrote. */
  readonly reimportWrites: number;
  /** Processor time by wall time while rows are normalised. */
  readonly normaliseCores: number;
  readonly normaliseMs: number;
  readonly resolveMs: number;
  readonly copyMs: number;
  readonly copyRowsPerSecond: number;
  /** How many times longer the import takes than COPY: parsing, normalising, resolving, provenance, golden records, audit. */
  readonly ratio: number;
}

const partBytes = 4 * 1024 * 1024;
const makeList = fileURLToPath(new URL("make-list.ts", import.meta.url));

/** Imports `rows` generated rows as an upload, imports them again, and copies the same records and keys into bare tables. */
export async function benchImport(deps: IdentityDeps, workspaceId: Id<"wsp">, rows: number): Promise<ImportBench> {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-list-"));
  const path = join(folder, "list.csv");
  const rss = watchRss();
  try {
    execFileSync(process.execPath, [makeList, String(rows), path]);
    const caller: Caller = {
      workspaceId,
      principal: { kind: "system", id: "bench", name: "Benchmark" },
      scopes: new Set(["imports:write"]),
      requestId: "bench",
    };
    const first = await imported(deps, caller, path);
    const peakRssMb = rss.peakMb();
    const before = await written(deps.db.root);
    const resolveMs = await timed(() =>
      deps.db.read(workspaceId, (tx) =>
        resolveWorkspace({ batchId: uuidFromId(first.importId) } as Parameters<typeof resolveWorkspace>[0], tx),
      ),
    );
    const second = await imported(deps, caller, path);
    const reimportWrites = (await written(deps.db.root)) - before;
    const normalised = await normalising(path);
    const copyMs = await copyAgain(deps.db.root, ["source_record", "match_key"], folder);
    return {
      rows,
      importMs: first.ms,
      importRowsPerSecond: Math.round((rows * 1_000) / first.ms),
      phases: first.phases,
      peakRssMb,
      phasePeaksMb: first.peaks,
      reimportMs: second.ms,
      reimportWrites,
      normaliseCores: normalised.cores,
      normaliseMs: normalised.ms,
      resolveMs,
      copyMs,
      copyRowsPerSecond: Math.round((rows * 1_000) / copyMs),
      ratio: first.ms / copyMs,
    };
  } finally {
    rss.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Imported {
  readonly importId: Id<"imp">;
  readonly ms: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly peaks: Readonly<Record<string, number>>;
}

/** Uploads a file and imports it, as the command line does; sending it is part of the time. */
async function imported(deps: IdentityDeps, caller: Caller, path: string): Promise<Imported> {
  const from = performance.now();
  const { id: uploadId } = await createUpload(deps, { filename: "list.csv" }, caller);
  const file = await open(path);
  const part = Buffer.alloc(partBytes);
  for (let offset = 0; ; ) {
    const { bytesRead } = await file.read(part, 0, partBytes, offset);
    if (bytesRead === 0) break;
    await appendUpload(deps, { uploadId, offset, content: part.subarray(0, bytesRead).toString("base64") }, caller);
    offset += bytesRead;
  }
  await file.close();
  const begun = await createImport(deps, { kind: "contacts", uploadId, encoding: "text", dryRun: false }, caller);
  const phases: Record<string, number> = { upload: performance.now() - from };
  const peaks: Record<string, number> = { upload: residentMb() };
  if (begun.state === "running") {
    const stop = watchPhases(deps, caller, begun.id, { phases, peaks });
    await runImportHere(deps, caller.workspaceId, begun.id, `bench ${process.pid} import`);
    await stop();
  }
  const done = await getImport(deps, { importId: begun.id }, caller);
  if (done.state !== "done") throw new Error(`the import is ${done.state}: ${done.failure ?? ""}`);
  return { importId: begun.id, ms: performance.now() - from, phases, peaks };
}

/** Adds up how long an import is in each phase, and keeps the most memory that it held. */
function watchPhases(
  deps: IdentityDeps,
  caller: Caller,
  importId: Id<"imp">,
  { phases, peaks }: { readonly phases: Record<string, number>; readonly peaks: Record<string, number> },
): () => Promise<void> {
  let isOn = true;
  let at = performance.now();
  const watching = (async () => {
    while (isOn) {
      const { progress } = await getImport(deps, { importId }, caller);
      const now = performance.now();
      phases[progress.phase] = (phases[progress.phase] ?? 0) + now - at;
      peaks[progress.phase] = Math.max(peaks[progress.phase] ?? 0, residentMb());
      at = now;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  })();
  return async () => {
    isOn = false;
    await watching;
  };
}

/** Reads and normalises a file on the product's threads, and writes nothing. */
async function normalising(path: string): Promise<{ readonly ms: number; readonly cores: number }> {
  const handle = await open(path);
  const parts = partsOf(await handle.readFile());
  await handle.close();
  const { encoding } = await encodingOf(parts);
  const columnsMax = limits.importColumnsMax;
  const layout = layoutOf(await headOf(parts, encoding), { kind: "contacts", mapping: {}, columnsMax });
  const threads = normaliserThreads({ layout, columnsMax }, limits.importThreads);
  const births = { at: Date.now(), random: new Uint8Array((limits.importChunkRows + 1) * 16) };
  const cpu = process.cpuUsage();
  const ms = await timed(() =>
    inOrder(rowBlocks(parts, encoding, layout, limits.importChunkRows), {
      width: threads.width,
      wants: () => true,
      start: (block) => threads.prepare(block, births),
      take: async () => undefined,
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  await threads.close();
  return { ms, cores: (user + system) / 1_000 / ms };
}

/** Copies records and keys, as they are, into tables of the same make with the same indexes. */
/** How many rows were ever written about people. */
async function written(sql: Sql): Promise<number> {
  const [row] = await sql<{ rows: number }[]>`
    select (select count(*) from observation) + (select count(*) from source_record) + (select count(*) from match_key)
         + (select count(*) from contact) + (select count(*) from identity_event) as rows`;
  return Number(row?.rows ?? 0);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

function residentMb(): number {
  return Math.round(process.memoryUsage.rss() / 1_000_000);
}

/** The most memory that this process has held, threads included. */
function watchRss(): { peakMb(): number; stop(): void } {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMb());
  }, 100);
  return { peakMb: () => peak, stop: () => clearInterval(timer) };
}
