import type { App } from "../app.ts";
import { pendingRecords } from "../audit/gate.ts";
import { attemptingCount } from "../execution/facts-for.ts";
import type { Id } from "../kernel/ids.ts";
import { jobOutlook } from "../kernel/jobs.ts";
import { Transient } from "../kernel/problem.ts";
import { ringWorkers } from "../kernel/wake.ts";
import { setting } from "./setting.ts";

/** What the conductor sees of the installation: nothing left to do now, and when the next thing is due. */
export interface Outlook {
  readonly isIdle: boolean;
  readonly nextDueAt: number | null;
  readonly now: number;
}

/** Reads the outlook; a database that is restarting is simply not idle yet. */
export async function outlook(app: App, workspaceId: Id<"wsp">): Promise<Outlook> {
  const { db } = app.resources;
  try {
    return await db.read(workspaceId, async (tx) => {
      const [jobs, pending, attempting] = await Promise.all([jobOutlook(tx), pendingRecords(tx), attemptingCount(tx)]);
      return { isIdle: jobs.busy === 0 && pending === 0 && attempting === 0, nextDueAt: jobs.nextDueAt, now: tx.now };
    });
  } catch (error) {
    if (!(error instanceof Transient)) throw error;
    return { isIdle: false, nextDueAt: null, now: 0 };
  }
}

/** Waits until nothing is due, attempting or waiting for the audit log. */
export async function settled(app: App, workspaceId: Id<"wsp">, timeoutMs = 180_000): Promise<Outlook> {
  const { env } = app.resources;
  const endsAt = env.elapsedMs() + timeoutMs;
  for (;;) {
    const seen = await outlook(app, workspaceId);
    if (seen.isIdle) return seen;
    if (env.elapsedMs() > endsAt) throw new Error("the demo does not come to rest: see log/worker.log in its folder");
    await env.sleep(10);
  }
}

/** The next instant of the story: the earliest thing that is due, on the grid of steps, never back. */
export function nextInstant(now: number, due: readonly (number | null)[]): number | null {
  const times = due.filter((time): time is number => time !== null && time <= setting.startsAt + setting.lastsMs);
  if (times.length === 0) return null;
  const earliest = Math.max(now + 1, Math.min(...times));
  const steps = Math.ceil((earliest - setting.startsAt) / setting.stepMs);
  return setting.startsAt + steps * setting.stepMs;
}

/** Moves business time forward; it never goes back, whoever asks. Workers are told that something may be due. */
export async function moveTime(app: App, to: number): Promise<void> {
  const { db } = app.resources;
  for (;;) {
    try {
      await db.root`update simulation_clock set now = greatest(now, ${to}::timestamptz)`;
      await ringWorkers(db.root);
      return;
    } catch (error) {
      await app.resources.server.revive();
      await app.resources.env.sleep(100);
      app.resources.log("warn", "demo.clock", { says: error instanceof Error ? error.message : String(error) });
    }
  }
}
