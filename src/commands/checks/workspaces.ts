import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localOwner } from "../../access/local-owner.ts";
import { openCheckpoint } from "../../audit/core/checkpoint.ts";
import { oldestPendingMs } from "../../audit/gate.ts";
import { type Head, headOf } from "../../audit/head.ts";
import { releasedStateIn } from "../../audit/log-key.ts";
import type { Config } from "../../kernel/config.ts";
import type { Env } from "../../kernel/env.ts";
import type { Id } from "../../kernel/ids.ts";
import { Problem } from "../../kernel/problem.ts";
import { deadJobs } from "../../kernel/server-facts.ts";
import type { Database } from "../../kernel/sql.ts";
import { createVault, type Vault } from "../../kernel/vault.ts";
import { listBreakers } from "../../mailbox/health/breakers.ts";
import { listMailboxes } from "../../mailbox/read.ts";
import { type Check, fail, ok, warn } from "./check.ts";
import { breakerChecks, mailboxCheck, preflightChecks } from "./mailboxes.ts";

const pendingWarnMs = 5_000;
const pendingFailMs = 60_000;

interface Looking {
  readonly db: Database;
  readonly env: Env;
  readonly config: Config;
  readonly workspaceId: Id<"wsp">;
}

/** What is going on inside each workspace: the log, the queue, the jobs, the mailboxes. */
export async function workspaceChecks(db: Database, env: Env, config: Config): Promise<readonly Check[]> {
  const workspaces = await db.workspaces();
  if (workspaces.length === 0) return [ok("workspaces", "none yet: the first start makes one")];
  const checks: Check[] = [ok("workspaces", workspaces.join(", "))];
  const vault = vaultOf(config, env);
  for (const workspaceId of workspaces) {
    const looking = { db, env, config, workspaceId };
    const of = workspaces.length === 1 ? "" : ` of ${workspaceId}`;
    const found = [
      ...(vault === undefined ? [] : [await logCheck(looking, vault)]),
      await pendingCheck(looking),
      ...(await jobChecks(looking)),
      ...(await mailboxChecks(looking)),
    ];
    checks.push(...found.map((check) => ({ ...check, name: `${check.name}${of}` })));
  }
  return checks;
}

/** The vault where the key is there; the check of the folder tells when it is not. A key is never made here. */
function vaultOf(config: Config, env: Env): Vault | undefined {
  const path = join(config.dataDir, "keys", "master.key");
  if (!existsSync(path)) return undefined;
  const key = Buffer.from(readFileSync(path, "utf8").trim(), "hex");
  return key.length === 32 ? createVault(key, (count) => env.randomBytes(count)) : undefined;
}

async function logCheck({ db, config, workspaceId }: Looking, vault: Vault): Promise<Check> {
  const kept = await releasedStateIn(join(config.dataDir, "audit")).read(workspaceId);
  let head: Head;
  try {
    head = await db.read(workspaceId, (tx) => headOf(vault, tx));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (!error.message.includes("not signed"))
      return warn("audit log", error.message, "start Fairlead: the sequencer signs the first checkpoint");
    return fail(
      "audit log",
      "its checkpoint is not signed by this folder's key",
      "restore `keys/master.key` that belongs to this database",
    );
  }
  const { size, root } = head.checkpoint;
  const pin = kept === undefined ? undefined : openCheckpoint(kept, head.key);
  const restore = "restore the newer database: nothing is signed or sent on this one";
  if (kept !== undefined && pin === undefined)
    return fail(
      "audit log",
      "the checkpoint kept in this folder is not signed by its key",
      "restore the folder and the database from the same backup",
    );
  if (pin === undefined)
    return warn(
      "audit log",
      `${size} entries, but no checkpoint is kept in this folder`,
      "a rollback of the database could not be told: restore `audit/` from your backup, or start once",
    );
  if (pin.size > size)
    return fail(
      "audit log",
      `the database has ${size} entries, but a checkpoint of ${pin.size} was let out: it was rolled back or swapped`,
      restore,
    );
  if (pin.size === size && pin.root !== root)
    return fail(
      "audit log",
      `the database has another root at ${size} entries than the checkpoint that was let out`,
      restore,
    );
  return ok(
    "audit log",
    `${size} entries under a signed checkpoint that this folder agrees with; \`audit verify\` reads them all`,
  );
}

async function pendingCheck({ db, env, workspaceId }: Looking): Promise<Check> {
  const ageMs = await db.read(workspaceId, (tx) => oldestPendingMs(tx, env.wall()));
  const says =
    ageMs === 0
      ? "nothing waits to be signed"
      : `the oldest record waits for ${Math.round(ageMs / 1_000)} s to be signed`;
  const mend = "look for `audit.sequencer` in the log of `start` or `work`, or start one: until then nothing is sent";
  if (ageMs > pendingFailMs) return fail("audit queue", says, mend);
  return ageMs > pendingWarnMs ? warn("audit queue", says, mend) : ok("audit queue", says);
}

async function jobChecks({ db, workspaceId }: Looking): Promise<readonly Check[]> {
  const dead = await db.read(workspaceId, deadJobs);
  if (dead.length === 0) return [ok("jobs", "none was given up")];
  return dead.map(({ queue, count, lastError }) =>
    warn(
      "jobs",
      `${count} of \`${queue}\` were given up, the last with: ${lastError ?? "no reason"}`,
      "mend the cause; what they were for waits where it is and is shown by `actions list`",
    ),
  );
}

async function mailboxChecks({ db, env, workspaceId }: Looking): Promise<readonly Check[]> {
  const owner = localOwner(workspaceId, "doctor");
  const { items } = await listMailboxes({ db, env }, { limit: 100 }, owner);
  if (items.length === 0)
    return [
      warn("mailboxes", "none is connected, so nothing can be sent", "connect one: `fairlead mailboxes create --help`"),
    ];
  const checks = [
    ...items.flatMap(mailboxCheck),
    ...breakerChecks((await listBreakers({ db }, { limit: 100 }, owner)).items),
    ...(await preflightChecks({ db, env }, items, owner)),
  ];
  return checks.length > 0 ? checks : [ok("mailboxes", `${items.length} connected, and their replies are read`)];
}
