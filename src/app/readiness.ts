import { statfs } from "node:fs/promises";
import { oldestPendingMs } from "../audit/gate.ts";
import { jobOutlook } from "../kernel/jobs.ts";
import type { ReadinessCheck } from "../surface/http/deps.ts";
import type { Resources } from "./resources.ts";

const freeBytesMin = 256 * 1024 * 1024;
const pendingAgeMaxMs = 60_000;

/** What must be well before this process takes work; each says what is wrong. */
export async function readiness(resources: Resources): Promise<readonly ReadinessCheck[]> {
  const checks = await Promise.all([databaseCheck(resources), diskCheck(resources)]);
  return checks.flat();
}

async function databaseCheck({ db, env }: Resources): Promise<readonly ReadinessCheck[]> {
  try {
    const workspaces = await db.workspaces();
    const ages = await Promise.all(
      workspaces.map((workspaceId) => db.read(workspaceId, (tx) => oldestPendingMs(tx, env.wall()))),
    );
    const dead = await Promise.all(workspaces.map((workspaceId) => db.read(workspaceId, jobOutlook)));
    const oldest = Math.max(0, ...ages);
    const deadJobs = dead.reduce((sum, outlook) => sum + outlook.dead, 0);
    return [
      { name: "database", isOk: true, says: `${workspaces.length} workspaces` },
      {
        name: "audit",
        isOk: oldest < pendingAgeMaxMs,
        says:
          oldest === 0 ? "nothing pending" : `the oldest entry waits ${Math.round(oldest / 1000)} s for the sequencer`,
      },
      {
        name: "jobs",
        isOk: true,
        says: deadJobs === 0 ? "none given up" : `${deadJobs} jobs were given up: run doctor`,
      },
    ];
  } catch (error) {
    return [{ name: "database", isOk: false, says: error instanceof Error ? error.message : String(error) }];
  }
}

async function diskCheck({ config }: Resources): Promise<readonly ReadinessCheck[]> {
  const disk = await statfs(config.dataDir);
  const free = disk.bavail * disk.bsize;
  return [{ name: "disk", isOk: free > freeBytesMin, says: `${Math.round(free / 1024 / 1024)} MiB free` }];
}
