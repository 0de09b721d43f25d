import { createReadStream, existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Where an export is read from; absent files are `undefined`, never an error. */
export interface Bundle {
  read(path: string): Promise<Buffer | undefined>;
  stream(path: string): AsyncIterable<Buffer>;
}

const chunkBytes = 1024 * 1024;

/** An export in a folder. */
export function folderBundle(folder: string): Bundle {
  return {
    read: async (path) => (existsSync(join(folder, path)) ? await readFile(join(folder, path)) : undefined),
    stream: (path) =>
      existsSync(join(folder, path)) ? createReadStream(join(folder, path), { highWaterMark: chunkBytes }) : nothing(),
  };
}

const lineMaxBytes = 4 * chunkBytes;

/**
 * The lines of a stream without their line feeds, as many at a time as a chunk holds. Split on byte 0x0A only: text-mode
 * splitting would also break at U+2028 and U+0085. Bytes after the last line feed come as a line of their own.
 */
export async function* lineBatches(
  stream: AsyncIterable<Buffer>,
): AsyncGenerator<{ lines: Buffer[]; isTerminated: boolean }> {
  let carried: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
      lines.push(bytes.subarray(from, end));
      from = end + 1;
    }
    carried = bytes.subarray(from);
    // No record is that long: let it go as a line of its own rather than collect it.
    if (carried.length > lineMaxBytes) lines.push(carried);
    if (carried.length > lineMaxBytes) carried = Buffer.alloc(0);
    yield { lines, isTerminated: true };
  }
  if (carried.length > 0) yield { lines: [carried], isTerminated: false };
}

async function* nothing(): AsyncGenerator<Buffer> {}
