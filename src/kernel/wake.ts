import type { Env } from "./env.ts";
import type { Sql } from "./sql.ts";

/** The channel on which processes tell each other that there is something to do. */
const channel = "fairlead_work";
/** A process rings at most this often, however much it commits. */
const ringEveryMs = 20;

/** Lets workers sleep and be woken by a notification; a lost notification costs one poll, never work. */
export interface WakeUp {
  wait(ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Listens for rings of other processes. NOTIFY is a hint only: it is per node and can be lost. */
export async function listenForWork(env: Pick<Env, "sleep">, root: Sql, onRing: () => void): Promise<WakeUp> {
  const sleepers = new Set<AbortController>();
  const listening = await root.listen(channel, () => {
    for (const sleeper of sleepers) sleeper.abort();
    onRing();
  });
  return {
    wait: async (ms, signal) => {
      const sleeper = new AbortController();
      sleepers.add(sleeper);
      await env.sleep(ms, AbortSignal.any([signal, sleeper.signal]));
      sleepers.delete(sleeper);
    },
    close: () => listening.unlisten(),
  };
}

/** Rings the other processes soon, once for many calls; a ring that cannot be sent is left to their polls. */
export function createRinger(env: Pick<Env, "sleep">, root: Sql): () => void {
  let isRinging = false;
  const ring = async (): Promise<void> => {
    try {
      await env.sleep(ringEveryMs);
    } finally {
      isRinging = false;
    }
    await ringWorkers(root);
  };
  return () => {
    if (isRinging) return;
    isRinging = true;
    ring().catch(() => {
      isRinging = false;
    });
  };
}

/** Rings at once; outside of any transaction, because NOTIFY at commit would make commits wait for each other. */
export async function ringWorkers(root: Sql): Promise<void> {
  await root.notify(channel, "");
}

/** Tells a text to every process that listens on a channel; at most one in so many milliseconds for each text. */
export function createTeller(
  env: Pick<Env, "sleep">,
  root: Sql,
  toChannel: string,
  everyMs: number,
): (text: string) => void {
  const telling = new Set<string>();
  const tell = async (text: string): Promise<void> => {
    try {
      await env.sleep(everyMs);
    } finally {
      telling.delete(text);
    }
    await root.notify(toChannel, text);
  };
  return (text) => {
    if (telling.has(text)) return;
    telling.add(text);
    // What cannot be told is found by the listener's own poll.
    tell(text).catch(() => undefined);
  };
}

/** Waits for texts on a channel. */
export interface Hearing {
  /** Returns when the text is told, after `ms`, or at the signal. */
  wait(text: string, ms: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a channel on behalf of many who wait for different texts, over one connection. */
export async function listenFor(env: Pick<Env, "sleep">, root: Sql, onChannel: string): Promise<Hearing> {
  const waiting = new Map<string, Set<AbortController>>();
  const listening = await root.listen(onChannel, (text) => {
    for (const one of waiting.get(text) ?? []) one.abort();
  });
  return {
    wait: async (text, ms, signal) => {
      const told = new AbortController();
      const others = waiting.get(text) ?? new Set();
      waiting.set(text, others.add(told));
      try {
        await env.sleep(ms, AbortSignal.any([signal, told.signal]));
      } finally {
        others.delete(told);
        if (others.size === 0) waiting.delete(text);
      }
    },
    // A connection that is lost listens no more, and what is closed after this one still has to be.
    close: () => listening.unlisten().catch(() => undefined),
  };
}
