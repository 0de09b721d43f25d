import type { Operation } from "../../kernel/operation.ts";
import { type Fault, problem } from "../../kernel/problem.ts";
import { coerce } from "../coerce.ts";
import { fieldsOf, type JsonSchema, pathFields, schemasOf } from "../schema.ts";
import { callerOf } from "./caller.ts";
import type { HttpContext, HttpDeps } from "./deps.ts";

/** Serves one operation: path, query or body become its input, the answer becomes the reply. */
export function operationRoute(deps: HttpDeps, operation: Operation): (c: HttpContext) => Promise<Response> {
  const fields = fieldsOf(schemasOf(operation).input);
  const inPath = pathFields(operation.path);
  return async (c) => {
    const caller = await callerOf(deps, c);
    const params = Object.fromEntries(inPath.map((name) => [name, c.req.param(name)]));
    const rest = operation.method === "GET" ? queryInput(c, fields) : await bodyInput(c);
    const input = joined(params, rest);
    const answer = await deps.invoker.call(operation.name, input, caller, idempotencyKeyOf(c));
    c.header("cache-control", "no-store");
    return c.json(answer as object, operation.status);
  };
}

function queryInput(c: HttpContext, fields: Readonly<Record<string, JsonSchema>>): Record<string, unknown> {
  const entries = Object.entries(c.req.queries()).map(([name, texts]) => [name, coerce(texts, fields[name])]);
  return Object.fromEntries(entries);
}

async function bodyInput(c: HttpContext): Promise<unknown> {
  const unread = Object.keys(c.req.queries());
  if (unread.length > 0) {
    throw problem("invalid_input", "this operation reads its body, not the query", {
      errors: unread.map((name) => ({ path: `/${name}`, message: "send this field in the JSON body" })),
    });
  }
  const text = await c.req.text();
  if (text.trim() === "") return {};
  if (!/^application\/json\b/i.test(c.req.header("content-type") ?? ""))
    throw problem("invalid_input", "the body must be JSON with `content-type: application/json`");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem("invalid_input", `the body is not JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** A field that stands in the path may stand in the body too, if it says the same. */
function joined(params: Readonly<Record<string, unknown>>, rest: unknown): unknown {
  if (Object.keys(params).length === 0) return rest;
  if (typeof rest !== "object" || rest === null || Array.isArray(rest)) return rest;
  const body = rest as Record<string, unknown>;
  const faults: Fault[] = Object.entries(params)
    .filter(([name, value]) => name in body && body[name] !== value)
    .map(([name]) => ({ path: `/${name}`, message: "differs from the same field in the path" }));
  if (faults.length > 0)
    throw problem("invalid_input", "the path and the body name different things", { errors: faults });
  return { ...body, ...params };
}

function idempotencyKeyOf(c: HttpContext): string | undefined {
  const key = c.req.header("idempotency-key");
  if (key !== undefined && (key === "" || key.length > 200))
    throw problem("invalid_input", "the header `Idempotency-Key` must have 1 to 200 characters");
  return key;
}
