import { createHash } from "node:crypto";
import { problem } from "../../kernel/problem.ts";
import type { HttpContext, HttpDeps } from "./deps.ts";
import { style } from "./sign-in-page.ts";

/** What a page may load: itself. No script is inline, and no style but those named here by their digest. */
export function contentSecurityPolicy(inlineStyles: readonly string[]): string {
  const digests = inlineStyles.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  return [
    "default-src 'self'",
    "script-src 'self'",
    ["style-src 'self'", ...digests].join(" "),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The policy where only the sign-in page has a style of its own, which must work before anything is built. */
export const defaultCsp = contentSecurityPolicy([style]);

/** Refuses a request that names another host: this is what stops DNS rebinding from a page in someone's browser. */
export function checkHost(deps: Pick<HttpDeps, "publicUrl" | "hosts">, host: string | undefined): void {
  const allowed = new Set([new URL(deps.publicUrl).hostname, ...deps.hosts, "localhost", "127.0.0.1", "[::1]"]);
  const name = hostnameOf(host);
  if (name === undefined || !allowed.has(name))
    throw problem("not_permitted", "the request names a host that is not this server's: set FAIRLEAD_PUBLIC_URL");
}

/** Refuses a browser's request that another site caused; a request without an origin is no browser's. */
export function checkOrigin(deps: Pick<HttpDeps, "publicUrl">, headers: Headers): void {
  const origin = headers.get("origin");
  if (origin === null) return;
  const own = [new URL(deps.publicUrl).host, headers.get("host")];
  if (!URL.canParse(origin) || !own.includes(new URL(origin).host))
    throw problem("not_permitted", "the request comes from another site");
}

/** Writes by cookie need an origin and a header that no form and no other site can send. */
export function checkCsrf(deps: Pick<HttpDeps, "publicUrl">, headers: Headers): void {
  if (headers.get("origin") === null && headers.get("sec-fetch-site") !== "same-origin")
    throw problem("not_permitted", "a write by session must name its origin");
  checkOrigin(deps, headers);
  if ((headers.get("x-fairlead-csrf") ?? "") === "")
    throw problem("not_permitted", "a write by session needs the header `x-fairlead-csrf`");
}

/** Sets the headers that every reply carries. A page for a frame has a policy of its own, and only our own pages may show it. */
export function setSecurityHeaders(deps: Pick<HttpDeps, "csp" | "publicUrl">, c: HttpContext): void {
  const framePolicy = c.get("framePolicy");
  c.header("content-security-policy", framePolicy ?? deps.csp ?? defaultCsp);
  c.header("x-content-type-options", "nosniff");
  c.header("x-frame-options", framePolicy === undefined ? "DENY" : "SAMEORIGIN");
  c.header("referrer-policy", "same-origin");
  c.header("cross-origin-opener-policy", "same-origin");
  c.header("cross-origin-resource-policy", "same-origin");
  c.header("permissions-policy", "camera=(), microphone=(), geolocation=()");
  if (isSecure(deps)) c.header("strict-transport-security", "max-age=31536000");
}

/** Whether people reach this server over TLS. */
export function isSecure(deps: Pick<HttpDeps, "publicUrl">): boolean {
  return new URL(deps.publicUrl).protocol === "https:";
}

function hostnameOf(host: string | undefined): string | undefined {
  const url = `http://${host ?? ""}`;
  return host !== undefined && URL.canParse(url) ? new URL(url).hostname : undefined;
}
