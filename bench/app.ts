import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../src/app/log.ts";
import { type App, openApp } from "../src/app.ts";
import { readConfig } from "../src/kernel/config.ts";
import { systemEnv } from "../src/kernel/env.ts";

/** A database of its own for each figure, so that none is measured on what another left behind. */
export async function withApp<T>(measure: (app: App) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  const env = systemEnv();
  const write = (line: string): void => void process.stderr.write(line);
  const log = createLog({ level: "silent", process: "bench", write, wall: env.wall });
  const app = await openApp(readConfig({}, { dataDir }), env, log);
  try {
    return await measure(app);
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
