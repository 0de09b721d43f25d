import { unreachable } from "../app/unreachable.ts";
import type { Config } from "../kernel/config.ts";
import { findBinaries } from "../kernel/postgres/binaries.ts";
import { openServer, type ServerStatus, serverStatus } from "../kernel/postgres/supervisor.ts";
import { Problem } from "../kernel/problem.ts";
import { type ConnectionTarget, openDatabase, openPool } from "../kernel/sql.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { type Check, checksJson, checksText, fail, isWell, ok } from "./checks/check.ts";
import { databaseChecks, isCurrent } from "./checks/database.ts";
import { folderChecks } from "./checks/folder.ts";
import { portChecks } from "./checks/ports.ts";
import { readSettings, senseChecks } from "./checks/settings.ts";
import { workspaceChecks } from "./checks/workspaces.ts";
import { readFlags } from "./flags.ts";
import type { Host, RunCommand } from "./host.ts";

/** Looks at everything and changes nothing: what is wrong, and what to do about it; 1 when something is in the way. */
export const doctor: RunCommand = async (host, { args, dataDir, json }) => {
  readFlags(args, {});
  const { config, faults } = readSettings(host.environment, dataDir);
  const status = config.databaseUrl === undefined ? await serverStatus(config) : undefined;
  const settings = [...faults, ...senseChecks(host.environment, config)];
  const checks = [
    ok("node", `${process.versions.node} on ${process.platform}-${process.arch}`),
    ...(settings.length > 0 ? settings : [ok("settings", "sound; `config check` shows them all")]),
    ...(await folderChecks(config)),
    ...(await portChecks(config, status?.hasUsers === true)),
    ...(await serverChecks(host, config, status)),
  ];
  host.out(json ? checksJson(checks) : checksText(checks));
  return isWell(checks) ? exitCodes.done : exitCodes.failed;
};

async function serverChecks(host: Host, config: Config, status: ServerStatus | undefined): Promise<readonly Check[]> {
  if (config.databaseUrl !== undefined)
    return inside(host, config, { url: config.databaseUrl }, "server by DATABASE_URL");
  if (status === undefined || status.state === "absent") return [binariesCheck()];
  if (status.state === "unresponsive") {
    const mend = `look at \`${status.logFile}\`; it may be recovering, or end process ${status.pid}`;
    return [
      fail("server", `the embedded PostgreSQL ${status.major} runs as process ${status.pid} but does not answer`, mend),
    ];
  }
  const wasRunning = status.state === "running";
  const label = `embedded, ${wasRunning ? `running as process ${status.pid}` : "stopped, started to look inside"}`;
  try {
    const server = await openServer({ env: host.env, dataDir: config.dataDir });
    try {
      return await inside(host, config, server.target, label);
    } finally {
      await server.close();
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [fail("server", error.message, `look at \`${status.logFile}\``)];
  }
}

function binariesCheck(): Check {
  try {
    const account = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, isLent: false };
    const { major, origin } = findBinaries(account, null);
    return ok("server", `no database yet: the first start makes one with PostgreSQL ${major} (${origin})`);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return fail("server", error.message, "or set DATABASE_URL");
  }
}

/** What can be seen through a connection. */
async function inside(host: Host, config: Config, target: ConnectionTarget, label: string): Promise<readonly Check[]> {
  const pool = openPool(target, 1);
  try {
    const checks = await databaseChecks(pool, host.env, label);
    // A database that is not as it should be cannot be read through the door.
    if (!isWell(checks) || !(await isCurrent(pool))) return checks;
    return [...checks, ...(await lookIntoWorkspaces(host, config, target))];
  } catch (error) {
    const known = unreachable(config.databaseUrl, error);
    if (known === undefined) throw error;
    return [fail("server", known.message, "`config check` shows the settings")];
  } finally {
    await pool.end({ timeout: 5 });
  }
}

async function lookIntoWorkspaces(host: Host, config: Config, target: ConnectionTarget): Promise<readonly Check[]> {
  const db = await openDatabase({ env: host.env, target, connectionsMax: 2 });
  try {
    return await workspaceChecks(db, host.env, config);
  } finally {
    await db.close();
  }
}
