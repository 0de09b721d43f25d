import { type Stats, statSync } from "node:fs";
import { dirname } from "node:path";

/** The operating system user that runs the server. PostgreSQL refuses root, so root lends it another. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** True when it is not the user of this process, which then is root. */
  readonly isLent: boolean;
}

/** The part of `stat` that decides whether somebody may pass. */
export type Modes = Pick<Stats, "uid" | "gid" | "mode">;

const nobody = 65_534;

/** Who runs the server: this process's user, or for root the owner of the existing data, or else nobody. */
export function serverAccount(dataFolder: string): Account {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { uid, gid, isLent: false };
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, isLent: true };
  return { uid: nobody, gid: nobody, isLent: true };
}

/** What `spawn` needs to run as the account. */
export function spawnAs(account: Account): { uid?: number; gid?: number } {
  return account.isLent ? { uid: account.uid, gid: account.gid } : {};
}

/** Whether the account has all of `wanted` (bits of rwx) on something with these modes. */
export function grants(modes: Modes, account: Account, wanted: number): boolean {
  const shift = modes.uid === account.uid ? 6 : modes.gid === account.gid ? 3 : 0;
  return ((modes.mode >> shift) & wanted) === wanted;
}

/** The folders from the root down to `folder` that the account cannot pass through. */
export function blockedFolders(folder: string, account: Account): readonly string[] {
  const blocked: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    if (!grants(statSync(at), account, 0o1)) blocked.unshift(at);
    if (at === dirname(at)) return blocked;
  }
}

/** Whether the account can reach the file or folder and read and enter or run it. */
export function canUse(path: string, account: Account): boolean {
  if (!account.isLent) return true;
  return blockedFolders(dirname(path), account).length === 0 && grants(statSync(path), account, 0o5);
}
