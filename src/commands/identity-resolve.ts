import { parseCsv } from "../identity/core/csv.ts";
import { addRow, eachCluster, type FileRecords, fileRecords } from "../identity/core/resolve-file.ts";
import { type Cutter, cutBlocks, cutter } from "../identity/core/row-blocks.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { Host, RunCommand } from "./host.ts";
import { opened } from "./open-file.ts";

const options = { out: { type: "string" }, accounts: { type: "boolean" } } as const;
const rowsPerBlock = 1_000;
const outLength = 64_000;

/** Says which rows of a file are one person, or with `--accounts` one company: pure, without a database or a data folder. */
export const identityResolve: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [path] = positionals;
  if (path === undefined)
    throw problem("invalid_input", "name a CSV file: `identity resolve IN.csv --out OUT.csv [--accounts]`");
  const records = await readRecords(path, values.accounts === true);
  const count = await writeClusters(host, records, values.out);
  host.err(`${records.contacts.size} rows, ${count} ${values.accounts === true ? "accounts" : "contacts"}\n`);
  return exitCodes.done;
};

/** Reads the file in pieces; of each row only what tells who somebody is stays in memory. */
async function readRecords(path: string, withAccounts: boolean): Promise<FileRecords> {
  const decoder = new TextDecoder("utf-8");
  const state: Cutter = cutter({ format: "csv", delimiter: "," }, rowsPerBlock, 1);
  const found: { records?: FileRecords } = {};
  const take = (piece: string, isLast: boolean): void => {
    for (const block of cutBlocks(state, piece, isLast))
      for (const row of parseCsv(block.text, ",", block.line).rows)
        if (found.records === undefined) found.records = fileRecords(row.cells, withAccounts);
        else addRow(found.records, row);
  };
  const file = await opened(path, "r");
  try {
    for await (const bytes of file.createReadStream()) take(decoder.decode(bytes, { stream: true }), false);
    take(decoder.decode(), true);
  } finally {
    await file.close();
  }
  if (found.records === undefined) throw problem("invalid_input", `\`${path}\` is empty: it needs a heading row`);
  return found.records;
}

/** Writes `id,cluster` for every row, in the order of the file; gives the number of clusters. */
async function writeClusters(host: Host, records: FileRecords, path: string | undefined): Promise<number> {
  const pieces: string[] = [];
  const clusters = new Set<string>();
  let piece = "id,cluster\n";
  eachCluster(records, (id, clusterId) => {
    clusters.add(clusterId);
    piece += `${csvCell(id)},${csvCell(clusterId)}\n`;
    if (piece.length < outLength) return;
    pieces.push(piece);
    piece = "";
  });
  pieces.push(piece);
  if (path === undefined) for (const text of pieces) host.out(text);
  else {
    const file = await opened(path, "w");
    try {
      for (const text of pieces) await file.write(text);
    } finally {
      await file.close();
    }
  }
  return clusters.size;
}

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
