import { fstatSync } from "node:fs";
import { setTimeout as sleepTimer } from "node:timers/promises";

/** Milliseconds since the epoch on the world's own clock, which only `POST /advance` moves. */
export type WorldTime = number;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** What the world takes from its machine: waiting, and the news that its parent has gone. Nothing random, no clock. */
export interface WorldEnv {
  sleep(ms: number): Promise<void>;
  onParentGone(stop: () => void): void;
}

export function systemWorldEnv(): WorldEnv {
  return {
    sleep: (ms) => sleepTimer(ms),
    onParentGone: (stop) => {
      if (process.channel !== undefined) process.once("disconnect", stop);
      if (!stdinIsPipe()) return;
      process.stdin.once("end", stop);
      process.stdin.once("close", stop);
      process.stdin.once("error", stop);
      process.stdin.resume();
    },
  };
}

// A terminal or /dev/null says nothing about the parent; a pipe (in Node also a socket) ends with it.
function stdinIsPipe(): boolean {
  const stat = fstatSync(0, { throwIfNoEntry: false });
  return stat !== undefined && (stat.isFIFO() || stat.isSocket());
}
