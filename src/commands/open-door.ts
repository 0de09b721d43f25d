import { problem } from "../kernel/problem.ts";
import type { CommandContext, Door } from "../surface/cli/deps.ts";
import type { Host } from "./host.ts";

/** The same choice as for operations: a server where one is named, else the data folder. */
export async function openDoor(
  host: Host,
  { dataDir }: Pick<CommandContext, "dataDir">,
  given: { readonly url?: string | undefined; readonly token?: string | undefined },
): Promise<Door> {
  const url = given.url ?? (dataDir === undefined ? host.environment["FAIRLEAD_URL"] : undefined);
  if (url === undefined) return (await import("./local.ts")).openLocalDoor(host, dataDir);
  const token = given.token ?? host.environment["FAIRLEAD_TOKEN"];
  if (token === undefined)
    throw problem("invalid_input", "calling a server needs an API key: give `--token` or set FAIRLEAD_TOKEN");
  return (await import("./remote.ts")).remoteDoor(url, token);
}
