import { deliver } from "./deliver.ts";
import type { WorldTime } from "./env.ts";
import { dueReactions, nextDueAt } from "./memory.ts";
import type { Post } from "./post.ts";
import type { World } from "./world.ts";

export interface Status {
  /** Nothing is due and no SMTP transaction is under way. */
  readonly idle: boolean;
  readonly now: WorldTime;
  readonly nextDueAt: WorldTime | null;
}

export interface Advanced extends Status {
  readonly delivered: number;
  /** What nobody took; it is tried again later. The other side is probably down. */
  readonly failed: number;
}

/** Moves the clock forward and makes everything happen that is due by then, one after the other. */
export async function advance(world: World, post: Post, to: WorldTime): Promise<Advanced> {
  world.memory.now = Math.max(world.memory.now, to);
  let delivered = 0;
  let failed = 0;
  for (const pending of dueReactions(world.memory, world.memory.now)) {
    const result = await deliver(world, post, pending);
    if (result === "failed") failed += 1;
    else delivered += 1;
  }
  return { ...statusOf(world), delivered, failed };
}

export function statusOf(world: World): Status {
  const next = nextDueAt(world.memory);
  const { now } = world.memory;
  return { idle: world.inFlight === 0 && (next === null || next > now), now, nextDueAt: next };
}
