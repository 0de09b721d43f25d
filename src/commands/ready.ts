import type { ConsoleState } from "../app/console-build.ts";
import type { Serving } from "../app/serve.ts";
import type { App } from "../app.ts";
import type { Parts } from "./running.ts";

/** What a process says when it is ready. */
export interface Ready {
  readonly name: Parts["name"];
  readonly app: App;
  readonly serving: Serving | undefined;
  readonly signInUrl: string | null;
  readonly consoleState: ConsoleState | undefined;
  readonly ms: number;
}

/** One line of JSON, for a parent that waits for it. */
export function readyLine({ name, app, serving, signInUrl, ms }: Ready): string {
  const { config } = app.resources;
  const ports = serving === undefined ? {} : { httpPort: serving.http.port, smtpPort: serving.inbound.port };
  const urls = serving === undefined ? {} : { url: serving.http.url, publicUrl: config.publicUrl, signInUrl };
  const said = { ready: name, pid: process.pid, ...ports, ...urls, dataDir: config.dataDir, ms: Math.round(ms) };
  return `${JSON.stringify(said)}\n`;
}

/** The same for a person. */
export function readyText({ name, app, serving, signInUrl, consoleState, ms }: Ready): string {
  const { config, server } = app.resources;
  const rows: (readonly [string, string])[] = [];
  if (serving !== undefined) {
    const label = consoleState?.state === "absent" ? "API" : "console";
    rows.push([label, config.publicUrl]);
    if (signInUrl !== null)
      rows.push(["sign in", `${signInUrl}  (works once; \`fairlead sign-in link\` makes another)`]);
    rows.push(["mail in", `${config.host}:${serving.inbound.port}`]);
  }
  if (name === "serve") rows.push(["sending", "not here: `fairlead work` sends"]);
  const database = server.kind === "external" ? "a server by DATABASE_URL" : `PostgreSQL ${server.major}, embedded`;
  rows.push(["data", `${config.dataDir}  (${database})`]);
  const lines = rows.map(([left, right]) => `  ${left.padEnd(8)} ${right}`);
  return `Fairlead ${app.version} is ready (${name}, ${(ms / 1_000).toFixed(1)} s)\n\n${lines.join("\n")}\n\nCtrl-C stops it.\n`;
}
