import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { problem } from "../problem.ts";
import { type Account, blockedFolders, serverAccount } from "./account.ts";
import { processesNaming, signal } from "./processes.ts";

/** Where everything of one data folder's server lives, and who runs it. */
export interface Places {
  /** The data folder, as a real path. */
  readonly dataDir: string;
  /** Holds `data`, `socket`, `version` and `password`: `DIR/postgres`, or a folder of the system's state when root cannot lend out DIR. */
  readonly home: string;
  readonly data: string;
  readonly versionFile: string;
  readonly passwordFile: string;
  readonly logFile: string;
  /** Held while the server is made, started or stopped. */
  readonly startLock: string;
  /** Held shared by everybody who uses the server; whoever gets it alone is the last. */
  readonly usersLock: string;
  /** In the command line of the postmaster and the title of its backends. */
  readonly tag: string;
  readonly account: Account;
}

/** Bytes of a socket path that every Unix takes (104 on macOS and BSD, 108 on Linux, one for the end). */
const socketPathMaxBytes = 103;
export const socketName = ".s.PGSQL.5432";
const pointerName = "postgres-location";

/** Finds the places of a data folder, and makes the folder reachable for the account that runs the server. */
export function preparePlaces(dataDir: string): Places {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const real = realpathSync(dataDir);
  for (const name of ["run", "log"]) mkdirSync(join(real, name), { recursive: true, mode: 0o700 });
  const own = join(real, "postgres");
  const home = existsSync(join(real, pointerName)) ? pointedHome(real) : ownHome(real, own);
  return placesIn(real, home);
}

/** The places of a data folder as they are, with nothing made or changed; null when no server was ever made there. */
export function existingPlaces(dataDir: string): Places | null {
  if (!existsSync(dataDir)) return null;
  const real = realpathSync(dataDir);
  const pointer = join(real, pointerName);
  const home = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(real, "postgres");
  return existsSync(join(home, "data")) ? placesIn(real, home) : null;
}

function placesIn(dataDir: string, home: string): Places {
  const data = join(home, "data");
  return {
    dataDir,
    home,
    data,
    versionFile: join(home, "version"),
    passwordFile: join(home, "password"),
    logFile: join(dataDir, "log", "postgres.log"),
    startLock: join(dataDir, "run", "postgres.lock"),
    usersLock: join(dataDir, "run", "postgres.users"),
    tag: clusterTag(data),
    account: serverAccount(data),
  };
}

/** `DIR/postgres` where the account can get there; DIR's own mode is ours to widen, its parents' are not. */
function ownHome(real: string, own: string): string {
  const account = serverAccount(join(own, "data"));
  if (!account.isLent) return own;
  const blocked = blockedFolders(real, account);
  if (blocked.length === 0) return own;
  if (blocked.length === 1 && blocked[0] === real) {
    chmodSync(real, (statSync(real).mode & 0o7777) | 0o011);
    return own;
  }
  if (existsSync(join(own, "data"))) {
    throw problem(
      "not_permitted",
      `the database in \`${own}\` runs as uid ${account.uid}, which can no longer pass through \`${blocked[0]}\`: run chmod o+x on that folder`,
    );
  }
  const home = freeHome(join(stateFolder(account), "clusters", shortHash(real)));
  mkdirSync(dirname(home), { recursive: true });
  chmodSync(dirname(home), 0o711);
  writeFileSync(join(real, pointerName), `${home}\n`, { mode: 0o600, flag: "wx" });
  return home;
}

/** A home left by a data folder that was deleted is not ours to delete, but its server must not run on. */
function freeHome(base: string): string {
  for (let count = 1; ; count += 1) {
    const home = count === 1 ? base : `${base}-${count}`;
    if (!existsSync(home)) return home;
    for (const left of processesNaming(clusterTag(join(home, "data")))) signal(left.pid, "SIGINT");
  }
}

/** Names one cluster in the command line of its postmaster and the titles of its backends, which everybody may read. */
export function clusterTag(data: string): string {
  return `fairlead-${shortHash(data)}`;
}

/** Follows the pointer; a copied data folder must not lead two installations to one database. */
function pointedHome(real: string): string {
  const home = readFileSync(join(real, pointerName), "utf8").trim();
  const origin = join(home, "origin");
  const from = existsSync(origin) ? readFileSync(origin, "utf8").trim() : real;
  if (from !== real) {
    if (existsSync(join(from, pointerName))) {
      throw problem(
        "conflict",
        `\`${real}\` is a copy of \`${from}\` and points to the same database in \`${home}\`: start from an empty folder and restore a backup into it`,
      );
    }
    writeFileSync(origin, `${real}\n`, { mode: 0o600 });
  }
  return home;
}

/** The folder for what cannot live beside the data or the code. */
export function stateFolder(account: Account): string {
  const folder = account.isLent
    ? "/var/lib/fairlead"
    : join(process.env["XDG_STATE_HOME"] ?? join(homedir(), ".local", "state"), "fairlead");
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, account.isLent ? 0o711 : 0o700);
  } catch (cause) {
    throw problem(
      "not_permitted",
      `cannot make \`${folder}\` (${(cause as Error).message}): move Fairlead and its data to folders that every user can pass through, or set DATABASE_URL`,
      { cause },
    );
  }
  return folder;
}

/** The socket's folder: in the home, or a hashed one under the temporary folder when the path is too long or odd for PostgreSQL. */
export function socketFolder(home: string, account: Account): string {
  const inHome = join(home, "socket");
  const isPlain = /^[\w./-]+$/.test(inHome);
  if (isPlain && Buffer.byteLength(join(inHome, socketName)) <= socketPathMaxBytes) return inHome;
  return join(account.isLent ? "/tmp" : tmpdir(), `fairlead-${shortHash(`${home}:${account.uid}`)}`);
}

/** Refuses a socket folder under the shared temporary folder that somebody else made first. */
export function assertOwnFolder(folder: string, account: Account): void {
  const found = lstatSync(folder);
  if (found.isDirectory() && found.uid === account.uid && (found.mode & 0o077) === 0) return;
  throw problem(
    "not_permitted",
    `\`${folder}\` should be a private folder of uid ${account.uid} for the socket \`${basename(folder)}\`: remove it, or use a shorter data folder`,
  );
}

/** Twelve hex digits that stand for a path. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
