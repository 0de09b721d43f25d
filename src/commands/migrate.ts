import { mkdirSync } from "node:fs";
import { migrationsFolder } from "../app/migrations-folder.ts";
import { unreachable } from "../app/unreachable.ts";
import { readConfig } from "../kernel/config.ts";
import { migrate, readMigrations } from "../kernel/migrate.ts";
import { openServer } from "../kernel/postgres/supervisor.ts";
import { openPool } from "../kernel/sql.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";

/** Brings the database up to this version and says what was done; nothing when it already is. */
export const migrateCommand: RunCommand = async (host, { args, dataDir, json }) => {
  readFlags(args, {});
  const config = readConfig(host.environment, { dataDir });
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const server = await openServer({ env: host.env, dataDir: config.dataDir, databaseUrl: config.databaseUrl });
  const pool = openPool(server.target, 1);
  try {
    const migrations = readMigrations(migrationsFolder);
    const { applied, hasSecondWall } = await migrate(pool, migrations);
    const words = [
      ...applied.map((name) => `applied ${name}`),
      `the schema is at ${migrations.at(-1)?.name ?? "nothing"}`,
    ];
    if (!hasSecondWall) words.push("row-level security is absent: `fairlead doctor` says why");
    host.out(json ? `${JSON.stringify({ applied, hasSecondWall })}\n` : `${words.join("\n")}\n`);
    return exitCodes.done;
  } catch (error) {
    throw unreachable(config.databaseUrl, error) ?? error;
  } finally {
    await pool.end({ timeout: 5 });
    await server.close();
  }
};
