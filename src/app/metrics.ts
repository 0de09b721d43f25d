import { boundlessMs, reactionBoundsMs } from "../activity/core/reaction-time.ts";
import { modelUse, reactionTimes } from "../activity/facts-for.ts";
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
  const reactions: string[] = [];
  const models = { calls: [] as string[], tokens: [] as string[] };
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
    reactions.push(...reactionLines(workspaceId, await db.read(workspaceId, reactionTimes)));
    for (const { result, calls, tokens } of await db.read(workspaceId, modelUse)) {
      const labels = `workspace="${workspaceId}",result="${result}"`;
      models.calls.push(`fairlead_model_calls_total{${labels}} ${calls}`);
      models.tokens.push(`fairlead_model_tokens_total{${labels}} ${tokens}`);
    }
  }
  lines.push("# TYPE fairlead_mailbox_read_gap_seconds gauge", ...gaps);
  lines.push("# TYPE fairlead_reaction_seconds histogram", ...reactions);
  lines.push("# TYPE fairlead_model_calls_total counter", ...models.calls);
  lines.push("# TYPE fairlead_model_tokens_total counter", ...models.tokens);
  return `${lines.join("\n")}\n`;
}

/** A mailbox that was never read has no bound to its gap. */
function secondsOf(gapMs: number | null): string {
  return gapMs === null ? "+Inf" : String(Math.round(gapMs / 1000));
}

/** From arrival to the commit of the stop, by way in, as a cumulative histogram. */
function reactionLines(workspaceId: string, rows: Awaited<ReturnType<typeof reactionTimes>>): readonly string[] {
  return [...Map.groupBy(rows, ({ way }) => way)].flatMap(([way, held]) => {
    const labels = `workspace="${workspaceId}",way="${way}"`;
    const upTo = (boundMs: number): number =>
      held.reduce((sum, row) => sum + (row.boundMs <= boundMs ? row.mails : 0), 0);
    const total = held.reduce((sum, row) => sum + row.totalMs, 0);
    return [
      ...reactionBoundsMs.map((bound) => {
        const le = bound === boundlessMs ? "+Inf" : String(bound / 1_000);
        return `fairlead_reaction_seconds_bucket{${labels},le="${le}"} ${upTo(bound)}`;
      }),
      `fairlead_reaction_seconds_sum{${labels}} ${total / 1_000}`,
      `fairlead_reaction_seconds_count{${labels}} ${upTo(boundlessMs)}`,
    ];
  });
}
