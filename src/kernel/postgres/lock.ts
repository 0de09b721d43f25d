import { DatabaseSync } from "node:sqlite";
import type { Env } from "../env.ts";
import { problem } from "../problem.ts";

/** A lock on a file; the kernel releases it when its process ends, however it ends. */
export interface HeldLock {
  release(): void;
}

const busyCode = 5;
const pollMs = 15;

/**
 * Takes a file for one holder, waiting until the deadline. Node has no file locks of its own; SQLite inside it does
 * (fcntl on Unix, LockFileEx on Windows), and an empty database serves as the lock. Nothing is ever stolen by timeout,
 * no pid is compared, and a killed holder is gone at once.
 */
export async function lockExclusive(
  env: Pick<Env, "elapsedMs" | "sleep">,
  file: string,
  deadlineMs: number,
): Promise<HeldLock> {
  const from = env.elapsedMs();
  for (;;) {
    const held = tryLock(file, "exclusive");
    if (held !== null) return held;
    if (env.elapsedMs() - from > deadlineMs) {
      throw problem(
        "overloaded",
        `another process has held \`${file}\` for ${Math.round(deadlineMs / 1000)} s while it starts or stops the database: end that process or try again`,
      );
    }
    await env.sleep(pollMs);
  }
}

/** Takes a lock at once or returns null. Many may hold it shared; only one may hold it exclusive, and then alone. */
export function tryLock(file: string, mode: "shared" | "exclusive"): HeldLock | null {
  const database = openLockFile(file);
  try {
    database.exec(mode === "exclusive" ? "begin exclusive" : "begin");
    if (mode === "shared") database.prepare("select count(*) from sqlite_schema").get();
  } catch (error) {
    database.close();
    if ((error as { errcode?: unknown }).errcode === busyCode) return null;
    throw unusable(file, error);
  }
  return pinned(database);
}

/** An unreferenced database would be closed by the garbage collector, and its lock lost: the exit hook keeps it. */
function pinned(database: DatabaseSync): HeldLock {
  let isHeld = true;
  const release = (): void => {
    if (!isHeld) return;
    isHeld = false;
    process.removeListener("exit", release);
    database.close();
  };
  process.on("exit", release);
  return { release };
}

function openLockFile(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw unusable(file, error);
  }
}

function unusable(file: string, cause: unknown): Error {
  return problem(
    "not_permitted",
    `cannot lock \`${file}\` (${(cause as Error).message}): run as the user who owns the data folder, on a local disk with free space`,
    { cause },
  );
}
