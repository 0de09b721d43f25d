import type { Env } from "./env.ts";
import type { Sql } from "./sql.ts";

/** Lets workers sleep and be woken by a notification; a lost notification costs one poll, never work. */
export interface WakeUp {
  wait(ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a channel of the database. NOTIFY is a hint only: it is per node and can be lost. */
export async function listenForWork(env: Pick<Env, "sleep">, root: Sql, channel: string): Promise<WakeUp> {
  let wake: AbortController | undefined;
  const listening = await root.listen(channel, () => wake?.abort());
  return {
    wait: async (ms, signal) => {
      wake = new AbortController();
      await env.sleep(ms, AbortSignal.any([signal, wake.signal]));
      wake = undefined;
    },
    close: () => listening.unlisten(),
  };
}
