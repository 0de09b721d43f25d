import { serverStatus } from "../kernel/postgres/supervisor.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { checksJson, checksText, isWell } from "./checks/check.ts";
import { portChecks } from "./checks/ports.ts";
import { readSettings, settingChecks } from "./checks/settings.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";

/** Shows every setting, where it comes from and what is wrong with it; 1 when something is. */
export const configCheck: RunCommand = async (host, { args, dataDir, json }) => {
  readFlags(args, {});
  const { config } = readSettings(host.environment, dataDir);
  const status = config.databaseUrl === undefined ? await serverStatus(config) : undefined;
  const checks = [
    ...settingChecks(host.environment, dataDir),
    ...(await portChecks(config, status?.hasUsers === true)),
  ];
  host.out(json ? checksJson(checks) : checksText(checks));
  return isWell(checks) ? exitCodes.done : exitCodes.failed;
};
