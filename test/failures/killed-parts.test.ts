import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { sized } from "../helpers/size.ts";

/**
 * Killed at any moment, nothing is sent twice, past a suppression or without a record: the app, the worker, PostgreSQL and
 * the demo itself get SIGKILL in turn at seeded moments, and the same command on the same folder goes on.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "fairlead-killed-"));
const kills = sized(3, 20);
const rows = sized(120, 600);
const targets = ["app", "worker", "postmaster", "demo"] as const;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`${kills} kills of app, worker, PostgreSQL and the demo break no promise`, { timeout: 40 * 60_000 }, async () => {
  let demo = start();
  let killed = 0;
  for (let turn = 0; turn < kills * 4 && killed < kills; turn += 1) {
    await pause(1_500 + (seeded(turn) % 3_500));
    if (demo.exitCode !== null || demo.signalCode !== null) {
      if (isTold()) break;
      demo = start();
      continue;
    }
    if (kill(targets[turn % targets.length] ?? "app", demo)) killed += 1;
  }
  expect(killed).toBeGreaterThanOrEqual(Math.min(kills, 3));
  const code = await ended(demo);
  const last = code === 0 ? demo : start();
  expect(await ended(last)).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, "demo", "report.json"), "utf8")) as {
    ok: boolean;
    checks: { name: string; violations: number; examples: string[] }[];
    export: { verified: boolean };
  };
  expect(report.checks.filter((check) => check.violations > 0)).toEqual([]);
  expect(report.export.verified).toBe(true);
  expect(report.ok).toBe(true);
});

function start(): ChildProcess {
  return spawn(
    process.execPath,
    ["src/main.ts", "demo", "--headless", "--json", "--rows", String(rows), "--data", folder],
    { cwd: root, stdio: ["ignore", "ignore", "inherit"] },
  );
}

function kill(target: (typeof targets)[number], demo: ChildProcess): boolean {
  const pid = target === "demo" ? demo.pid : pidIn(target);
  if (pid === undefined) return false;
  try {
    return process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Parts write their pid to DIR/run; PostgreSQL to its own folder, which may live elsewhere when the data folder cannot hold it. */
function pidIn(target: "app" | "worker" | "postmaster"): number | undefined {
  const pointer = join(folder, "postgres-location");
  const home = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(folder, "postgres");
  const path = target === "postmaster" ? join(home, "data", "postmaster.pid") : join(folder, "run", `${target}.pid`);
  return existsSync(path) ? Number.parseInt(readFileSync(path, "utf8"), 10) || undefined : undefined;
}

function isTold(): boolean {
  return existsSync(join(folder, "demo", "report.json"));
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code) => resolve(code)));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A number that only depends on the turn (a linear congruential step), so that every run kills at the same moments. */
function seeded(turn: number): number {
  return (Math.imul(turn + 7, 1_103_515_245) + 12_345) >>> 8;
}
