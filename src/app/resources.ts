import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type ReleasedState, releasedStateIn } from "../audit/log-key.ts";
import { createDoorbell, type Doorbell } from "../audit/sequencer.ts";
import { createPermitDesk, type PermitDesk } from "../channel/port.ts";
import type { Config } from "../kernel/config.ts";
import type { Env } from "../kernel/env.ts";
import { migrate, readMigrations } from "../kernel/migrate.ts";
import { openServer, type RunningServer } from "../kernel/postgres/supervisor.ts";
import { type Database, openDatabase, openPool } from "../kernel/sql.ts";
import { createVault, masterKeyAt, type Vault } from "../kernel/vault.ts";
import { type BundleShelf, createBundleShelf } from "../policy/bundles.ts";
import type { BundleSource } from "../policy/core/bundle.ts";
import { type CedarEngine, createEngine } from "../policy/engine.ts";
import { shippedPolicies } from "../policy/shipped.ts";
import type { Log } from "./log.ts";

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
  close(): Promise<void>;
}

/** The migrations that ship with this version. */
export const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Opens the data folder: server, schema, keys, policy engine. A second process on the same folder joins the first one's server. */
export async function openResources(config: Config, env: Env, log: Log): Promise<Resources> {
  mkdirSync(config.dataDir, { recursive: true });
  const server = await openServer({
    env,
    dataDir: config.dataDir,
    ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
  });
  try {
    await bringUpToDate(server, log);
    const db = await openDatabase({ env, target: server.target, revive: server.revive });
    const shipped = shippedPolicies();
    const engine = createEngine();
    const randomBytes = (count: number): Uint8Array => env.randomBytes(count);
    return {
      config,
      env,
      log,
      server,
      db,
      vault: createVault(masterKeyAt(join(config.dataDir, "keys", "master.key"), randomBytes), randomBytes),
      engine,
      shipped,
      shelf: createBundleShelf(engine, shipped),
      released: releasedStateIn(join(config.dataDir, "audit")),
      doorbell: createDoorbell(env),
      desk: createPermitDesk(),
      close: async () => {
        try {
          await db.close();
        } finally {
          await server.close();
        }
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function bringUpToDate(server: RunningServer, log: Log): Promise<void> {
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
