import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { copyFile, type FileHandle, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { canonicalJson } from "../kernel/canonical.ts";
import type { Id } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import { type AppendDeps, appendAudit } from "./append.ts";
import type { AuditActor } from "./contract.ts";
import { csvHeader, csvRow } from "./core/csv.ts";
import { hashBase64, hashLength, leafHash } from "./core/leaf.ts";
import { bundleFormat, type Clock, manifestText, verifyGuide } from "./core/manifest.ts";
import { tileWidth } from "./core/merkle.ts";
import { recordFromBody } from "./core/record.ts";
import { bundleEntry, bundlePath, tilePath, tilesAt } from "./core/tiles.ts";
import { openDisclosures } from "./disclosures.ts";
import { type Head, headOf } from "./head.ts";
import { entriesInRange, thinnedCheckpoints, tileHashes } from "./store/reading.ts";

/** What exporting needs. */
export interface ExportDeps extends AppendDeps {
  readonly db: Database;
  /** What a reader needs beside the log to follow it, such as the policies that its decisions name; the log vouches for their hashes. */
  readonly beside?: (tx: Tx) => Promise<readonly { readonly path: string; readonly content: string }[]>;
}

/** What to put into the export. */
export interface ExportRequest {
  readonly workspaceId: Id<"wsp">;
  /** Replaced if it holds an older export; refused if it holds anything else. */
  readonly folder: string;
  /** Who asked, for the `export.created` record. */
  readonly actor: AuditActor;
  /** False leaves personal text out; the log verifies without it. */
  readonly withDisclosures: boolean;
  readonly clock: Clock;
}

/** What was exported. */
export interface ExportReport {
  readonly origin: string;
  readonly size: number;
  readonly vkey: string;
  readonly disclosures: number;
}

const verifierPath = fileURLToPath(new URL("../verify/verify.mjs", import.meta.url));
const pageEntries = 4 * tileWidth;
const pageTiles = 64;

/** Writes the whole log under its newest released checkpoint to a folder, in constant memory, with its verifier. */
export async function exportAudit(deps: ExportDeps, request: ExportRequest): Promise<ExportReport> {
  const { workspaceId, folder } = request;
  refuseForeignFolder(folder);
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  const { head, history } = await deps.db.read(workspaceId, async (tx) => {
    const found = await headOf(deps.vault, tx);
    return { head: found, history: await thinnedCheckpoints(tx, found.bounds) };
  });
  const write = writerIn(partial);
  const disclosures = await writeEntries(deps, request, head, partial);
  await writeTiles(deps, request, head, write);
  for (const { size, note } of history) await write(`checkpoints/${size}`, note);
  const checkpoints = history.map(({ size }) => size);
  await write(
    "manifest.json",
    manifestText({
      checkpoint: head.checkpoint,
      entries: head.bounds.size,
      disclosures,
      checkpoints,
      clock: request.clock,
    }),
  );
  await write("checkpoint", head.note);
  await write("keys/log.vkey", `${head.key.vkey}\n`);
  await write("VERIFY.md", verifyGuide(head.checkpoint, head.key.vkey));
  for (const { path, content } of (await deps.db.read(workspaceId, async (tx) => deps.beside?.(tx))) ?? [])
    await write(path, content);
  await copyFile(verifierPath, join(partial, "verify.mjs"));
  await rm(folder, { recursive: true, force: true });
  await rename(partial, folder);
  await deps.db.write(workspaceId, (tx) =>
    appendAudit(deps, tx, [
      { type: "export.created", actor: request.actor, data: { size: head.bounds.size, disclosures } },
    ]),
  );
  return { origin: head.checkpoint.origin, size: head.bounds.size, vkey: head.key.vkey, disclosures };
}

async function writeEntries(deps: ExportDeps, request: ExportRequest, head: Head, folder: string): Promise<number> {
  let disclosures = 0;
  await mkdir(folder, { recursive: true });
  const names = ["entries.jsonl", "entries.csv", "disclosures.jsonl"];
  const files = await Promise.all(names.map((name) => open(join(folder, name), "w")));
  try {
    const [lines, csv, disclosed] = files as [FileHandle, FileHandle, FileHandle];
    await csv.write(csvHeader);
    for (let from = 0; from < head.bounds.size; from += pageEntries) {
      const { rows, opened } = await deps.db.read(request.workspaceId, async (tx) => {
        const page = await entriesInRange(tx, head.bounds, from, from + pageEntries);
        const ids = request.withDisclosures ? page.map((row) => row.id) : [];
        return { rows: page, opened: await openDisclosures(deps.vault, tx, ids) };
      });
      await lines.write(rows.map((row) => `${row.body}\n`).join(""));
      await csv.write(
        rows.map((row) => csvRow(row.index, hashBase64(leafHash(row.body)), recordFromBody(row.body))).join(""),
      );
      const shown = rows.flatMap((row) =>
        (opened.get(row.id) ?? []).map((one) => canonicalJson({ d: one.text, i: row.index })),
      );
      await disclosed.write(shown.map((line) => `${line}\n`).join(""));
      disclosures += shown.length;
      await writeBundles(
        folder,
        from,
        rows.map((row) => row.body),
      );
    }
    for (const file of files) await file.sync();
  } finally {
    for (const file of files) await file.close();
  }
  return disclosures;
}

async function writeBundles(folder: string, from: number, bodies: readonly string[]): Promise<void> {
  const write = writerIn(folder);
  for (let at = 0; at < bodies.length; at += tileWidth) {
    const entries = bodies.slice(at, at + tileWidth).map((body) => bundleEntry(Buffer.from(body)));
    await write(bundlePath((from + at) / tileWidth, entries.length), Buffer.concat(entries));
  }
}

async function writeTiles(deps: ExportDeps, request: ExportRequest, head: Head, write: Write): Promise<void> {
  const tiles = [...tilesAt(head.bounds.size)];
  for (let at = 0; at < tiles.length; at += pageTiles) {
    const page = tiles.slice(at, at + pageTiles);
    const rows = await deps.db.read(request.workspaceId, (tx) => tileHashes(tx, head.bounds.epoch, page));
    const stored = new Map(rows.map((row) => [`${row.level}/${row.n}`, row.hashes]));
    for (const tile of page) {
      // The log may have grown since: a tile of this checkpoint is the beginning of the stored one.
      const hashes = stored.get(`${tile.level}/${tile.n}`)?.subarray(0, tile.width * hashLength);
      if (hashes?.length !== tile.width * hashLength)
        throw new Error(`tile ${tile.level}/${tile.n} is not whole: run \`audit verify\``);
      await write(tilePath(tile), hashes);
    }
  }
}

type Write = (path: string, content: string | Buffer) => Promise<void>;

function writerIn(folder: string): Write {
  return async (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
}

function refuseForeignFolder(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0 || existsSync(join(folder, "manifest.json"))) return;
  throw problem(
    "conflict",
    `\`${folder}\` holds something other than an export (${bundleFormat}): name another folder`,
  );
}
