import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Env } from "../env.ts";
import { problem } from "../problem.ts";
import { errorCode } from "../sql.ts";
import { spawnAs } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { cannotRun, serverEnvironment } from "./cluster.ts";
import { livePostmaster, orphans, readPidFile, removeStalePidFile } from "./pid-file.ts";
import { assertOwnFolder, type Places, socketFolder, socketName } from "./places.ts";
import { type Answer, probe } from "./probe.ts";
import { processOf, signal } from "./processes.ts";

export interface StartOptions {
  /** False only in tests: the data then survives the death of any process, but not of the machine. */
  readonly fsync: boolean;
}

type Clock = Pick<Env, "elapsedMs" | "sleep">;

const pollMs = 8;
const startDeadlineMs = 120_000;
const stopDeadlineMs = 120_000;
/** How long orphan backends may take to notice the death of their postmaster. */
const orphanPatienceMs = 1_500;
const logMaxBytes = 16 * 1024 * 1024;

/** Where the server's socket is: as the running one says, else where the next one will make it. */
export function socketPath(places: Places): string {
  const running = livePostmaster(places);
  return join(running?.socketFolder ?? socketFolder(places.home, places.account), socketName);
}

/** Whether the server of these places takes sessions. */
export async function serverAnswer(places: Places): Promise<Answer> {
  return probe(socketPath(places));
}

/** Returns when the server takes sessions, having started it if it was not there. The caller holds the start lock. */
export async function bringUp(env: Clock, places: Places, binaries: Binaries, options: StartOptions): Promise<void> {
  const from = env.elapsedMs();
  let launched: Launch | undefined;
  for (;;) {
    const running = livePostmaster(places);
    // Whoever answers on the private socket is our server, even where its process is out of sight (another container).
    const answer = running?.isReady === false ? "busy" : await serverAnswer(places);
    if (answer === "ready") return;
    // A cleaner of temporary folders takes sockets of running servers; only a new start makes one.
    if (running?.isReady === true && !existsSync(socketPath(places))) await bringDown(env, places);
    const waitedMs = env.elapsedMs() - from;
    if (waitedMs > startDeadlineMs) {
      throw problem(
        "overloaded",
        `the database did not start within ${startDeadlineMs / 1000} s: see \`${places.logFile}\``,
      );
    }
    const isVacant = running === null && answer === "absent" && launched?.isRunning() !== true;
    if (isVacant && orphansLeft(places, waitedMs) === 0) {
      if (launched !== undefined) makeWay(places, launched.words());
      launched = launch(places, binaries, options);
    }
    await env.sleep(pollMs);
  }
}

/** The backends of a killed postmaster leave by themselves, but for one that a query keeps: that one is ended. */
function orphansLeft(places: Places, waitedMs: number): number {
  const left = orphans(places);
  if (waitedMs > orphanPatienceMs) for (const pid of left) signal(pid, "SIGQUIT");
  return left.length;
}

/** Why the last launch ended, and what to do about it. */
function makeWay(places: Places, words: string): void {
  if (words.includes("is still in use")) return;
  if (words.includes('lock file "postmaster.pid" already exists')) {
    removeStalePidFile(places);
    return;
  }
  const fatal = words.split("\n").filter((line) => /FATAL|PANIC|rror/.test(line));
  throw problem(
    "conflict",
    `the database did not start: ${(fatal.at(-1) ?? words.trim()).replace(/^.*?(FATAL|PANIC):\s+/, "") || "it said nothing"} (see \`${places.logFile}\`)`,
  );
}

interface Launch {
  isRunning(): boolean;
  /** What it wrote to the log. */
  words(): string;
}

/** Starts the postmaster in its own session with the log as its only open file, so that it outlives us and holds no pipe. */
function launch(places: Places, binaries: Binaries, options: StartOptions): Launch {
  const folder = prepareSocketFolder(places);
  const log = openLog(places.logFile);
  const logFrom = statSync(places.logFile).size;
  let failure: Error | undefined;
  let child: ChildProcess;
  try {
    child = spawn(join(binaries.folder, "postgres"), serverArguments(places, folder, binaries.major, options), {
      ...spawnAs(places.account),
      cwd: "/",
      env: serverEnvironment(),
      detached: true,
      stdio: ["ignore", log, log],
    });
  } finally {
    closeSync(log);
  }
  child.on("error", (error) => {
    failure = error;
  });
  child.unref();
  return {
    isRunning: () => {
      if (failure !== undefined) throw cannotRun(places, failure);
      return child.exitCode === null && child.signalCode === null;
    },
    words: () => readFileSync(places.logFile).subarray(logFrom).toString("utf8"),
  };
}

/** Settings as arguments: they hold for a cluster made by any earlier version of Fairlead, and nobody edits them by mistake. */
export function serverArguments(
  places: Pick<Places, "data" | "tag">,
  folder: string,
  major: number,
  options: StartOptions,
): readonly string[] {
  const settings: Record<string, string | number> = {
    cluster_name: places.tag,
    listen_addresses: "",
    port: 5432,
    unix_socket_directories: folder,
    unix_socket_permissions: "0700",
    max_connections: 100,
    shared_buffers: "128MB",
    max_wal_size: "2GB",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_destination: "stderr",
    logging_collector: "off",
    log_line_prefix: "%m [%p] ",
    log_checkpoints: "off",
    // The log must hold no personal text: neither statements nor the details of a violated key.
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    ...(options.fsync ? {} : { fsync: "off", full_page_writes: "off" }),
    // Io workers serve large scans; two of them leave the cores of a small machine to queries.
    ...(major >= 18 ? { io_workers: 2 } : {}),
  };
  return ["-D", places.data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** Stops the server cleanly (fast shutdown) and returns when its process is gone. The caller holds the start lock. */
export async function bringDown(env: Clock, places: Places): Promise<boolean> {
  const running = livePostmaster(places);
  if (running === null) return false;
  const from = env.elapsedMs();
  sendStop(places, running.pid);
  while (isSame(places, running.pid)) {
    if (env.elapsedMs() - from > stopDeadlineMs) {
      throw problem(
        "overloaded",
        `the database did not stop within ${stopDeadlineMs / 1000} s: see \`${places.logFile}\``,
      );
    }
    await env.sleep(pollMs);
  }
  return true;
}

function isSame(places: Places, pid: number): boolean {
  return processOf(pid)?.args.includes(`cluster_name=${places.tag}`) === true || readPidFile(places)?.pid === pid;
}

function sendStop(places: Places, pid: number): void {
  try {
    signal(pid, "SIGINT");
  } catch (cause) {
    if (errorCode(cause) !== "EPERM") throw cause;
    throw problem(
      "not_permitted",
      `the database in \`${places.home}\` was started by another user: stop it as that user or as root`,
      { cause },
    );
  }
}

function prepareSocketFolder(places: Places): string {
  const folder = socketFolder(places.home, places.account);
  const isMade = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
  if (isMade) {
    chownSync(folder, places.account.uid, places.account.gid);
    chmodSync(folder, 0o700);
  }
  assertOwnFolder(folder, places.account);
  // Nobody else uses the folder, and no server of ours is alive: a lock left there may name a zombie or a stranger.
  for (const left of [socketName, `${socketName}.lock`]) rmSync(join(folder, left), { force: true });
  return folder;
}

/** The log of earlier runs is kept once it is large; each start begins a new file then. */
function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logMaxBytes) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}
