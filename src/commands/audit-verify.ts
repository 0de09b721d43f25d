import { isoFromInstant } from "../kernel/env.ts";
import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { printed } from "../surface/cli/print.ts";
import { verifyMain } from "../verify/main.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { openDoor } from "./open-door.ts";

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
  const door = await openDoor(host, context, values);
  try {
    const report = (await door.call("audit.verify", {})) as { readonly ok: boolean };
    host.out(context.json ? `${JSON.stringify(report, null, 2)}\n` : printed(report));
    return report.ok ? exitCodes.done : exitCodes.failed;
  } finally {
    await door.close();
  }
};
