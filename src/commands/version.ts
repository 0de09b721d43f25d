import packageJson from "../../package.json" with { type: "json" };
import { exitCodes } from "../surface/cli/deps.ts";
import type { RunCommand } from "./host.ts";

/** Prints the version of Fairlead and what it runs on. */
export const version: RunCommand = async (host, { json }) => {
  const said = {
    fairlead: packageJson.version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
  };
  host.out(json ? `${JSON.stringify(said)}\n` : `fairlead ${said.fairlead} (Node ${said.node}, ${said.platform})\n`);
  return exitCodes.done;
};
