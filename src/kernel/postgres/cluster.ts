import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { problem } from "../problem.ts";
import { spawnAs } from "./account.ts";
import { type Binaries, findBinaries } from "./binaries.ts";
import type { Places } from "./places.ts";

export const superuser = "fairlead";
export const databaseName = "fairlead";

/** The major version that made the cluster; null when there is none yet. */
export function clusterMajor(places: Places): number | null {
  if (!existsSync(places.data)) return null;
  return Number(readFileSync(places.versionFile, "utf8").trim());
}

/** The password of the one database user, which only the owner of the data folder may read. */
export function clusterPassword(places: Places): string {
  return readFileSync(places.passwordFile, "utf8").trim();
}

/**
 * Makes the cluster in a scratch folder and shows it by one rename, so that a killed start leaves nothing half made.
 * The caller holds the start lock.
 */
export async function makeCluster(places: Places, options: { readonly fsync: boolean }): Promise<Binaries> {
  const binaries = findBinaries(places.account, null);
  removeScratch(places);
  const scratch = `${places.home}.init-${randomBytes(4).toString("hex")}`;
  mkdirSync(scratch, { recursive: true });
  chmodSync(scratch, places.account.isLent ? 0o711 : 0o700);
  const password = randomBytes(24).toString("base64url");
  writeFileSync(join(scratch, "password"), `${password}\n`, { mode: 0o600 });
  writeFileSync(join(scratch, "version"), `${binaries.major}\n`, { mode: 0o600 });
  writeFileSync(join(scratch, "origin"), `${places.dataDir}\n`, { mode: 0o600 });
  const data = join(scratch, "data");
  const passwordForInit = join(scratch, "init-password");
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordForInit, `${password}\n`, { mode: 0o600 });
  for (const path of [data, passwordForInit]) lend(places, path);
  await runProgram(places, binaries, "initdb", [
    ...initArguments(binaries, options),
    `--pwfile=${passwordForInit}`,
    data,
  ]);
  await runProgram(
    places,
    binaries,
    "postgres",
    ["--single", "-D", data, ...(options.fsync ? [] : ["-F"]), "-c", "exit_on_error=on", "postgres"],
    `create database ${databaseName}\n`,
  );
  rmSync(passwordForInit);
  renameSync(scratch, places.home);
  syncFolder(dirname(places.home));
  return binaries;
}

function lend(places: Places, path: string): void {
  try {
    chownSync(path, places.account.uid, places.account.gid);
  } catch (cause) {
    throw cannotRun(places, cause as Error);
  }
}

/** The text order of the builtin provider is the same on every machine; before version 17 the C library has to serve. */
export function initArguments(
  binaries: Pick<Binaries, "major">,
  options: { readonly fsync: boolean },
): readonly string[] {
  const locale =
    binaries.major >= 17
      ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
      : [process.platform === "linux" ? "--locale=C.UTF-8" : "--locale=C"];
  return [
    "--encoding=UTF8",
    ...locale,
    `--username=${superuser}`,
    "--auth=scram-sha-256",
    "--data-checksums",
    "--no-instructions",
    ...(options.fsync ? [] : ["--no-sync"]),
  ];
}

/** What a killed start left beside the home. An orphan initdb may still write into it: then the next start removes it. */
function removeScratch(places: Places): void {
  const beside = dirname(places.home);
  mkdirSync(beside, { recursive: true });
  for (const name of readdirSync(beside)) {
    if (!name.startsWith(`${basename(places.home)}.init-`)) continue;
    rmSync(join(beside, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

async function runProgram(
  places: Places,
  binaries: Binaries,
  program: "initdb" | "postgres",
  args: readonly string[],
  input?: string,
): Promise<void> {
  const child = spawn(join(binaries.folder, program), args, {
    ...spawnAs(places.account),
    cwd: "/",
    env: serverEnvironment(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input ?? "");
  const exit = await new Promise<number | NodeJS.Signals | null>((resolve, reject) => {
    child.on("error", (cause) => reject(cannotRun(places, cause)));
    child.on("close", (code, killedBy) => resolve(code ?? killedBy));
  });
  if (exit === 0) return;
  const words = Buffer.concat(said).toString("utf8").trim().split("\n").slice(-3).join("; ");
  throw problem("conflict", `${program} could not make the database in \`${places.home}\` (${exit}): ${words}`);
}

/** A namespace that maps only one user cannot lend another to the server. */
export function cannotRun(places: Places, cause: Error): Error {
  return problem(
    "conflict",
    `cannot run PostgreSQL as uid ${places.account.uid} (${cause.message}): start Fairlead as an ordinary user, or set DATABASE_URL`,
    { cause },
  );
}

/** The server needs nothing of our environment, and must not inherit its secrets. */
export function serverEnvironment(): Record<string, string> {
  return { LC_ALL: "C", PATH: process.env["PATH"] ?? "/usr/bin:/bin" };
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
