import { once } from "node:events";
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { pipeline } from "node:stream/promises";
import type { Sql } from "../src/kernel/sql.ts";

/** How long COPY takes for the rows of these tables, into bare tables with the same keys and indexes. */
export async function copyAgain(sql: Sql, tables: readonly string[], folder: string): Promise<number> {
  for (const table of tables) {
    await sql.unsafe(`create table bench_${table} (like ${table} including all)`);
    await copiedOut(sql, table, join(folder, table));
  }
  const from = performance.now();
  for (const table of tables)
    await pipeline(
      createReadStream(join(folder, table)),
      await sql.unsafe(`copy bench_${table} from stdin`).writable(),
    );
  const ms = performance.now() - from;
  for (const table of tables) await sql.unsafe(`drop table bench_${table}`);
  return ms;
}

/**
 * Writes a table as COPY text. Each chunk is written where it arrives: with a pipe that pushes back, postgres.js leaves its socket
 * paused when the last chunk was one too many, and the next statement on that connection waits for ever.
 */
async function copiedOut(sql: Sql, table: string, path: string): Promise<void> {
  const file = openSync(path, "w");
  try {
    const text = await sql.unsafe(`copy ${table} to stdout`).readable();
    text.on("data", (chunk: Buffer) => writeSync(file, chunk));
    await once(text, "end");
  } finally {
    closeSync(file);
  }
}
