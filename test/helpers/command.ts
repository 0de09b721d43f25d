import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const mainFile = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** Lets a start take any free ports, and leaves the console out. */
export const anyPorts = ["--port", "0", "--smtp-port", "0", "--no-console"];

/** What a command line came to. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** The answer of a `--json` call. */
  json<T = Record<string, unknown>>(): T;
}

type Settings = Readonly<Record<string, string>>;

/** Runs one command line in a process of its own, with only the settings given here; `interfere` may disturb it. */
export function fairlead(
  args: readonly string[],
  settings: Settings = {},
  interfere: (child: ChildProcess) => void = () => undefined,
): Promise<Ran> {
  const child = spawnFairlead(args, settings);
  interfere(child);
  child.stdin?.end();
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout?.on("data", (chunk: Buffer) => out.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      const said = Buffer.concat(out).toString("utf8");
      resolve({ code, out: said, err: Buffer.concat(err).toString("utf8"), json: () => JSON.parse(said) });
    });
  });
}

/** A command that runs on until it is told to end. */
export interface Running {
  readonly child: ChildProcess;
  readonly ready: Readonly<Record<string, string | number>>;
  /** Closes its standard input, as a parent that is gone does, and gives its exit code. */
  leave(): Promise<number | null>;
  /** Sends a signal and gives its exit code. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a command with `--json --parent` and waits for its line that says it is ready. */
export async function startFairlead(args: readonly string[], settings: Settings = {}): Promise<Running> {
  const child = spawnFairlead([...args, "--json", "--parent"], settings);
  const errors: Buffer[] = [];
  child.stderr?.on("data", (chunk: Buffer) => errors.push(chunk));
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
  });
  const ready = await new Promise<Running["ready"]>((resolve, reject) => {
    if (child.stdout === null) throw new Error("a child without output");
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    child.once("close", () => reject(new Error(Buffer.concat(errors).toString("utf8"))));
  });
  return {
    child,
    ready,
    leave: () => {
      child.stdin?.end();
      return ended;
    },
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

function spawnFairlead(args: readonly string[], settings: Settings): ChildProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(FAIRLEAD_|DATABASE_URL$)/.test(name));
  return spawn(process.execPath, [mainFile, ...args], {
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ["pipe", "pipe", "pipe"],
  });
}
