import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Leaves word in a data folder where its console is served, so that other commands name the right port; gives what takes it away. */
export function tellServedAt(dataDir: string, url: string): () => Promise<void> {
  const path = pathIn(dataDir);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, url);
  return async () => rmSync(path, { force: true });
}

/** Where the console of a data folder is served, or undefined where nobody serves it. */
export function servedAt(dataDir: string): string | undefined {
  try {
    return readFileSync(pathIn(dataDir), "utf8").trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const pathIn = (dataDir: string): string => join(dataDir, "run", "console.url");
