import { Worker } from "node:worker_threads";
import type { Env } from "../kernel/env.ts";

const deadlineMs = 30_000;

/**
 * Runs a script in a thread of its own and gives what it posts: a text that crashes Cedar takes that thread down and nothing
 * else. A thread that dies or hangs has refused.
 */
export async function throughGate<T>(
  deps: { readonly env: Pick<Env, "sleep"> },
  script: URL,
  data: unknown,
  refused: (says: string) => T,
): Promise<T> {
  const worker = new Worker(script, {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    stdout: true,
    stderr: true,
  });
  const deadline = new AbortController();
  try {
    return await Promise.race([
      new Promise<T>((resolve) => {
        worker.once("message", resolve);
        worker.once("error", (error) =>
          resolve(refused(`the policies broke the engine that checks them: ${String(error.message).slice(0, 200)}`)),
        );
        worker.once("exit", () => resolve(refused("the policies broke the engine that checks them")));
      }),
      deps.env
        .sleep(deadlineMs, deadline.signal)
        .then(() => refused(`checking took longer than ${deadlineMs / 1000} s`)),
    ]);
  } finally {
    deadline.abort();
    await worker.terminate();
  }
}
