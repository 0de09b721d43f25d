import { jobOutlook } from "../kernel/jobs.ts";
import type { Resources } from "./resources.ts";

/** Counters in the Prometheus text format; no label names a person. */
export async function metricsText({ db, env }: Resources): Promise<string> {
  const lines = [
    "# TYPE fairlead_up gauge",
    "fairlead_up 1",
    "# TYPE fairlead_process_seconds gauge",
    `fairlead_process_seconds ${Math.round(env.elapsedMs() / 1000)}`,
  ];
  lines.push("# TYPE fairlead_jobs gauge");
  for (const workspaceId of await db.workspaces()) {
    const outlook = await db.read(workspaceId, jobOutlook);
    lines.push(
      `fairlead_jobs{workspace="${workspaceId}",state="busy"} ${outlook.busy}`,
      `fairlead_jobs{workspace="${workspaceId}",state="dead"} ${outlook.dead}`,
    );
  }
  return `${lines.join("\n")}\n`;
}
