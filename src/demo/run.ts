import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createSignInLink } from "../access/sign-in-link.ts";
import { createLog } from "../app/log.ts";
import { type App, openApp } from "../app.ts";
import { createClient } from "../client/client.ts";
import type { Config } from "../kernel/config.ts";
import type { Env } from "../kernel/env.ts";
import { Transient } from "../kernel/problem.ts";
import { isConnectionLost } from "../kernel/sql.ts";
import type { Actors } from "./actors.ts";
import { patient } from "./patient.ts";
import { type Part, startPart } from "./processes.ts";
import type { Progress } from "./progress.ts";
import { setUp } from "./set-up.ts";
import { setting, words } from "./setting.ts";
import { type DemoState, marketArguments, openState } from "./state.ts";
import { createWorldClient } from "./world-client.ts";

/** Everything that a running demo holds. */
export interface Stage {
  readonly app: App;
  readonly dataDir: string;
  readonly state: DemoState;
  readonly actors: Actors;
  readonly url: string;
  signInLink(): Promise<string>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly dataDir: string;
  readonly env: Env;
  readonly seed: string;
  readonly rows: number;
  readonly market?: string | undefined;
  readonly progress: Progress;
}

const setUpTriesMax = 20;
const source = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Starts every part on a data folder, new or left behind, and sets the stage. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { dataDir, env, progress } = options;
  let state = await openState(dataDir, {
    seed: options.seed,
    rows: options.rows,
    ...(options.market === undefined ? {} : { market: resolve(options.market) }),
  });
  const url = `http://127.0.0.1:${state.httpPort}`;
  progress.step("starting PostgreSQL");
  const app = await openedApp(options, state, url);
  const parts: Part[] = [];
  try {
    progress.step("importing the CRM export");
    state = await settledStage(app, dataDir, state);
    progress.step("starting app, worker and market");
    const world = createWorldClient(state.worldControlPort, (ms) => env.sleep(ms));
    parts.push(
      ...startParts(options, state, url, async () => {
        await world.clock(await app.resources.db.now());
        await world.route({ replyPort: state.smtpPort, oneClickOrigin: url });
      }),
    );
    await Promise.all(parts.map((part) => part.ready()));
    return {
      app,
      dataDir,
      state,
      url,
      actors: { ...actorsOf(env, state, url), world },
      signInLink: async () => {
        if (state.workspaceId === undefined || state.adminId === undefined) throw new Error("the stage is not set");
        return `${url}${(await createSignInLink(app.deps.access, state.workspaceId, state.adminId)).path}`;
      },
      close: async () => {
        for (const part of parts.reverse()) await part.stop();
        await app.close();
      },
    };
  } catch (error) {
    for (const part of parts) await part.stop();
    await app.close();
    throw error;
  }
}

/** Sets the stage, from the beginning where the database went away meanwhile: what is there already is left as it is. */
async function settledStage(app: App, dataDir: string, given: DemoState): Promise<DemoState> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await setUp(app, dataDir, tries === 1 ? given : await openState(dataDir, given));
    } catch (error) {
      if (!(error instanceof Transient || isConnectionLost(error)) || tries >= setUpTriesMax) throw error;
      await app.resources.server.revive();
    }
  }
}

/** The demo's own process on the data folder: it sets the stage and moves the clock. */
function openedApp({ dataDir, env }: StageOptions, state: DemoState, url: string): Promise<App> {
  const config: Config = {
    dataDir,
    databaseUrl: process.env["DATABASE_URL"],
    host: "127.0.0.1",
    httpPort: state.httpPort,
    smtpInPort: state.smtpPort,
    publicUrl: url,
    outboundAllow: [],
    replyModel: null,
    logLevel: "silent",
  };
  const write = (line: string): boolean => process.stderr.write(line);
  return openApp(config, env, createLog({ level: "silent", process: "demo", write, wall: () => env.wall() }));
}

function startParts(
  { env, dataDir, progress }: StageOptions,
  state: DemoState,
  url: string,
  onWorld: () => Promise<void>,
): readonly Part[] {
  const variables = {
    FAIRLEAD_DATA: dataDir,
    FAIRLEAD_HTTP_PORT: String(state.httpPort),
    FAIRLEAD_SMTP_PORT: String(state.smtpPort),
    FAIRLEAD_PUBLIC_URL: url,
  };
  const common = { env, dataDir, log: progress.note };
  const world = [
    source("world/main.ts"),
    ...["--data", dataDir, "--seed", state.seed, "--rows", String(state.rows), "--now", String(setting.startsAt)],
    ...["--smtp-port", String(state.worldSmtpPort), "--control-port", String(state.worldControlPort)],
    ...[
      "--reply-port",
      String(state.smtpPort),
      "--fbl",
      `fbl@${setting.domain}`,
      "--one-click-origin",
      url,
      "--tick-ms",
      String(setting.stepMs),
    ],
    ...marketArguments(state),
  ];
  return [
    startPart({ ...common, name: "app", args: [source("main.ts"), "serve", "--parent", "--json"], variables }),
    startPart({ ...common, name: "worker", args: [source("main.ts"), "work", "--parent", "--json"], variables }),
    startPart({ ...common, name: "world", args: world, variables: {}, onReady: onWorld }),
  ];
}

function actorsOf(env: Env, state: DemoState, url: string): Omit<Actors, "world"> {
  if (state.keys === undefined || state.sequenceId === undefined) throw new Error("the stage is not set");
  const clientOf = (token: string) => createClient({ url, token, fetch: patient(env) });
  const agent = {
    sequenceId: state.sequenceId,
    ownWords: words.own,
    roundMax: setting.agentRoundMax,
    parallel: 16,
    readsContext: true,
  };
  return {
    agent: { ...agent, client: clientOf(state.keys.agent) },
    eager: { ...agent, readsContext: false, client: clientOf(state.keys.eager) },
    approver: clientOf(state.keys.approver),
    executive: clientOf(state.keys.admin),
  };
}

/** Where the export of a demo is left. */
export function exportFolder(dataDir: string): string {
  return join(dataDir, "export");
}
