import { rebuildActivities } from "../activity/rebuild.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { chosenWorkspace, openLocal } from "./local.ts";

const options = { check: { type: "boolean", default: false }, workspace: { type: "string" } } as const;
const shown = 20;

/** Replays every event and compares what they make with what is there; `--check` writes nothing. */
export const activitiesRebuild: RunCommand = async (host, { args, dataDir, json }) => {
  const { values } = readFlags(args, options);
  const local = await openLocal(host, dataDir);
  try {
    const workspaceId = await chosenWorkspace(local.app, values.workspace);
    const report = await rebuildActivities(local.app.resources, workspaceId, values.check);
    const { events, contacts, isRewritten, differences } = report;
    const read = `${events} events of ${contacts} contacts replayed`;
    const written = isRewritten ? "the end of the feed was wrong and is written anew\n" : "";
    host.out(json ? `${JSON.stringify(report)}\n` : `${read}, ${differences.length} differences\n${written}`);
    for (const { what, replayed, found } of differences.slice(0, shown))
      host.err(`${what}: the events make ${JSON.stringify(replayed)}, found ${JSON.stringify(found)}\n`);
    return differences.length === 0 ? exitCodes.done : exitCodes.failed;
  } finally {
    await local.close();
  }
};
