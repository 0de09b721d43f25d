import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Invoker } from "../../kernel/invoke.ts";
import type { Caller } from "../../kernel/operation.ts";

/** One thing that must be well before this process takes work. */
export interface ReadinessCheck {
  readonly name: string;
  readonly isOk: boolean;
  readonly says: string;
}

/** A route that is no operation and needs no credential, such as the one-click unsubscribe link in a mail. */
export interface PublicRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** The largest body that it takes, where that is not the little that an unnamed caller may send. */
  readonly bodyMaxBytes?: number;
  handle(request: Request, context: { readonly params: Params; readonly requestId: string }): Promise<Response>;
}

/** A route that is no operation but needs a scope, such as a streamed export. */
export interface GuardedRoute {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly scope: string;
  /** For a page that our own console shows in a frame: the content security policy that it has in place of the console's. */
  readonly framePolicy?: string;
  handle(request: Request, context: { readonly params: Params; readonly caller: Caller }): Promise<Response>;
}

export type Params = Readonly<Record<string, string>>;

/** What a request shows to prove who sent it. */
export interface Credential {
  readonly kind: "key" | "session";
  readonly token: string;
}

/** Everything that the HTTP surface stands on; it knows no block, only operations and these functions. */
export interface HttpDeps {
  readonly version: string;
  readonly invoker: Invoker;
  authenticate(credential: Credential, requestId: string): Promise<Caller>;
  /** Throws `rate_limited` when this address asked too often. */
  admit(address: string): void;
  readonly signIn: {
    withLink(token: string, address: string): Promise<string>;
    withPassword(input: { readonly email: string; readonly password: string }, address: string): Promise<string>;
    out(caller: Caller): Promise<void>;
  };
  readiness(): Promise<readonly ReadinessCheck[]>;
  metrics(): Promise<string>;
  /** Answers one MCP request of an authenticated caller. */
  readonly mcp: (request: Request, caller: Caller) => Promise<Response>;
  readonly publicRoutes: readonly PublicRoute[];
  readonly guardedRoutes: readonly GuardedRoute[];
  /** The URL that people reach this server under; decides cookie security and allowed hosts. */
  readonly publicUrl: string;
  /** Further host names that requests may name, such as the address listened on. */
  readonly hosts: readonly string[];
  /** The built console; absent in tests. */
  readonly consoleDir?: string | undefined;
  readonly csp?: string | undefined;
  newRequestId(): string;
  /** Told of failures that are ours, for the log. */
  onFailure(error: unknown, requestId: string): void;
}

/** What a request carries along inside the app. */
export interface HttpEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { requestId: string; framePolicy?: string };
}

export type HttpContext = Context<HttpEnv>;

/** The network address of the caller; forwarded headers are not believed. */
export function addressOf(c: HttpContext): string {
  // In-process requests have no socket, and no bindings either.
  return (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? "in-process";
}
