import type { WorldEnv, WorldTime } from "./env.ts";
import type { Market } from "./market.ts";
import { emptyMemory, type Memory, remember } from "./memory.ts";
import type { NewTruth, TruthLine } from "./truth.ts";
import type { TruthFile } from "./truth-file.ts";

/** Where the world sends what its people write. May change while it runs: the seller's ports differ between starts. */
export interface Route {
  replyHost: string;
  replyPort: number | null;
  /** Address of the feedback loop; complaints stay inside the market when there is none. */
  feedbackTo: string | null;
  /** Takes the place of the origin of every one-click URL, so that a URL of the outside world stays on loopback. */
  oneClickOrigin: string | null;
}

/** The held state of one running world, made in `main.ts` and passed to everything else. */
export interface World {
  readonly env: WorldEnv;
  readonly seed: string;
  readonly market: Market;
  readonly memory: Memory;
  readonly file: TruthFile;
  readonly route: Route;
  /** Reactions fall due on multiples of this, so that the conductor has fewer instants to visit. */
  readonly tickMs: number;
  /** SMTP transactions that were begun and not yet answered. */
  inFlight: number;
}

export function makeWorld(
  parts: Omit<World, "memory" | "inFlight">,
  past: readonly TruthLine[],
  now: WorldTime,
): World {
  const memory = emptyMemory(parts.market, now);
  for (const line of past) remember(memory, line);
  return { ...parts, memory, inFlight: 0 };
}

/**
 * Writes down what happened and takes it into memory; resolves when it is on disk. Memory comes first so that two
 * transactions at once see each other; if the disk fails nobody was told, and the world stops.
 */
export async function record(world: World, truth: NewTruth): Promise<TruthLine> {
  const line: TruthLine = { seq: world.memory.nextSeq, at: world.memory.now, ...truth };
  remember(world.memory, line);
  await world.file.append(line);
  return line;
}
