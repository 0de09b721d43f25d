import { accessSync, constants, existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Config } from "../../kernel/config.ts";
import { errorCode } from "../../kernel/sql.ts";
import { type Check, fail, ok, warn } from "./check.ts";

const mebibyte = 1024 * 1024;
const freeWarnBytes = 2_048 * mebibyte;
const freeFailBytes = 256 * mebibyte;

/** The data folder: there, ours, private, with the key and with room. */
export async function folderChecks(config: Config): Promise<readonly Check[]> {
  const { dataDir } = config;
  if (!existsSync(dataDir)) return [newFolder(dataDir), await diskCheck(existingParent(dataDir))];
  return [folderCheck(dataDir), ...keyCheck(dataDir), await diskCheck(dataDir)];
}

function newFolder(dataDir: string): Check {
  const parent = existingParent(dataDir);
  return mayWrite(parent)
    ? ok("data folder", `${dataDir} will be made by the first start`)
    : fail(
        "data folder",
        `${dataDir} cannot be made: \`${parent}\` is not ours to write`,
        "name another with --data, or make it for this user",
      );
}

function folderCheck(dataDir: string): Check {
  const stat = statSync(dataDir);
  if (!stat.isDirectory()) return fail("data folder", `${dataDir} is not a folder`, "name another with --data");
  if (!mayWrite(dataDir))
    return fail(
      "data folder",
      `${dataDir} belongs to uid ${stat.uid} and is not ours to write`,
      "run as the user who made it, or as root",
    );
  // Others may pass through (the database of root runs as another user) but neither look nor write.
  const isPrivate = process.platform === "win32" || (stat.mode & 0o066) === 0;
  return isPrivate
    ? ok("data folder", dataDir)
    : warn("data folder", `${dataDir} can be read by other users of this machine`, `chmod go-rw ${dataDir}`);
}

function keyCheck(dataDir: string): readonly Check[] {
  const path = join(dataDir, "keys", "master.key");
  if (!existsSync(path)) {
    if (!existsSync(join(dataDir, "postgres")) && !existsSync(join(dataDir, "audit"))) return [];
    const mend =
      "restore `keys/master.key` from your backup before the next start: without it nothing sealed can be read and the audit log cannot go on";
    return [fail("master key", `${path} is missing, but the folder is in use`, mend)];
  }
  const stat = statSync(path);
  if (stat.size !== 64)
    return [fail("master key", `${path} is not a key (64 hex digits)`, "restore it from your backup")];
  if (process.platform !== "win32" && (stat.mode & 0o077) !== 0)
    return [fail("master key", `${path} can be read by other users`, `chmod 600 ${path}`)];
  return [ok("master key", "there, and only ours to read; keep a copy of it away from the database's backups")];
}

async function diskCheck(folder: string): Promise<Check> {
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  const says = `${Math.round(free / mebibyte).toLocaleString("en")} MiB free`;
  if (free < freeFailBytes) return fail("disk", says, "make room: below 256 MiB nothing is taken in");
  return free < freeWarnBytes ? warn("disk", says, "make room soon") : ok("disk", says);
}

function existingParent(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) || parent === path ? parent : existingParent(parent);
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (["EACCES", "EPERM", "EROFS"].includes(errorCode(error))) return false;
    throw error;
  }
}
