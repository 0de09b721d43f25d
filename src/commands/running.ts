import type { ParseArgsOptionsConfig } from "node:util";
import { type ConsoleState, ensureConsole } from "../app/console-build.ts";
import { type HttpDoor, takeHttpPort, withDoor } from "../app/door.ts";
import { createLog } from "../app/log.ts";
import { type Serving, serve } from "../app/serve.ts";
import { work } from "../app/work.ts";
import { type App, openApp } from "../app.ts";
import { type Config, readConfig } from "../kernel/config.ts";
import { type CommandContext, exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import { aborted, type Host } from "./host.ts";
import { firstWorkspace } from "./local.ts";
import { readyLine, readyText } from "./ready.ts";
import { tellServedAt } from "./served-at.ts";
import { firstSignInUrl } from "./sign-in-link.ts";

/** Which parts a process runs. */
export interface Parts {
  readonly name: "start" | "serve" | "work";
  readonly serves: boolean;
  readonly works: boolean;
}

const servingFlags = {
  port: { type: "string" },
  "smtp-port": { type: "string" },
  host: { type: "string" },
  "no-console": { type: "boolean", default: false },
} as const;

const commonFlags = { "public-url": { type: "string" }, parent: { type: "boolean", default: false } } as const;

const settingOf: Readonly<Record<string, string>> = {
  port: "FAIRLEAD_HTTP_PORT",
  "smtp-port": "FAIRLEAD_SMTP_PORT",
  host: "FAIRLEAD_HOST",
  "public-url": "FAIRLEAD_PUBLIC_URL",
};

/** Runs parts of Fairlead until the process is told to stop, then closes them in reverse order. */
export async function runParts(host: Host, context: CommandContext, parts: Parts): Promise<number> {
  const flags = parts.serves ? { ...servingFlags, ...commonFlags } : commonFlags;
  const values = readFlags<ParseArgsOptionsConfig>(context.args, flags).values;
  const environment = { ...host.environment, ...settingsOf(values) };
  const config = readConfig(environment, { dataDir: context.dataDir });
  const ends = values["parent"] === true ? AbortSignal.any([host.stopped, host.parentGone()]) : host.stopped;
  const held: (() => Promise<void>)[] = [];
  try {
    await run({ host, context, parts, config, ends, held, values, publicUrl: environment["FAIRLEAD_PUBLIC_URL"] });
    return exitCodes.done;
  } finally {
    await closeAll(held);
  }
}

type Values = Readonly<Record<string, unknown>>;

interface Run {
  readonly host: Host;
  readonly context: CommandContext;
  readonly parts: Parts;
  readonly config: Config;
  readonly ends: AbortSignal;
  /** What was opened, in order; closed in reverse whatever happens. */
  readonly held: (() => Promise<void>)[];
  readonly values: Values;
  readonly publicUrl: string | undefined;
}

async function run(given: Run): Promise<void> {
  const { host, context, parts, ends, held } = given;
  const from = host.env.elapsedMs();
  const door = parts.serves ? await takeHttpPort(given.config) : undefined;
  if (door !== undefined) held.push(door.close);
  const consoleState = parts.serves && given.values["no-console"] !== true ? await builtConsole(host) : undefined;
  if (ends.aborted) return;
  const config = door === undefined ? given.config : withDoor(given.config, door, given.publicUrl);
  const { wall } = host.env;
  const log = createLog({ level: config.logLevel, process: parts.name, write: host.err, wall });
  const app = await openApp(config, host.env, log);
  held.push(app.close);
  const serving = door === undefined ? undefined : await opened(app, door, held);
  const working = parts.works ? startWork(app, held) : undefined;
  const signInUrl = serving === undefined ? null : await firstSignInUrl(app, await firstWorkspace(app));
  const ready = { name: parts.name, app, serving, signInUrl, consoleState, ms: host.env.elapsedMs() - from };
  host.out(context.json ? readyLine(ready) : readyText(ready));
  await (working === undefined ? aborted(ends) : Promise.race([aborted(ends), working]));
}

async function opened(app: App, door: HttpDoor, held: Run["held"]): Promise<Serving> {
  // The first workspace is there before the first request.
  await firstWorkspace(app);
  const serving = await serve(app, door);
  held.push(serving.close);
  const { dataDir, publicUrl } = app.resources.config;
  held.push(tellServedAt(dataDir, publicUrl));
  return serving;
}

function startWork(app: App, held: Run["held"]): Promise<void> {
  const stop = new AbortController();
  const working = work(app, stop.signal);
  held.push(async () => {
    stop.abort();
    await working;
  });
  return working;
}

async function builtConsole(host: Host): Promise<ConsoleState> {
  const state = await ensureConsole(host.environment, () =>
    host.err("building the console, which takes a moment the first time\n"),
  );
  if (state.state === "absent") host.err(`fairlead: ${state.says}; the API is served all the same\n`);
  return state;
}

/** Every step runs, also when one before it failed; the first failure is told. */
async function closeAll(held: Run["held"]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of held.toReversed()) {
    try {
      await close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}

function settingsOf(values: Values): Readonly<Record<string, string>> {
  const given = Object.entries(settingOf).flatMap(([flag, name]) => {
    const value = values[flag];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(given);
}
