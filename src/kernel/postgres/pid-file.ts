import { existsSync, readFileSync, rmSync } from "node:fs";
import { uptime } from "node:os";
import { join } from "node:path";
import { problem } from "../problem.ts";
import { errorCode } from "../sql.ts";
import type { Places } from "./places.ts";
import { processesNaming, processOf } from "./processes.ts";

/** What the postmaster writes about itself into `postmaster.pid`, line by line. */
export interface PidFile {
  readonly pid: number;
  readonly startedAtSeconds: number;
  readonly socketFolder: string | null;
  readonly sharedMemoryId: number | null;
  /** False while it starts, recovers or stops. */
  readonly isReady: boolean;
}

/** Reads the text of `postmaster.pid`; null while it is being written. */
export function parsePidFile(text: string): PidFile | null {
  const lines = text.split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const memory = Number.parseInt((lines[6] ?? "").trim().split(/\s+/)[1] ?? "", 10);
  return {
    pid,
    startedAtSeconds: Number(lines[2] ?? 0),
    socketFolder: lines[4]?.trim() ? lines[4].trim() : null,
    sharedMemoryId: Number.isInteger(memory) ? memory : null,
    isReady: lines[7]?.trim() === "ready",
  };
}

export function readPidFile(places: Places): PidFile | null {
  try {
    return parsePidFile(readFileSync(pidFileOf(places), "utf8"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    if (errorCode(error) === "EACCES") throw foreignCluster(places, error as Error);
    throw error;
  }
}

/** The postmaster of this cluster, alive; null when there is none, whatever `postmaster.pid` says (pids are reused). */
export function livePostmaster(places: Places): PidFile | null {
  const file = readPidFile(places);
  if (file === null) return null;
  return processOf(file.pid)?.args.includes(`cluster_name=${places.tag}`) === true ? file : null;
}

/** Backends that outlive their postmaster; they leave by themselves once they look up from their query. */
export function orphans(places: Places): readonly number[] {
  return processesNaming(places.tag)
    .filter((row) => row.args.startsWith("postgres: "))
    .map((row) => row.pid);
}

/**
 * PostgreSQL refuses to start when the pid in its file belongs to any process, and after a restart of a container it often
 * does (or to a zombie nobody reaps). The file goes only when that process is not a postmaster of ours and nothing is
 * attached to the cluster's shared memory.
 */
export function removeStalePidFile(places: Places): void {
  const file = readPidFile(places);
  if (file === null || livePostmaster(places) !== null) return;
  const isOlderThanBoot = file.startedAtSeconds * 1000 < Date.now() - uptime() * 1000 - 5_000;
  if (isOlderThanBoot || (orphans(places).length === 0 && !isAttached(file.sharedMemoryId))) {
    rmSync(pidFileOf(places), { force: true });
    return;
  }
  throw problem(
    "conflict",
    `\`${pidFileOf(places)}\` names process ${file.pid}, which is not this database, and some process still uses its memory: end what is left of the old server`,
  );
}

/** Whether any process is attached to the System V segment that every backend of a cluster keeps. */
function isAttached(sharedMemoryId: number | null): boolean {
  if (sharedMemoryId === null || !existsSync("/proc/sysvipc/shm")) return false;
  const rows = readFileSync("/proc/sysvipc/shm", "utf8").split("\n").slice(1);
  const row = rows.map((line) => line.trim().split(/\s+/)).find((fields) => Number(fields[1]) === sharedMemoryId);
  return row !== undefined && Number(row[6]) > 0;
}

function pidFileOf(places: Places): string {
  return join(places.data, "postmaster.pid");
}

function foreignCluster(places: Places, cause: Error): Error {
  return problem(
    "not_permitted",
    `the database in \`${places.home}\` belongs to another user: run Fairlead as the user who made it, or as root`,
    { cause },
  );
}
