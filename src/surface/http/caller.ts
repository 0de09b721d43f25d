import { getCookie } from "hono/cookie";
import type { Caller } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { HttpContext, HttpDeps } from "./deps.ts";
import { checkCsrf, isSecure } from "./security.ts";

/** The cookie of a console session; the `__Host-` form holds it to this host, where TLS allows that. */
export function cookieName(deps: Pick<HttpDeps, "publicUrl">): string {
  return isSecure(deps) ? "__Host-fairlead" : "fairlead";
}

/** Who sent a request, by key or by cookie. A write by cookie must also prove that no other site caused it. */
export async function callerOf(deps: HttpDeps, c: HttpContext): Promise<Caller> {
  const requestId = c.get("requestId");
  const key = bearerOf(c);
  if (key !== undefined) return deps.authenticate({ kind: "key", token: key }, requestId);
  const session = getCookie(c, cookieName(deps));
  if (session === undefined)
    throw problem("unauthenticated", "send `Authorization: Bearer <API key>` or sign in to the console");
  if (c.req.method !== "GET" && c.req.method !== "HEAD") checkCsrf(deps, c.req.raw.headers);
  return deps.authenticate({ kind: "session", token: session }, requestId);
}

/** Who sent a request that only a key may send. */
export async function callerByKey(deps: HttpDeps, c: HttpContext): Promise<Caller> {
  const key = bearerOf(c);
  if (key === undefined) throw problem("unauthenticated", "send `Authorization: Bearer <API key>`");
  return deps.authenticate({ kind: "key", token: key }, c.get("requestId"));
}

function bearerOf(c: HttpContext): string | undefined {
  return /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
}
