import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { limits } from "../../kernel/limits.ts";
import { problem } from "../../kernel/problem.ts";
import { openApiDocument } from "../openapi/document.ts";
import { callerByKey, callerOf } from "./caller.ts";
import { consoleReply } from "./console-files.ts";
import { addressOf, type HttpContext, type HttpDeps, type HttpEnv } from "./deps.ts";
import { operationRoute } from "./operation-route.ts";
import { noSuchPath, problemReply } from "./reply.ts";
import { checkHost, checkOrigin, setSecurityHeaders } from "./security.ts";
import { addSignInRoutes } from "./sign-in-routes.ts";

/** The HTTP server as a web-standard app: every operation on its path, and what surrounds them. */
export function createHttpApp(deps: HttpDeps): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.onError((error, c) => problemReply(deps, c, error));
  app.notFound((c) => elsewhere(deps, c));
  app.use(async (c, next) => {
    c.set("requestId", deps.newRequestId());
    await next();
    // Afterwards, because a route may answer with a response of its own, which would lose headers set before.
    c.header("x-request-id", c.get("requestId"));
    setSecurityHeaders(deps, c);
  });
  addHealthRoutes(app, deps);
  app.use(async (c, next) => {
    checkHost(deps, c.req.header("host") ?? new URL(c.req.url).host);
    deps.admit(addressOf(c));
    await next();
  });
  app.use(bodyOf(limits.requestBodyMaxBytes));
  for (const path of ["/sign-in", "/v1/session"]) app.use(path, bodyOf(limits.openBodyMaxBytes));
  for (const route of deps.publicRoutes)
    app.use(honoPath(route.path), bodyOf(route.bodyMaxBytes ?? limits.openBodyMaxBytes));
  addSignInRoutes(app, deps);
  addMachineRoutes(app, deps);
  for (const route of deps.publicRoutes)
    app.on(route.method, honoPath(route.path), (c) =>
      route.handle(c.req.raw, { params: paramsOf(c), requestId: c.get("requestId") }),
    );
  for (const route of deps.guardedRoutes)
    app.on(route.method, honoPath(route.path), async (c) => {
      const caller = await callerOf(deps, c);
      if (!caller.scopes.has(route.scope))
        throw problem("not_permitted", `\`${route.path}\` needs the scope \`${route.scope}\``);
      const answer = await route.handle(c.req.raw, { params: paramsOf(c), caller });
      if (route.framePolicy !== undefined) c.set("framePolicy", route.framePolicy);
      return answer;
    });
  for (const operation of deps.invoker.operations)
    app.on(operation.method, honoPath(operation.path), operationRoute(deps, operation));
  return app;
}

function addHealthRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  app.get("/healthz", (c) => c.text("ok\n"));
  app.get("/readyz", async (c) => {
    const checks = await deps.readiness();
    const isReady = checks.every((check) => check.isOk);
    return c.json({ ready: isReady, checks }, isReady ? 200 : 503);
  });
}

function addMachineRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  const document = JSON.stringify(
    openApiDocument(deps.invoker.operations, { version: deps.version, url: deps.publicUrl }),
  );
  app.get("/openapi.json", (c) => c.body(document, 200, { "content-type": "application/json" }));
  app.get("/metrics", async (c) =>
    c.body(await deps.metrics(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
  app.all("/mcp", async (c) => {
    checkOrigin(deps, c.req.raw.headers);
    return deps.mcp(c.req.raw, await callerByKey(deps, c));
  });
}

async function elsewhere(deps: HttpDeps, c: HttpContext): Promise<Response> {
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (deps.consoleDir !== undefined && isRead && !c.req.path.startsWith("/v1/")) {
    const reply = await consoleReply(deps.consoleDir, c);
    if (reply !== undefined) return reply;
  }
  return problemReply(deps, c, noSuchPath(c.req.method, c.req.path));
}

function bodyOf(maxBytes: number): ReturnType<typeof bodyLimit> {
  const says = `a request body may have at most ${maxBytes} bytes`;
  return bodyLimit({
    maxSize: maxBytes,
    onError: () => {
      throw problem("too_large", says);
    },
  });
}

function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function paramsOf(c: HttpContext): Readonly<Record<string, string>> {
  return c.req.param() as Record<string, string>;
}
