import type { ProblemDocument } from "../kernel/problem.ts";
import type { CallOptions } from "./call.ts";
import type { Client } from "./client.gen.ts";
import { ProblemError } from "./problem-error.ts";
import { type Route, routes } from "./routes.gen.ts";

/** Where the server is and the API key to show it. */
export interface ClientOptions {
  readonly url: string;
  readonly token: string;
  /** The fetch to use; the global one when left out. */
  readonly fetch?: typeof fetch;
}

/** Calls an operation by name: what the typed client is made of, and what generic tools use. */
export type CallByName = (name: string, input?: unknown, options?: CallOptions) => Promise<unknown>;

/** A typed client: `client.actions.propose({ ... })`. Throws `ProblemError` for every problem. */
export function createClient(options: ClientOptions): Client {
  const call = createCaller(options);
  const client: Record<string, Record<string, unknown>> = {};
  for (const name of Object.keys(routes)) {
    const [noun = "", verb = ""] = name.split(".");
    client[noun] = { ...client[noun], [verb]: (input?: unknown, how?: CallOptions) => call(name, input, how) };
  }
  return client as unknown as Client;
}

/** The untyped form of the client. */
export function createCaller(options: ClientOptions): CallByName {
  const base = options.url.replace(/\/+$/, "");
  const send = options.fetch ?? fetch;
  return async (name, input = {}, how = {}) => {
    const route = (routes as Readonly<Record<string, Route>>)[name];
    if (route === undefined) throw new TypeError(`there is no operation \`${name}\``);
    const { path, rest } = filled(route, input);
    const isGet = route.method === "GET";
    const response = await send(`${base}${path}${isGet ? queryOf(rest) : ""}`, {
      method: route.method,
      headers: {
        authorization: `Bearer ${options.token}`,
        accept: "application/json",
        ...(isGet ? {} : { "content-type": "application/json" }),
        ...(how.idempotencyKey === undefined ? {} : { "idempotency-key": how.idempotencyKey }),
      },
      ...(isGet ? {} : { body: JSON.stringify(rest) }),
      ...(how.signal === undefined ? {} : { signal: how.signal }),
    });
    const answer = await bodyOf(response);
    if (!response.ok) throw new ProblemError(answer as ProblemDocument);
    return answer;
  };
}

/** Moves the fields that the path names into it; a missing one becomes `-`, which the server refuses by name. */
function filled(route: Route, input: unknown): { readonly path: string; readonly rest: unknown } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return { path: route.path, rest: input };
  const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) };
  const path = route.path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = rest[field];
    delete rest[field];
    return encodeURIComponent(typeof value === "string" && value !== "" ? value : "-");
  });
  return { path, rest };
}

function queryOf(input: unknown): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((input ?? {}) as Record<string, unknown>)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) query.append(name, typeof one === "object" ? JSON.stringify(one) : String(one));
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The JSON of a reply; what is not JSON (a proxy's page) becomes a problem of its own. */
async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ProblemError({
      type: "urn:fairlead:problem:internal",
      title: "The reply is not Fairlead's",
      status: response.status,
      code: "internal",
      detail: `the reply with status ${response.status} is not JSON: is \`${new URL(response.url).origin}\` a Fairlead server?`,
    });
  }
}
