import type { Env } from "../kernel/env.ts";

const triesMax = 150;

/**
 * A fetch for actors who do not mind that a part is being restarted: a refused connection or a 503 is tried again. Every
 * write that they make is safe to repeat, by idempotency key or by its own nature.
 */
export function patient(env: Pick<Env, "sleep">): typeof fetch {
  return async (input, init) => {
    for (let tries = 1; ; tries += 1) {
      try {
        const response = await fetch(input, init);
        if ((response.status !== 503 && response.status !== 500) || tries >= triesMax) return response;
        await response.body?.cancel();
      } catch (error) {
        if (tries >= triesMax) throw error;
      }
      await env.sleep(200);
    }
  };
}
