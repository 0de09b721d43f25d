import { tidyMemory } from "../../kernel/memory.ts";
import { lockIdentity } from "../store/records.ts";
import { resolveWorkspace } from "./resolve-workspace.ts";
import type { Run } from "./run.ts";
import { settleGroups } from "./settle-groups.ts";

const triesMax = 5;

/**
 * Decides who is who over the whole workspace, in memory, and brings contacts up to date group by group. If anybody else
 * changed who is who meanwhile, it is decided again; what was settled already is then found settled.
 */
export async function settleWorkspace(run: Run): Promise<void> {
  for (let tried = 1; tried < triesMax; tried += 1) {
    const resolved = await run.within((tx) => resolveWorkspace(run, tx));
    tidyMemory();
    if (await settleGroups(run, resolved)) return;
  }
  // Somebody is always faster: this time nobody is let in between.
  await run.within(async (tx) => {
    await lockIdentity(tx);
    const alone: Run = { ...run, within: (work) => work(tx) };
    if (!(await settleGroups(alone, await resolveWorkspace(alone, tx))))
      throw new Error("who is who changed under the lock of whoever changes it");
  });
}
