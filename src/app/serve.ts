import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { authenticate } from "../access/authenticate.ts";
import { signInWithLink, signInWithPassword, signOut } from "../access/sign-in.ts";
import type { App } from "../app.ts";
import { type InboundServer, startInbound } from "../channel/smtp-in.ts";
import { newUuid } from "../kernel/ids.ts";
import { limits } from "../kernel/limits.ts";
import { heartbeatEveryMs } from "../mailbox/heartbeat.ts";
import { createHttpApp } from "../surface/http/app.ts";
import { type Listening, listenHttp } from "../surface/http/listen.ts";
import { createMcpEndpoint } from "../surface/mcp/endpoint.ts";
import { acceptsAddress, takeMail, tellReading } from "./inbound.ts";
import { metricsText } from "./metrics.ts";
import { readiness } from "./readiness.ts";
import { unsubscribeRoutes } from "./unsubscribe-routes.ts";

/** What a serving process listens on. */
export interface Serving {
  readonly http: Listening;
  readonly inbound: InboundServer;
  close(): Promise<void>;
}

const consoleDir = fileURLToPath(new URL("../../dist/console", import.meta.url));

/** Serves HTTP, MCP and the console, and takes in mail. */
export async function serve(app: App): Promise<Serving> {
  const { config, env, log } = app.resources;
  const mcp = createMcpEndpoint({
    invoker: app.invoker,
    version: app.version,
    onFailure: (error) => log("error", "mcp.failure", { says: textOf(error) }),
  });
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
    metrics: () => metricsText(app.resources),
    mcp: mcp.fetch,
    publicRoutes: unsubscribeRoutes(app.deps.activity),
    guardedRoutes: [],
    publicUrl: config.publicUrl,
    hosts: [`${config.host}:${config.httpPort}`, `localhost:${config.httpPort}`],
    ...(existsSync(consoleDir) ? { consoleDir } : {}),
    newRequestId: () => newUuid(env),
    onFailure: (error, requestId) => log("error", "http.failure", { requestId, says: textOf(error) }),
  });
  const stop = new AbortController();
  const inbound = await startInbound({
    host: config.host,
    port: config.smtpInPort,
    limits: {
      mailMaxBytes: limits.mailMaxBytes,
      smtpDeadlineMs: limits.smtpDeadlineMs,
      recipientsMax: 10,
      clientsMax: 50,
    },
    accepts: (address) => acceptsAddress(app, address),
    onMail: (mail) => takeMail(app, mail),
  });
  const listening = await listenHttp(http, { host: config.host, port: config.httpPort });
  const beating = tellReading(app, heartbeatEveryMs, stop.signal);
  return {
    http: listening,
    inbound,
    close: async () => {
      stop.abort();
      await beating;
      await listening.close();
      await inbound.close();
      await mcp.close();
    },
  };
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
