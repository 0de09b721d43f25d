import type { Env } from "../kernel/env.ts";
import type { CommandContext } from "../surface/cli/deps.ts";

/** The process that a command runs in: its words out, its environment, and when it is told to end. */
export interface Host {
  readonly env: Env;
  readonly environment: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  /** Aborted by the first SIGINT or SIGTERM; the second one ends the process at once. */
  readonly stopped: AbortSignal;
  /** Aborted when the standard input ends: how a child learns that its parent is gone. */
  parentGone(): AbortSignal;
}

/** What a command does; gives the exit code. */
export type RunCommand = (host: Host, context: CommandContext) => Promise<number>;

/** The host of this process. */
export function processHost(env: Env, environment: Host["environment"]): Host {
  const stop = new AbortController();
  const onSignal = (signal: NodeJS.Signals): void => {
    if (stop.signal.aborted) process.exit(signal === "SIGINT" ? 130 : 143);
    stop.abort();
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  // A reader that has enough, such as `head`, closes the pipe: nothing is left to say.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(0);
  });
  return {
    env,
    environment,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    stopped: stop.signal,
    parentGone: () => {
      const gone = new AbortController();
      for (const event of ["end", "close", "error"]) process.stdin.once(event, () => gone.abort());
      process.stdin.resume();
      // Waiting for the parent must not keep the process when all else has ended; a file has nothing to let go of.
      process.stdin.unref?.();
      return gone.signal;
    },
  };
}

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
