import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { feedChannel } from "../activity/feed/stream.ts";
import { createMailReader, type MailReader } from "../activity/mail-reader.ts";
import { type ReleasedState, releasedStateIn } from "../audit/log-key.ts";
import { createDoorbell, type Doorbell } from "../audit/sequencer.ts";
import { createPermitDesk, type PermitDesk } from "../channel/port.ts";
import type { Config } from "../kernel/config.ts";
import type { Env } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import { migrate, readMigrations } from "../kernel/migrate.ts";
import { openServer, type RunningServer } from "../kernel/postgres/supervisor.ts";
import { type Database, isConnectionLost, openDatabase, openPool } from "../kernel/sql.ts";
import { carriedKeysIn, createVault, masterKeyAt, type Vault } from "../kernel/vault.ts";
import { createRinger, createTeller } from "../kernel/wake.ts";
import { type BundleShelf, createBundleShelf } from "../policy/bundles.ts";
import type { BundleSource } from "../policy/core/bundle.ts";
import { type CedarEngine, createEngine } from "../policy/engine.ts";
import { shippedPolicies } from "../policy/shipped.ts";
import type { Log } from "./log.ts";
import { migrationsFolder } from "./migrations-folder.ts";
import { unreachable } from "./unreachable.ts";

/** Everything that a process holds open, in order of start; `close` ends it in reverse. */
export interface Resources {
  readonly config: Config;
  readonly env: Env;
  readonly log: Log;
  readonly server: RunningServer;
  readonly db: Database;
  readonly vault: Vault;
  readonly engine: CedarEngine;
  readonly shipped: BundleSource;
  readonly shelf: BundleShelf;
  readonly released: ReleasedState;
  readonly doorbell: Doorbell;
  readonly desk: PermitDesk;
  readonly mailReader: MailReader;
  /** Whether the worker runs in this process; if not, what it commits is rung through to the one that does. */
  readonly working: { isHere: boolean };
  /** Says that a workspace has something to sequence or do: to this process, and to others when the worker is elsewhere. */
  readonly ring: (workspaceId: Id<"wsp">) => void;
  close(): Promise<void>;
}

/**
 * Opens the data folder: server, schema, keys, policy engine. A second process on the same folder joins the first one's server;
 * `start` says how a server is had, for tests that share one.
 */
export async function openResources(
  config: Config,
  env: Env,
  log: Log,
  start: typeof openServer = openServer,
): Promise<Resources> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const server = await start({
    env,
    dataDir: config.dataDir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
  });
  try {
    await bringUpToDate(server, log);
    let isClosing = false;
    // Work that is cut off by our own closing must not start the server that we are just stopping.
    const revive = async (): Promise<void> => {
      if (!isClosing) await server.revive();
    };
    const db = await openDatabase({ env, target: server.target, revive });
    const shipped = shippedPolicies();
    const engine = createEngine();
    const doorbell = createDoorbell(env);
    const mailReader = createMailReader(env);
    const working = { isHere: false };
    const ringOthers = createRinger(env, db.root);
    const tellFeed = createTeller(env, db.root, feedChannel, limits.feedTellMs);
    return {
      config,
      env,
      log,
      server,
      db,
      vault: openVault(join(config.dataDir, "keys"), env),
      engine,
      shipped,
      shelf: createBundleShelf(engine, shipped),
      released: releasedStateIn(join(config.dataDir, "audit")),
      doorbell,
      working,
      ring: (workspaceId) => {
        doorbell.ring(workspaceId);
        if (!working.isHere) ringOthers();
        tellFeed(workspaceId);
      },
      desk: createPermitDesk(),
      mailReader,
      close: async () => {
        isClosing = true;
        await endAll(mailReader.close, db.close, () => server.close());
      },
    };
  } catch (error) {
    await server.close();
    throw unreachable(config.databaseUrl, error) ?? error;
  }
}

/** Ends one after another, each whatever became of the one before. */
async function endAll(...ends: readonly (() => Promise<void>)[]): Promise<void> {
  const [end, ...rest] = ends;
  if (end === undefined) return;
  try {
    await end();
  } finally {
    await endAll(...rest);
  }
}

const startTriesMax = 5;

/** Brings the schema up to date, and begins again where the server went away meanwhile. */
async function bringUpToDate(server: RunningServer, log: Log): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await bringUpToDateOnce(server, log);
    } catch (error) {
      if (!isConnectionLost(error) || tries >= startTriesMax) throw error;
      await server.revive();
    }
  }
}

async function bringUpToDateOnce(server: RunningServer, log: Log): Promise<void> {
  const pool = openPool(server.target, 2);
  try {
    const report = await migrate(pool, readMigrations(migrationsFolder));
    if (report.applied.length > 0) log("info", "schema.migrated", { applied: report.applied.length });
    if (!report.hasSecondWall)
      log("warn", "schema.no_second_wall", {
        says: "the database user may not create roles, so row-level security is absent: run doctor",
      });
  } finally {
    await pool.end({ timeout: 5 });
  }
}

function openVault(folder: string, env: Env): Vault {
  const randomBytes = (count: number): Uint8Array => env.randomBytes(count);
  return createVault(
    masterKeyAt(join(folder, "master.key"), randomBytes),
    randomBytes,
    carriedKeysIn(join(folder, "carried")),
  );
}
