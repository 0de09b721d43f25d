import { mkdirSync } from "node:fs";
import { type FileHandle, open, readFile, truncate } from "node:fs/promises";
import { dirname } from "node:path";
import type { TruthLine } from "./truth.ts";

/** The part of a file that the log needs; a test may watch it. */
export type TruthDisk = Pick<FileHandle, "appendFile" | "sync" | "close">;

/** An append-only file of lines. `append` resolves when the line is on disk; lines that wait together share one fsync. */
export interface TruthFile {
  append(line: TruthLine): Promise<void>;
  close(): Promise<void>;
}

/** The lines of an earlier life. A torn last line was never acknowledged to anybody and is cut off. */
export async function readTruth(path: string): Promise<readonly TruthLine[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) await truncate(path, end);
  const lines = bytes.subarray(0, end).toString("utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as TruthLine);
}

export async function openTruthDisk(path: string): Promise<TruthDisk> {
  mkdirSync(dirname(path), { recursive: true });
  return await open(path, "a");
}

interface Waiting {
  readonly text: string;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

export function truthFile(disk: TruthDisk): TruthFile {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;
  const drain = async () => {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await disk.appendFile(group.map(({ text }) => text).join(""));
        await disk.sync();
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = null;
  };
  return {
    append: (line) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: `${JSON.stringify(line)}\n`, resolve, reject });
        writing ??= drain();
      }),
    close: async () => {
      await writing;
      await disk.close();
    },
  };
}
