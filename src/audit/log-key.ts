import { mkdirSync } from "node:fs";
import { open, readFile, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Id, uuidFromId } from "../kernel/ids.ts";
import { problem } from "../kernel/problem.ts";
import { errorCode } from "../kernel/sql.ts";
import type { Vault } from "../kernel/vault.ts";
import { logOrigin } from "./core/checkpoint.ts";
import { type NoteSigner, signerFromSeed } from "./core/note.ts";

/** The signer of a workspace's log: its seed derives from the master key, so that the database alone cannot sign. */
export function logSigner(vault: Vault, workspaceId: Id<"wsp">, epoch: number): NoteSigner {
  const origin = logOrigin(workspaceId, epoch);
  return vault.madeOf(workspaceId, `audit/log-key/${epoch}`, (seed) => signerFromSeed(origin, seed));
}

/**
 * The last checkpoint that this installation let out, per log, kept in files outside the database. A database that was
 * rolled back, restored or swapped disagrees with it, and then nothing may be signed.
 */
export interface ReleasedState {
  read(workspaceId: Id<"wsp">): Promise<string | undefined>;
  write(workspaceId: Id<"wsp">, note: string): Promise<void>;
}

/** The state in a folder: written to the side, synced, then renamed over. */
export function releasedStateIn(folder: string): ReleasedState {
  const pathOf = (workspaceId: Id<"wsp">): string => join(folder, `${uuidFromId(workspaceId)}.checkpoint`);
  return {
    read: async (workspaceId) => {
      try {
        return await readFile(pathOf(workspaceId), "utf8");
      } catch (error) {
        if (errorCode(error) === "ENOENT") return undefined;
        throw error;
      }
    },
    write: async (workspaceId, note) => {
      const path = pathOf(workspaceId);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const file = await open(`${path}.new`, "w", 0o600);
      try {
        await file.writeFile(note);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(`${path}.new`, path);
    },
  };
}

/** The refusal of a sequencer whose database does not continue what was signed. */
export function rolledBack(workspaceId: Id<"wsp">, says: string): Error {
  return problem(
    "conflict",
    `the audit log of \`${workspaceId}\` ${says}: the database was rolled back or swapped; nothing is signed or sent until the newer database is restored`,
  );
}
