import type { Env } from "./env.ts";
import type { Id } from "./ids.ts";
import { Transient } from "./problem.ts";

/** Joins calls that arrive together in a workspace into one run; each caller gets its own answer. */
export interface Batcher<In, Out> {
  submit(workspaceId: Id<"wsp">, item: In): Promise<Out>;
}

interface Waiting<In, Out> {
  readonly item: In;
  readonly resolve: (answer: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A batcher that holds the first call for company as long as some keeps coming, at most `waitMs`, and runs at most `sizeMax`
 * together. While one batch of a workspace runs the next one gathers, so that load makes batches larger, not more.
 */
export function createBatcher<In, Out>(
  env: Pick<Env, "sleep">,
  bounds: { readonly sizeMax: number; readonly waitMs: number },
  run: (workspaceId: Id<"wsp">, items: readonly In[]) => Promise<readonly Out[]>,
): Batcher<In, Out> {
  const queues = new Map<Id<"wsp">, Waiting<In, Out>[]>();
  const drain = async (workspaceId: Id<"wsp">): Promise<void> => {
    const queue = queues.get(workspaceId) ?? [];
    await gathered(env, queue, bounds);
    while (queue.length > 0) await runSome(workspaceId, queue.splice(0, bounds.sizeMax));
    queues.delete(workspaceId);
  };
  const runSome = async (workspaceId: Id<"wsp">, waiting: readonly Waiting<In, Out>[]): Promise<void> => {
    try {
      const answers = await run(
        workspaceId,
        waiting.map((one) => one.item),
      );
      for (const [position, one] of waiting.entries()) one.resolve(answers[position] as Out);
    } catch (error) {
      // What breaks a run may be one of its items: each alone, so that nobody's call fails for somebody else's.
      if (waiting.length > 1 && !(error instanceof Transient))
        for (const one of waiting) await runSome(workspaceId, [one]);
      else for (const one of waiting) one.reject(error);
    }
  };
  return {
    submit: (workspaceId, item) =>
      new Promise<Out>((resolve, reject) => {
        const waiting = { item, resolve, reject };
        const queue = queues.get(workspaceId);
        if (queue !== undefined) {
          queue.push(waiting);
          return;
        }
        queues.set(workspaceId, [waiting]);
        drain(workspaceId).catch(reject);
      }),
  };
}

/** Looks every millisecond whether somebody came since: a call that is alone does not wait for nobody. */
async function gathered(
  env: Pick<Env, "sleep">,
  queue: readonly unknown[],
  { sizeMax, waitMs }: { readonly sizeMax: number; readonly waitMs: number },
): Promise<void> {
  let [known, waitedMs] = [0, 0];
  do {
    known = queue.length;
    await env.sleep(Math.min(1, waitMs));
    waitedMs += 1;
  } while (queue.length > known && queue.length < sizeMax && waitedMs < waitMs);
}
