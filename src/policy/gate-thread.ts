import { Worker } from "node:worker_threads";
import type { Env } from "../kernel/env.ts";
import { limits } from "../kernel/limits.ts";

/**
 * Runs a script in a thread that is thrown away afterwards, with bounds of memory, stack and time, and gives what it posts: a text
 * that crashes Cedar takes that thread down and nothing else. A thread that dies or hangs has refused what it was given.
 */
export async function throughGate<T>(
  deps: { readonly env: Pick<Env, "sleep"> },
  script: URL,
  data: unknown,
  refused: (says: string) => T,
): Promise<T> {
  const worker = new Worker(script, {
    workerData: data,
    // No more stack than a main thread has: what passes here must not overflow there.
    resourceLimits: { maxOldGenerationSizeMb: limits.policyGateHeapMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 1 },
    stdout: true,
    stderr: true,
  });
  const deadline = new AbortController();
  const broke = "the policies broke the engine that checks them";
  try {
    return await Promise.race([
      new Promise<T>((resolve) => {
        worker.once("message", resolve);
        worker.once("error", (error) => resolve(refused(`${broke}: ${String(error.message).slice(0, 200)}`)));
        worker.once("exit", () => resolve(refused(broke)));
      }),
      deps.env
        .sleep(limits.policyGateMs, deadline.signal)
        .then(() => refused(`checking took longer than ${limits.policyGateMs / 1000} s`)),
    ]);
  } finally {
    deadline.abort();
    await worker.terminate();
  }
}
