import { rebuildActivities } from "../activity/rebuild.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { chosenWorkspace, openLocal } from "./local.ts";

const options = { check: { type: "boolean", default: false }, workspace: { type: "string" } } as const;
const shown = 20;

/** Derives what is kept of events and mails again and compares; what is wrong is written anew, unless `--check`. */
export const activitiesRebuild: RunCommand = async (host, { args, dataDir, json }) => {
  const { values } = readFlags(args, options);
  const local = await openLocal(host, dataDir);
  try {
    const workspaceId = await chosenWorkspace(local.app, values.workspace);
    const report = await rebuildActivities(local.app.deps.activity, workspaceId, values.check);
    const { events, contacts, threads, differences, mended } = report;
    const read = `${events} events of ${contacts} contacts and ${threads} threads replayed`;
    const written = mended.length === 0 ? "" : `, ${mended.length} written anew`;
    host.out(json ? `${JSON.stringify(report)}\n` : `${read}, ${differences.length} differences${written}\n`);
    for (const { what, replayed, found } of [...differences, ...mended].slice(0, shown))
      host.err(`${what}: a replay makes ${JSON.stringify(replayed)}, found ${JSON.stringify(found)}\n`);
    return differences.length === 0 ? exitCodes.done : exitCodes.failed;
  } finally {
    await local.close();
  }
};
