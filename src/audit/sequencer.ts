import type { Env } from "../kernel/env.ts";
import type { Id } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import { type SequenceDeps, sequenceOnce } from "./sequence.ts";

/** A doorbell for the sequencer: rung after a commit that appended, so that nobody waits for the poll. */
export interface Doorbell {
  ring(workspaceId: Id<"wsp">): void;
  /** Waits for a ring, at most `ms`; says for which workspaces it rang. */
  wait(ms: number, signal: AbortSignal): Promise<readonly Id<"wsp">[]>;
}

/** A doorbell within this process; rings while nobody waits are kept. */
export function createDoorbell(env: Pick<Env, "sleep">): Doorbell {
  const rung = new Set<Id<"wsp">>();
  let wake: AbortController | undefined;
  return {
    ring: (workspaceId) => {
      rung.add(workspaceId);
      wake?.abort();
    },
    wait: async (ms, signal) => {
      if (rung.size === 0) {
        wake = new AbortController();
        await env.sleep(ms, AbortSignal.any([signal, wake.signal]));
        wake = undefined;
      }
      const workspaces = [...rung];
      rung.clear();
      return workspaces;
    },
  };
}

/** What the running sequencer needs beside a pass's own dependencies. */
export interface SequencerDeps extends SequenceDeps {
  readonly env: Pick<Env, "wall" | "sleep" | "elapsedMs">;
  readonly doorbell: Doorbell;
  /** Told of every failed pass: the gate stays closed until one succeeds. */
  readonly onError: (error: unknown, workspaceId?: Id<"wsp">) => void;
}

/** Sequences every workspace until the signal ends it: at once when the bell rings, else by a poll. */
export async function runSequencer(deps: SequencerDeps, signal: AbortSignal): Promise<void> {
  let polledAt = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const isPollDue = deps.env.elapsedMs() - polledAt >= limits.auditPollMs;
    if (isPollDue) {
      polledAt = deps.env.elapsedMs();
      for (const workspaceId of await workspacesOrNone(deps)) await drain(deps, workspaceId, signal);
    }
    for (const workspaceId of await deps.doorbell.wait(limits.auditPollMs, signal))
      await drain(deps, workspaceId, signal);
  }
}

async function drain(deps: SequencerDeps, workspaceId: Id<"wsp">, signal: AbortSignal): Promise<void> {
  try {
    let report = await sequenceOnce(deps, workspaceId);
    while (report.pending > 0 && !signal.aborted) report = await sequenceOnce(deps, workspaceId);
  } catch (error) {
    deps.onError(error, workspaceId);
  }
}

async function workspacesOrNone(deps: SequencerDeps): Promise<readonly Id<"wsp">[]> {
  try {
    return await deps.db.workspaces();
  } catch (error) {
    deps.onError(error);
    return [];
  }
}
