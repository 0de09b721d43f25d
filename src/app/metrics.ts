import { jobOutlook } from "../kernel/jobs.ts";
import { readGaps } from "../mailbox/facts-for.ts";
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
  const gaps: string[] = [];
  for (const workspaceId of await db.workspaces()) {
    const outlook = await db.read(workspaceId, jobOutlook);
    lines.push(
      `fairlead_jobs{workspace="${workspaceId}",state="busy"} ${outlook.busy}`,
      `fairlead_jobs{workspace="${workspaceId}",state="dead"} ${outlook.dead}`,
    );
    for (const { mailboxId, readGapMs } of await db.read(workspaceId, (tx) => readGaps(tx, env.wall())))
      gaps.push(
        `fairlead_mailbox_read_gap_seconds{workspace="${workspaceId}",mailbox="${mailboxId}"} ${secondsOf(readGapMs)}`,
      );
  }
  lines.push("# TYPE fairlead_mailbox_read_gap_seconds gauge", ...gaps);
  return `${lines.join("\n")}\n`;
}

/** A mailbox that was never read has no bound to its gap. */
function secondsOf(gapMs: number | null): string {
  return gapMs === null ? "+Inf" : String(Math.round(gapMs / 1000));
}
