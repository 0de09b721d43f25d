import type { Hono } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { Problem, problem } from "../../kernel/problem.ts";
import { callerOf, cookieName } from "./caller.ts";
import { addressOf, type HttpContext, type HttpDeps, type HttpEnv } from "./deps.ts";
import { checkOrigin, isSecure } from "./security.ts";
import { signInPage } from "./sign-in-page.ts";

/**
 * Signing in and out. A link opens a page with a button, because mail scanners and chat previews follow links: only the
 * button's POST uses the link up.
 */
export function addSignInRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  app.get("/sign-in", (c) => c.html(signInPage({ token: c.req.query("token") })));
  app.post("/sign-in", (c) => signInByForm(deps, c));
  app.get("/v1/session", async (c) =>
    c.json((await deps.invoker.call("session.whoami", {}, await callerOf(deps, c))) as object),
  );
  app.post("/v1/session", async (c) => {
    checkOrigin(deps, c.req.raw.headers);
    const body = await jsonBody(c);
    const session = await deps.signIn.withPassword(
      { email: textOf(body, "email"), password: textOf(body, "password") },
      addressOf(c),
    );
    setSession(deps, c, session);
    return c.json({ done: true });
  });
  app.delete("/v1/session", async (c) => {
    await deps.signIn.out(await callerOf(deps, c));
    deleteCookie(c, cookieName(deps), { path: "/", secure: isSecure(deps) });
    return c.json({ done: true });
  });
}

async function signInByForm(deps: HttpDeps, c: HttpContext): Promise<Response> {
  checkOrigin(deps, c.req.raw.headers);
  const form = new URLSearchParams(await c.req.text());
  const token = form.get("token");
  try {
    const session =
      token === null
        ? await deps.signIn.withPassword(
            { email: form.get("email") ?? "", password: form.get("password") ?? "" },
            addressOf(c),
          )
        : await deps.signIn.withLink(token, addressOf(c));
    setSession(deps, c, session);
    return c.redirect("/", 303);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return c.html(signInPage({ refusal: error.message }), error.status as 401);
  }
}

function setSession(deps: HttpDeps, c: HttpContext, token: string): void {
  setCookie(c, cookieName(deps), token, { httpOnly: true, sameSite: "Lax", path: "/", secure: isSecure(deps) });
}

async function jsonBody(c: HttpContext): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await c.req.json();
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch (error) {
    throw problem("invalid_input", "the body must be JSON", { cause: error });
  }
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value !== "string")
    throw problem("invalid_input", "1 field is not valid", {
      errors: [{ path: `/${name}`, message: "expected a text" }],
    });
  return value;
}
