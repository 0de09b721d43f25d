import { handlersOf } from "../../src/app/work.ts";
import { type App, openApp } from "../../src/app.ts";
import type { MailChannel } from "../../src/channel/port.ts";
import { readConfig } from "../../src/kernel/config.ts";
import { systemEnv } from "../../src/kernel/env.ts";
import type { ConnectionTarget } from "../../src/kernel/sql.ts";
import { runWorker } from "../../src/kernel/worker.ts";

/** What a worker that is going to be killed is told. */
export interface CrashChild {
  readonly target: ConnectionTarget;
  readonly dataDir: string;
  readonly publicUrl: string;
  /** Where it stops around the conversation: with the attempt on record, or with its result in hand. */
  readonly stopsAt: "handed" | "answered" | null;
}

/** Works like a worker process until it is killed, on the database and the keys of the test. */
const told = JSON.parse(process.argv[2] ?? "") as CrashChild;
const env = systemEnv();
const config = readConfig({ FAIRLEAD_LOG: "silent", FAIRLEAD_PUBLIC_URL: told.publicUrl }, { dataDir: told.dataDir });
const app = await openApp(
  config,
  env,
  () => undefined,
  async () => ({
    kind: "external",
    major: null,
    target: told.target,
    revive: async () => undefined,
    close: async () => undefined,
  }),
);
await runWorker(
  {
    env,
    db: app.resources.db,
    owner: `test ${process.pid} child`,
    handlers: handlersOf(stopping(app, told.stopsAt)),
    log: () => undefined,
  },
  new AbortController().signal,
);

/** The same app with a channel that says a line where it stops, and stays there for ever. */
function stopping(whole: App, stopsAt: CrashChild["stopsAt"]): App {
  const { dispatch } = whole.deps;
  const stop = (): Promise<never> => {
    process.stdout.write(`${stopsAt}\n`);
    return new Promise(() => undefined);
  };
  const channel: MailChannel = {
    send: async (permit, route, mail) => {
      if (stopsAt === "handed") return stop();
      const result = await dispatch.channel.send(permit, route, mail);
      return stopsAt === "answered" ? stop() : result;
    },
  };
  return { ...whole, deps: { ...whole.deps, dispatch: { ...dispatch, channel } } };
}
