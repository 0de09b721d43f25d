import { authenticate } from "../access/authenticate.ts";
import { signInWithLink, signInWithPassword, signOut } from "../access/sign-in.ts";
import { feedChannel } from "../activity/feed/stream.ts";
import { unsubscribeStyle } from "../activity/unsubscribe-page.ts";
import type { App } from "../app.ts";
import { type InboundServer, startInbound } from "../channel/smtp-in.ts";
import { newUuid } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import { problem } from "../kernel/problem.ts";
import { errorCode } from "../kernel/sql.ts";
import { listenFor } from "../kernel/wake.ts";
import { heartbeatEveryMs } from "../mailbox/heartbeat.ts";
import { createHttpApp } from "../surface/http/app.ts";
import type { Listening } from "../surface/http/listen.ts";
import { contentSecurityPolicy } from "../surface/http/security.ts";
import { style as signInStyle } from "../surface/http/sign-in-page.ts";
import { createMcpEndpoint } from "../surface/mcp/endpoint.ts";
import { consoleDir, hasConsole } from "./console-build.ts";
import { type HttpDoor, takeHttpPort } from "./door.ts";
import { feedRoute } from "./feed-route.ts";
import { createHookCounts, hookRoute } from "./hook-route.ts";
import { acceptsAddress, takeMail, tellReading } from "./inbound.ts";
import { mailRoute } from "./mail-route.ts";
import { metricsText } from "./metrics.ts";
import { readiness } from "./readiness.ts";
import { unsubscribeRoutes } from "./unsubscribe-routes.ts";

/** What a serving process listens on. */
export interface Serving {
  readonly http: Listening;
  readonly inbound: InboundServer;
  close(): Promise<void>;
}

/** Serves HTTP, MCP and the console, and takes in mail. The door is the HTTP port where it was taken beforehand. */
export async function serve(app: App, door?: HttpDoor): Promise<Serving> {
  const front = door ?? (await takeHttpPort(app.resources.config));
  try {
    return await serveAt(app, front);
  } catch (error) {
    if (door === undefined) await front.close();
    throw error;
  }
}

async function serveAt(app: App, door: HttpDoor): Promise<Serving> {
  const { config, env, log } = app.resources;
  const stop = new AbortController();
  const hearing = await listenFor(env, app.resources.db.root, feedChannel);
  const mcp = createMcpEndpoint({
    invoker: app.invoker,
    version: app.version,
    onFailure: (error) => log("error", "mcp.failure", { says: textOf(error) }),
  });
  const hooks = createHookCounts();
  const http = createHttpApp({
    version: app.version,
    invoker: app.invoker,
    authenticate: (credential, requestId) => authenticate(app.deps.access, credential, requestId),
    admit: (address) => app.rates.take(`address ${address}`, limits.requestsPerMinute * 10),
    signIn: {
      withLink: (token, address) => signInWithLink({ ...app.deps.access, rates: app.rates }, token, address),
      withPassword: (input, address) => signInWithPassword({ ...app.deps.access, rates: app.rates }, input, address),
      out: (caller) => signOut(app.deps.access, caller),
    },
    readiness: () => readiness(app.resources),
    metrics: async () => `${await metricsText(app.resources)}${hooks.text()}`,
    mcp: mcp.fetch,
    publicRoutes: [
      ...unsubscribeRoutes(app.deps.activity),
      hookRoute(app.deps.providers, app.rates, hooks, app.resources),
    ],
    guardedRoutes: [
      feedRoute({ db: app.resources.db, hearing, elapsedMs: env.elapsedMs }, stop.signal),
      mailRoute(app.deps.activity),
    ],
    publicUrl: config.publicUrl,
    hosts: [`${config.host}:${config.httpPort}`, `localhost:${config.httpPort}`],
    ...(hasConsole() ? { consoleDir } : {}),
    csp: contentSecurityPolicy([signInStyle, unsubscribeStyle]),
    newRequestId: () => newUuid(env),
    onFailure: (error, requestId) => log("error", "http.failure", { requestId, says: textOf(error) }),
  });
  const inbound = await listenForMail(app).catch(async (error: unknown) => {
    await hearing.close();
    throw error;
  });
  door.open(http.fetch);
  const beating = tellReading(app, heartbeatEveryMs, stop.signal);
  return {
    http: door.listening,
    inbound,
    close: async () => {
      stop.abort();
      await beating;
      await door.close();
      await hearing.close();
      await inbound.close();
      await mcp.close();
    },
  };
}

async function listenForMail(app: App): Promise<InboundServer> {
  const { config } = app.resources;
  try {
    return await startInbound({
      host: config.host,
      port: config.smtpInPort,
      limits: {
        mailMaxBytes: limits.mailMaxBytes,
        mailKeptBytes: limits.mailKeptBytes,
        smtpDeadlineMs: limits.smtpDeadlineMs,
        recipientsMax: 10,
        clientsMax: 50,
      },
      accepts: (address) => acceptsAddress(app, address),
      onMail: (mail) => takeMail(app, mail),
    });
  } catch (error) {
    const says = { EADDRINUSE: "is in use", EACCES: "may only be taken by root" }[errorCode(error)];
    if (says === undefined) throw error;
    const mend = "stop what uses it, or choose another with FAIRLEAD_SMTP_PORT or `--smtp-port` (0 takes any)";
    throw problem("conflict", `port ${config.smtpInPort} for mail ${says}: ${mend}`, { cause: error });
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
