import { Worker } from "node:worker_threads";
import type { Env } from "../kernel/env.ts";
import { limits } from "../kernel/limits.ts";
import { type MailRead, type ReadMail, readMailHere, unread } from "./read-mail.ts";

/** Reads mail for one process. */
export interface MailReader {
  readonly read: ReadMail;
  close(): Promise<void>;
}

/** A thread that reads. */
interface Hand {
  readonly thread: Worker;
  /** Settles when the thread has begun, which is no mail's fault. */
  readonly ready: Promise<unknown>;
}

/**
 * Reads mail within bounds of time and memory. What a mail costs is bounded by its size, so a small one is read here; a larger
 * one on a thread that is given up, with the mail, when it takes too long or too much. One larger mail at a time.
 */
export function createMailReader(env: Pick<Env, "sleep">, deadlineMs: number = limits.mailReadMs): MailReader {
  let hand: Hand | null = null;
  let before: Promise<unknown> = Promise.resolve();
  const end = async (): Promise<void> => {
    const { thread } = hand ?? {};
    hand = null;
    await thread?.terminate();
  };
  const readApart = async (raw: Uint8Array): Promise<MailRead> => {
    hand ??= newHand();
    const { thread, ready } = hand;
    const isOver = new AbortController();
    try {
      await ready;
      const answer = saidNext(thread);
      thread.postMessage(raw);
      const late = env.sleep(deadlineMs, isOver.signal).then(() => {
        throw new Error("the mail takes too long to read");
      });
      return await Promise.race([answer as Promise<MailRead>, late]);
    } catch {
      // Whatever a mail does to the thread is the mail's fault; nothing of it is in the next one's.
      await end();
      return unread;
    } finally {
      isOver.abort();
    }
  };
  return {
    read: (raw) => {
      if (raw.byteLength <= limits.mailReadHereBytes) return readMailHere(raw);
      const turn = before.then(() => readApart(raw));
      before = turn;
      return turn;
    },
    close: async () => {
      await before;
      await end();
    },
  };
}

function newHand(): Hand {
  const thread = new Worker(new URL("./mail-reader-thread.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.mailReadHeapMb, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
  });
  // It waits for mail as long as the process has anything else to do.
  thread.unref();
  return { thread, ready: saidNext(thread) };
}

/** What a thread says next, or why it ended. */
function saidNext(thread: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    thread.removeAllListeners("message").removeAllListeners("error").removeAllListeners("exit");
    thread.once("message", resolve).once("error", reject).once("exit", reject);
  });
}
