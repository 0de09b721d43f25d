import { isoFromInstant } from "../kernel/env.ts";
import { problem } from "../kernel/problem.ts";
import { type CommandContext, type Door, exitCodes } from "../surface/cli/deps.ts";
import { printed } from "../surface/cli/print.ts";
import { verifyMain } from "../verify/main.ts";
import { readFlags } from "./flags.ts";
import type { Host, RunCommand } from "./host.ts";

const options = {
  log: { type: "string" },
  pin: { type: "string", multiple: true },
  url: { type: "string" },
  token: { type: "string" },
} as const;

/** Checks an export in a folder, or without one (or with `db`) the log in the database; 1 when it is not as it was signed. */
export const auditVerify: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [folder = "db"] = positionals;
  if (folder !== "db") {
    const args = context.json ? [...context.args, "--json"] : context.args;
    return verifyMain(args, isoFromInstant(host.env.wall()), host.out);
  }
  if (values.log !== undefined || values.pin !== undefined)
    throw problem("invalid_input", "`--log` and `--pin` check an export: name its folder");
  const door = await doorOf(host, context, values);
  try {
    const report = (await door.call("audit.verify", {})) as { readonly ok: boolean };
    host.out(context.json ? `${JSON.stringify(report, null, 2)}\n` : printed(report));
    return report.ok ? exitCodes.done : exitCodes.failed;
  } finally {
    await door.close();
  }
};

/** The same choice as for operations: a server where one is named, else the data folder. */
async function doorOf(
  host: Host,
  { dataDir }: CommandContext,
  given: { readonly url?: string | undefined; readonly token?: string | undefined },
): Promise<Door> {
  const url = given.url ?? (dataDir === undefined ? host.environment["FAIRLEAD_URL"] : undefined);
  if (url === undefined) return (await import("./local.ts")).openLocalDoor(host, dataDir);
  const token = given.token ?? host.environment["FAIRLEAD_TOKEN"];
  if (token === undefined)
    throw problem("invalid_input", "calling a server needs an API key: give `--token` or set FAIRLEAD_TOKEN");
  return (await import("./remote.ts")).remoteDoor(url, token);
}
