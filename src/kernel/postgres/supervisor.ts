import type { Env } from "../env.ts";
import { problem } from "../problem.ts";
import type { ConnectionTarget } from "../sql.ts";
import { findBinaries } from "./binaries.ts";
import { clusterMajor, clusterPassword, databaseName, makeCluster, superuser } from "./cluster.ts";
import { type HeldLock, lockExclusive, tryLock } from "./lock.ts";
import { livePostmaster } from "./pid-file.ts";
import { existingPlaces, type Places, preparePlaces } from "./places.ts";
import { bringDown, bringUp, type StartOptions, serverAnswer, socketPath } from "./postmaster.ts";

export interface OpenOptions {
  readonly env: Pick<Env, "elapsedMs" | "sleep">;
  readonly dataDir: string;
  /** A server of the operator's own; the data folder then holds no database. */
  readonly databaseUrl?: string | undefined;
  /** False only in tests. */
  readonly fsync?: boolean;
}

/** A PostgreSQL server that takes sessions, for as long as this process uses it. */
export interface RunningServer {
  readonly kind: "embedded" | "external";
  /** Major version; null for an external server, which says so itself once connected. */
  readonly major: number | null;
  readonly target: ConnectionTarget;
  /** Brings the server back after its death; every process that uses it may call this at any time. */
  revive(): Promise<void>;
  /** Ends the use; the last user stops an embedded server. */
  close(): Promise<void>;
}

/** How the embedded server of a data folder is doing, found out without changing anything. */
export interface ServerStatus {
  readonly state: "absent" | "stopped" | "running" | "unresponsive";
  readonly pid: number | null;
  readonly major: number | null;
  /** Whether any live process uses it; a server without users stops with the next command that leaves. */
  readonly hasUsers: boolean;
  readonly home: string | null;
  readonly logFile: string | null;
}

const startLockMs = 180_000;
const usersLockMs = 10_000;

/** Opens the database of a data folder: the operator's server when one is named, else the embedded one, started if need be. */
export async function openServer(options: OpenOptions): Promise<RunningServer> {
  if (options.databaseUrl !== undefined) return externalServer(options.databaseUrl);
  const start: StartOptions = { fsync: options.fsync ?? true };
  const places = preparePlaces(options.dataDir);
  const startLock = await lockExclusive(options.env, places.startLock, startLockMs);
  let use: HeldLock | undefined;
  try {
    // Joined before the server is looked at: from here on nobody else is the last user and stops it.
    use = await joinUsers(options.env, places);
    const settled = await runServer(options.env, options.dataDir, start);
    return embeddedServer(options.env, settled, start, use);
  } catch (error) {
    use?.release();
    throw error;
  } finally {
    startLock.release();
  }
}

/** Stops the server of a data folder unless somebody uses it; false when none was running. */
export async function stopServer(options: Pick<OpenOptions, "env" | "dataDir">): Promise<boolean> {
  const places = existingPlaces(options.dataDir);
  if (places === null) return false;
  const startLock = await lockExclusive(options.env, places.startLock, startLockMs);
  try {
    const alone = tryLock(places.usersLock, "exclusive");
    if (alone === null) {
      throw problem("conflict", `another Fairlead process uses the database of \`${places.dataDir}\`: stop that first`);
    }
    try {
      return await bringDown(options.env, places);
    } finally {
      alone.release();
    }
  } finally {
    startLock.release();
  }
}

/** Looks at the server of a data folder; for `doctor`. */
export async function serverStatus(options: Pick<OpenOptions, "dataDir">): Promise<ServerStatus> {
  const places = existingPlaces(options.dataDir);
  if (places === null) {
    return { state: "absent", pid: null, major: null, hasUsers: false, home: null, logFile: null };
  }
  const running = livePostmaster(places);
  const isReady = running !== null && (await serverAnswer(places)) === "ready";
  const alone = tryLock(places.usersLock, "exclusive");
  alone?.release();
  return {
    state: running === null ? "stopped" : isReady ? "running" : "unresponsive",
    pid: running?.pid ?? null,
    major: clusterMajor(places),
    hasUsers: alone === null,
    home: places.home,
    logFile: places.logFile,
  };
}

/** Makes the cluster if there is none, and has its server up; places are read again because both may just have been made. */
async function runServer(env: OpenOptions["env"], dataDir: string, start: StartOptions): Promise<Places> {
  const before = preparePlaces(dataDir);
  const major = clusterMajor(before);
  const binaries = major === null ? await makeCluster(before, start) : findBinaries(before.account, major);
  const places = preparePlaces(dataDir);
  await bringUp(env, places, binaries, start);
  return places;
}

function embeddedServer(env: OpenOptions["env"], places: Places, start: StartOptions, use: HeldLock): RunningServer {
  const path = socketPath(places);
  return {
    kind: "embedded",
    major: clusterMajor(places),
    target: {
      options: {
        path,
        host: path.slice(0, path.lastIndexOf("/")),
        port: 5432,
        user: superuser,
        password: clusterPassword(places),
        database: databaseName,
      },
    },
    revive: () => revive(env, places, start),
    close: () => leave(env, places, use),
  };
}

async function revive(env: OpenOptions["env"], places: Places, start: StartOptions): Promise<void> {
  if ((await serverAnswer(places)) === "ready") return;
  const startLock = await lockExclusive(env, places.startLock, startLockMs);
  try {
    await bringUp(env, places, findBinaries(places.account, clusterMajor(places)), start);
  } finally {
    startLock.release();
  }
}

/** Leaves, and stops the server when nobody else is there; who comes meanwhile waits for the start lock. */
async function leave(env: OpenOptions["env"], places: Places, use: HeldLock): Promise<void> {
  const startLock = await lockExclusive(env, places.startLock, startLockMs);
  try {
    use.release();
    const alone = tryLock(places.usersLock, "exclusive");
    if (alone === null) return;
    try {
      await bringDown(env, places);
    } finally {
      alone.release();
    }
  } finally {
    startLock.release();
  }
}

/** Nobody holds the users' lock alone for longer than a look, as those who stop the server hold the start lock as well. */
async function joinUsers(env: OpenOptions["env"], places: Places): Promise<HeldLock> {
  const from = env.elapsedMs();
  for (;;) {
    const use = tryLock(places.usersLock, "shared");
    if (use !== null) return use;
    if (env.elapsedMs() - from > usersLockMs) {
      throw problem("overloaded", `cannot share \`${places.usersLock}\`: another process holds it alone`);
    }
    await env.sleep(5);
  }
}

function externalServer(url: string): RunningServer {
  return {
    kind: "external",
    major: null,
    target: { url },
    revive: async () => undefined,
    close: async () => undefined,
  };
}
