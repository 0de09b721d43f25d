import type { App } from "../app.ts";
import type { ImapDeps } from "../channel/imap-in.ts";
import { limits } from "../kernel/limits.ts";
import { type Hearing, listenFor } from "../kernel/wake.ts";
import { mailboxNews } from "../mailbox/deps.ts";
import { leaveReading, mailboxesToRead, takeReading } from "../mailbox/reading.ts";
import { type MailboxAt, readOne } from "./mailbox-reader.ts";

/** How often it is looked whether a mailbox was connected, changed or left. */
const lookEveryMs = 2_000;

/** Waits of reading, where others than the product's are wanted. */
export type ReadingPace = Omit<ImapDeps, "sleep"> & { readonly lookEveryMs?: number };

interface Running extends MailboxAt {
  readonly stop: AbortController;
  readonly done: Promise<void>;
  keptAt: number;
}

/**
 * Reads every mailbox that has IMAP until the signal, each by one process at a time and up to a number of connections. New
 * settings begin a new reader; a process that dies leaves its mailboxes to others when its lease has run out.
 */
export async function readMailboxes(
  app: App,
  owner: string,
  signal: AbortSignal,
  pace: ReadingPace = {},
): Promise<void> {
  const { db, env, log } = app.resources;
  const running = new Map<string, Running>();
  const news = await listenFor(env, db.root, mailboxNews);
  while (!signal.aborted) {
    try {
      await look(app, owner, running, pace, news);
    } catch (error) {
      log("warn", "mailbox.readers", { says: error instanceof Error ? error.message : String(error) });
    }
    await env.sleep(pace.lookEveryMs ?? lookEveryMs, signal);
  }
  await Promise.all([...running.values()].map((one) => end(app, owner, one)));
  await news.close();
}

async function look(
  app: App,
  owner: string,
  running: Map<string, Running>,
  pace: ReadingPace,
  news: Hearing,
): Promise<void> {
  const { db, env } = app.resources;
  const wanted = new Set<string>();
  for (const workspaceId of await db.workspaces()) {
    for (const { id: mailboxId, settingsVersion } of await db.read(workspaceId, mailboxesToRead)) {
      const key = `${mailboxId} ${settingsVersion}`;
      wanted.add(key);
      const one = running.get(key);
      const isKept = one !== undefined && env.elapsedMs() - one.keptAt < limits.imapLeaseMs / 3;
      if (isKept || (one === undefined && running.size >= limits.imapConnectionsMax)) continue;
      if (!(await takeReading(app.resources, workspaceId, mailboxId, owner))) wanted.delete(key);
      else if (one !== undefined) one.keptAt = env.elapsedMs();
      else
        running.set(
          key,
          start(app, { workspaceId, mailboxId }, pace, news, () => running.delete(key)),
        );
    }
  }
  for (const [key, one] of running) {
    if (wanted.has(key)) continue;
    running.delete(key);
    one.stop.abort();
    await one.done;
  }
}

function start(app: App, at: MailboxAt, pace: ReadingPace, news: Hearing, onEnd: () => void): Running {
  const { env, log } = app.resources;
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    try {
      await readOne(app, at, stop.signal, pace, news);
    } catch (error) {
      log("error", "mailbox.reader", {
        mailbox: at.mailboxId,
        says: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    } finally {
      onEnd();
    }
  };
  return { ...at, stop, done: run(), keptAt: env.elapsedMs() };
}

async function end(app: App, owner: string, one: Running): Promise<void> {
  one.stop.abort();
  await one.done;
  try {
    await leaveReading(app.resources, one.workspaceId, one.mailboxId, owner);
  } catch (error) {
    // The lease runs out by itself.
    app.resources.log("warn", "mailbox.lease", { says: error instanceof Error ? error.message : String(error) });
  }
}
