import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const mainFile = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const anyPorts = ["--port", "0", "--smtp-port", "0", "--no-console"];

/** Seconds from the command to the line that says it is ready: of a fresh data folder, and of each start after it. */
export interface StartBench {
  readonly firstSeconds: number;
  readonly laterSeconds: readonly number[];
}

/** Starts the product on a fresh data folder, and so many times again. */
export async function benchStart(again: number): Promise<StartBench> {
  const dataDir = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  try {
    const firstSeconds = await startOnce(dataDir);
    const laterSeconds: number[] = [];
    for (let at = 0; at < again; at += 1) laterSeconds.push(await startOnce(dataDir));
    return { firstSeconds, laterSeconds };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

export function startTable({ firstSeconds, laterSeconds }: StartBench): string {
  const seconds = (value: number): string => `${value.toFixed(2)} s`;
  return `start of a fresh data folder  ${seconds(firstSeconds)}\nstarts after it              ${laterSeconds.map(seconds).join(", ")}\n`;
}

async function startOnce(dataDir: string): Promise<number> {
  const from = performance.now();
  const child = spawn(process.execPath, [mainFile, "start", ...anyPorts, "--json", "--parent", "--data", dataDir], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const ready = once(createInterface({ input: child.stdout }), "line");
  await Promise.race([ready, ended.then(() => Promise.reject(new Error("it ended before it was ready")))]);
  const seconds = (performance.now() - from) / 1_000;
  child.stdin.end();
  await ended;
  return seconds;
}
