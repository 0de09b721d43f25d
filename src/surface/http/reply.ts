import { Problem, problem, problemDocument, Transient } from "../../kernel/problem.ts";
import type { HttpContext, HttpDeps } from "./deps.ts";

/** The reply for any failure: the document of RFC 9457; a bug shows only the request id. */
export function problemReply(deps: Pick<HttpDeps, "onFailure">, c: HttpContext, error: unknown): Response {
  const requestId = c.get("requestId");
  if (!(error instanceof Problem) && !(error instanceof Transient)) deps.onFailure(error, requestId);
  const document = problemDocument(error);
  c.header("content-type", "application/problem+json");
  if (document.status === 401) c.header("www-authenticate", 'Bearer realm="fairlead"');
  if (document.retryAfterMs !== undefined) c.header("retry-after", String(Math.ceil(document.retryAfterMs / 1000)));
  return c.body(JSON.stringify({ ...document, instance: requestId }), document.status as 400);
}

/** What is said of a path that leads nowhere. */
export function noSuchPath(method: string, path: string): Problem {
  return problem("not_found", `there is no \`${method} ${path}\`: /openapi.json lists every path`);
}
