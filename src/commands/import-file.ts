import { open } from "node:fs/promises";
import { hostname } from "node:os";
import { basename } from "node:path";
import { localOwner } from "../access/local-owner.ts";
import { createImport, type ImportBatch } from "../identity/import/contract.ts";
import { runImportHere } from "../identity/import/run-import.ts";
import { newUuid } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import { workerName } from "../kernel/worker.ts";
import { sweepAll } from "../scoring/sweep.ts";
import { type ReadArguments, readArguments } from "../surface/cli/arguments.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { printed } from "../surface/cli/print.ts";
import type { Host, RunCommand } from "./host.ts";
import { firstWorkspace, openLocal } from "./local.ts";
import { remoteDoor } from "./remote.ts";

/** Where an import is asked for, and who does it. */
interface Place {
  call(name: string, input: unknown): Promise<unknown>;
  /** Does a large import in this process where no server is asked; a worker that has it already is left to it. */
  work(batch: ImportBatch): Promise<void>;
  close(): Promise<void>;
}

const partBytes = 4 * 1024 * 1024;
const lookEveryMs = 500;
const tellEveryMs = 2_000;

/** Sends a file of any size in parts, imports it, says how far it is, and answers when it is done. */
export const importFile: RunCommand = async (host, { args, dataDir, json }) => {
  const given = readArguments(createImport, args);
  const place = await placeOf(host, given, dataDir);
  try {
    const uploadId = await uploaded(host, place, given.common.file);
    const input = { ...(await inputFile(given)), ...given.fields, ...(uploadId === null ? {} : { uploadId }) };
    const begun = (await place.call(createImport.name, input)) as ImportBatch;
    const done = await watched(host, place, begun);
    host.out(json ? `${JSON.stringify(done, null, 2)}\n` : printed(done));
    return done.state === "failed" ? exitCodes.failed : exitCodes.done;
  } finally {
    await place.close();
  }
};

async function placeOf(host: Host, { common }: ReadArguments, dataDir: string | undefined): Promise<Place> {
  const url = common.url ?? (dataDir === undefined ? host.environment["FAIRLEAD_URL"] : undefined);
  if (url !== undefined) {
    const token = common.token ?? host.environment["FAIRLEAD_TOKEN"];
    if (token === undefined)
      throw problem("invalid_input", "calling a server needs an API key: give `--token` or set FAIRLEAD_TOKEN");
    return { ...remoteDoor(url, token), work: async () => undefined };
  }
  const local = await openLocal(host, dataDir);
  const { app } = local;
  const workspaceId = await firstWorkspace(app);
  const owner = localOwner(workspaceId, newUuid(host.env));
  return {
    call: (name, input) => app.invoker.call(name, input, owner),
    work: async ({ id }) => {
      const worker = workerName(hostname().replaceAll(" ", "-"), process.pid, newUuid(host.env));
      await runImportHere(app.deps.identity, workspaceId, id, worker);
      await app.resources.db.write(workspaceId, (tx) => sweepAll(app.deps.scoring, tx));
    },
    close: local.close,
  };
}

/** Sends a file in parts; null where the content is given in another way. */
async function uploaded(host: Host, place: Place, path: string | undefined): Promise<string | null> {
  if (path === undefined) return null;
  const file = await open(path).catch((error: Error) => {
    throw problem("invalid_input", `\`${path}\` cannot be read: ${error.message}`, { cause: error });
  });
  try {
    const { size } = await file.stat();
    const { id } = (await place.call("uploads.create", { filename: basename(path) })) as { id: string };
    const part = Buffer.alloc(partBytes);
    let offset = 0;
    for (;;) {
      const { bytesRead } = await file.read(part, 0, partBytes, offset);
      if (bytesRead === 0) return id;
      const content = part.subarray(0, bytesRead).toString("base64");
      await place.call("uploads.append", { uploadId: id, offset, content });
      offset += bytesRead;
      if (size > partBytes) host.err(`sent ${megabytes(offset)} of ${megabytes(size)} MB\n`);
    }
  } finally {
    await file.close();
  }
}

async function inputFile({ common }: ReadArguments): Promise<Record<string, unknown>> {
  if (common.input === undefined) return {};
  const file = await open(common.input === "-" ? "/dev/stdin" : common.input);
  try {
    return JSON.parse(await file.readFile("utf8")) as Record<string, unknown>;
  } finally {
    await file.close();
  }
}

/** Waits until an import is done, and says how far it is. */
async function watched(host: Host, place: Place, begun: ImportBatch): Promise<ImportBatch> {
  if (begun.state !== "running") return begun;
  const work = place.work(begun);
  // It is awaited below; until then a failure of it is told by the state of the import.
  work.catch(() => undefined);
  let toldAt = Number.NEGATIVE_INFINITY;
  let told = "";
  for (;;) {
    const now = (await place.call("imports.get", { importId: begun.id })) as ImportBatch;
    if (now.state !== "running") {
      await work;
      return now;
    }
    const line = progressLine(now);
    if (line !== told && host.env.elapsedMs() - toldAt > tellEveryMs) {
      toldAt = host.env.elapsedMs();
      told = line;
      host.err(`${line}\n`);
    }
    await Promise.race([host.env.sleep(lookEveryMs, host.stopped), work]);
    if (host.stopped.aborted)
      throw problem(
        "conflict",
        `stopped before it was done: \`${begun.id}\` goes on when a worker or this command runs again`,
      );
  }
}

function progressLine({ progress }: ImportBatch): string {
  const { phase, rowsDone, rowsTotal, rowsPerSecond } = progress;
  const unit = phase === "resolve" ? "records" : "rows";
  const rows = rowsTotal === null ? `${count(rowsDone)} ${unit}` : `${count(rowsDone)} of ${count(rowsTotal)} ${unit}`;
  return `${phase}: ${rows}${rowsPerSecond > 0 ? `, ${count(rowsPerSecond)} a second` : ""}`;
}

const count = (number: number): string => number.toLocaleString("en");
const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(0);
