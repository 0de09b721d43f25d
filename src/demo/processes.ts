import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Env } from "../kernel/env.ts";

/** One part of Fairlead, or the world, as a process of its own: restarted when it dies, ended with its parent. */
export interface Part {
  readonly name: string;
  /** What its last start said when it was ready. */
  ready(): Promise<Readonly<Record<string, unknown>>>;
  readonly starts: () => number;
  stop(): Promise<void>;
}

export interface PartOptions {
  readonly env: Env;
  readonly name: string;
  readonly args: readonly string[];
  readonly dataDir: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Called after every start, the first one too, and again until it succeeds: whom it tells may be restarting as well. */
  readonly onReady?: (said: Readonly<Record<string, unknown>>) => Promise<void>;
  readonly log: (line: string) => void;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const restartPauseMs = 200;
const startsMax = 200;

/** Starts a part and keeps it running until `stop`. Its pid is in `DIR/run/NAME.pid`, its log in `DIR/log/NAME.log`. */
export function startPart(options: PartOptions): Part {
  let child: ChildProcess | undefined;
  let isStopping = false;
  let starts = 0;
  const ready = Promise.withResolvers<Readonly<Record<string, unknown>>>();
  const launch = (): void => {
    starts += 1;
    const started = launched(options);
    child = started.child;
    // A start that is killed before it was ready is made up for by the next one.
    started.said
      .then(async (said) => {
        if (await passedOn(options, said, () => isStopping || child !== started.child)) ready.resolve(said);
      })
      .catch((error: unknown) => options.log(`${options.name}: ${String(error)}`));
    started.child.once("exit", (code, signal) => {
      if (isStopping) return;
      options.log(`${options.name} ended (${signal ?? code}), starting it again`);
      if (starts >= startsMax) {
        ready.reject(
          new Error(`${options.name} was started ${starts} times and does not stay: see log/${options.name}.log`),
        );
        return;
      }
      options.env.sleep(restartPauseMs).then(launch, (error: unknown) => options.log(String(error)));
    });
  };
  launch();
  return {
    name: options.name,
    ready: () => ready.promise,
    starts: () => starts,
    stop: async () => {
      isStopping = true;
      if (child !== undefined) await ended(options.env, child);
    },
  };
}

/** Tells of a start until that succeeds; false where the start is past before anybody heard of it. */
async function passedOn(
  { env, name, onReady, log }: PartOptions,
  said: Readonly<Record<string, unknown>>,
  isPast: () => boolean,
): Promise<boolean> {
  while (!isPast()) {
    try {
      await onReady?.(said);
      return true;
    } catch (error) {
      log(`${name}: ${String(error)}`);
      await env.sleep(restartPauseMs);
    }
  }
  return false;
}

function launched(options: PartOptions): {
  readonly child: ChildProcess;
  readonly said: Promise<Readonly<Record<string, unknown>>>;
} {
  mkdirSync(join(options.dataDir, "log"), { recursive: true });
  mkdirSync(join(options.dataDir, "run"), { recursive: true });
  const child = spawn(process.execPath, [...process.execArgv, ...options.args], {
    cwd: root,
    env: { ...process.env, ...options.variables },
    stdio: ["pipe", "pipe", openSync(join(options.dataDir, "log", `${options.name}.log`), "a")],
  });
  writeFileSync(join(options.dataDir, "run", `${options.name}.pid`), `${child.pid ?? ""}\n`);
  const said = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
    if (child.stdout === null) throw new Error("a part was started without an output");
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      if (line.startsWith("{") && line.includes('"ready"')) resolve(JSON.parse(line) as Record<string, unknown>);
    });
    child.once("exit", (code, signal) =>
      reject(new Error(`ended with ${signal ?? code} before it was ready: see log/${options.name}.log`)),
    );
    child.once("error", reject);
  });
  return { child, said };
}

async function ended(env: Env, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  child.kill("SIGTERM");
  await Promise.race([gone, env.sleep(10_000).then(() => child.kill("SIGKILL"))]);
  await gone;
}
