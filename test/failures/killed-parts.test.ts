import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { sized } from "../helpers/size.ts";

/**
 * Killed at any moment, nothing is sent twice, past a suppression or without a record: the app, the worker, PostgreSQL and
 * the demo itself get SIGKILL in turn at seeded moments, and the same command on the same folder goes on. A story that is
 * told before the last kill is judged, and a new one begins in a new folder.
 */
const root = fileURLToPath(new URL("../..", import.meta.url));
const kills = sized(3, 20);
const rows = sized(60, 1_000);
const limitMs = sized(4, 40) * 60_000;
const targets = ["app", "worker", "postmaster", "demo"] as const;
type Target = (typeof targets)[number];

/** One folder, and the demo that runs on it now. */
interface Story {
  readonly folder: string;
  demo: ChildProcess;
}

const stories: Story[] = [];

afterAll(() => {
  for (const { folder, demo } of stories) {
    demo.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});

test(`${kills} kills of app, worker, PostgreSQL and the demo break no promise`, {
  timeout: limitMs * 1.5,
}, async () => {
  const endsAt = Date.now() + limitMs;
  const killed: Target[] = [];
  let story = newStory();
  while (killed.length < kills) {
    await pause(500 + (seeded(killed.length) % sized(3_000, 8_000)));
    if (Date.now() > endsAt) throw new Error(`only ${killed.join(", ")} could be killed${lastWords(story)}`);
    if (story.demo.exitCode !== null) {
      expectKept(story);
      story = newStory();
    }
    const target = targets[killed.length % targets.length] ?? "app";
    if (!kill(target, story)) continue;
    killed.push(target);
    if (target === "demo") {
      await ended(story.demo);
      story.demo = start(story.folder);
    }
  }
  const isOver = await Promise.race([ended(story.demo).then(() => true), pause(endsAt - Date.now()).then(() => false)]);
  if (!isOver) throw new Error(`the demo does not end after kills of ${killed.join(", ")}${lastWords(story)}`);
  expectKept(story);
  expect(killed).toHaveLength(kills);
});

function newStory(): Story {
  const folder = mkdtempSync(join(tmpdir(), "fairlead-killed-"));
  const story = { folder, demo: start(folder) };
  stories.push(story);
  return story;
}

/** What the demo and its parts said last, for whoever has to find out why it stands still. */
function lastWords({ folder }: Story): string {
  const said = ["demo.err", ...["demo", "app", "worker", "world"].map((part) => join("log", `${part}.log`))].flatMap(
    (name) => {
      const path = join(folder, name);
      return existsSync(path) ? [`${name}:\n${readFileSync(path, "utf8").slice(-2_000)}`] : [];
    },
  );
  return `\n${said.join("\n")}`;
}

/** The demo's own checks against the world's truth: a death of any part may cost time, never a promise. */
function expectKept({ folder, demo }: Story): void {
  expect(demo.exitCode).toBe(0);
  const report = JSON.parse(readFileSync(join(folder, "demo", "report.json"), "utf8")) as {
    ok: boolean;
    checks: { name: string; violations: number; examples: string[] }[];
    export: { verified: boolean };
  };
  expect(report.checks.length).toBeGreaterThan(0);
  expect(report.checks.filter((check) => check.violations > 0)).toEqual([]);
  expect(report.export.verified).toBe(true);
  expect(report.ok).toBe(true);
}

function start(folder: string): ChildProcess {
  return spawn(
    process.execPath,
    ["src/main.ts", "demo", "--headless", "--json", "--rows", String(rows), "--data", folder],
    // Into a file: a pipe of ours that a part outlives would keep the whole test run from ending.
    { cwd: root, stdio: ["ignore", "ignore", openSync(join(folder, "demo.err"), "a")] },
  );
}

/** False where the target is not up just now: it is asked again a moment later. */
function kill(target: Target, { folder, demo }: Story): boolean {
  const pid = target === "demo" ? demo.pid : pidIn(folder, target);
  if (pid === undefined) return false;
  try {
    return process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

/** Parts write their pid to DIR/run; PostgreSQL to its own folder, which may live elsewhere when the data folder cannot hold it. */
function pidIn(folder: string, target: Exclude<Target, "demo">): number | undefined {
  const pointer = join(folder, "postgres-location");
  const home = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(folder, "postgres");
  const path = target === "postmaster" ? join(home, "data", "postmaster.pid") : join(folder, "run", `${target}.pid`);
  return existsSync(path) ? Number.parseInt(readFileSync(path, "utf8"), 10) || undefined : undefined;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A number that only depends on the turn (a linear congruential step), so that every run kills at the same moments. */
function seeded(turn: number): number {
  return (Math.imul(turn + 7, 1_103_515_245) + 12_345) >>> 8;
}
