import { authenticate } from "../../src/access/authenticate.ts";
import { agentScopes } from "../../src/access/core/scopes.ts";
import { localOwner } from "../../src/access/local-owner.ts";
import { createRateLimits, type RateLimits } from "../../src/access/rate-limits.ts";
import { signInWithLink, signInWithPassword, signOut } from "../../src/access/sign-in.ts";
import type { Id } from "../../src/kernel/ids.ts";
import { newUuid } from "../../src/kernel/ids.ts";
import type { ProblemDocument } from "../../src/kernel/problem.ts";
import { createHttpApp } from "../../src/surface/http/app.ts";
import type { HttpDeps } from "../../src/surface/http/deps.ts";
import { type Listening, listenHttp } from "../../src/surface/http/listen.ts";
import { createMcpEndpoint } from "../../src/surface/mcp/endpoint.ts";
import { openSmallApp, type SurfaceApp } from "./small-app.ts";

/** What a call came to, the same on every surface. */
export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: ProblemDocument };

/** A running server with two workspaces, an owner and an agent in the first. */
export interface Harness {
  readonly app: SurfaceApp;
  readonly listening: Listening;
  readonly home: Id<"wsp">;
  readonly adminId: Id<"usr">;
  readonly foreign: Id<"wsp">;
  readonly adminToken: string;
  readonly agentId: Id<"agt">;
  readonly agentToken: string;
  /** Failures that were ours; a test that ends with one fails. */
  readonly bugs: readonly unknown[];
  /** Makes a key for a holder of the home workspace. */
  key(holderId: string, scopes?: readonly string[]): Promise<string>;
  /** Calls as the owner of a workspace, past every surface. */
  asOwner(workspaceId: Id<"wsp">, name: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts everything that the surface tests need. */
export async function openHarness(open: () => Promise<SurfaceApp> = openSmallApp): Promise<Harness> {
  const app = await open();
  const bugs: unknown[] = [];
  const rates = createRateLimits(app.access.env);
  const mcp = createMcpEndpoint({ invoker: app.invoker, version: "0.0.0", onFailure: (error) => bugs.push(error) });
  const listening = await listenHttp(createHttpApp(httpDeps(app, rates, mcp.fetch, bugs)), {
    host: "127.0.0.1",
    port: 0,
  });
  const home = await app.workspace("Home");
  const foreign = await app.workspace("Foreign");
  const asOwner: Harness["asOwner"] = (workspaceId, name, input) =>
    app.invoker.call(name, input, localOwner(workspaceId, "req_test"));
  const key: Harness["key"] = async (holderId, scopes) => {
    const made = await asOwner(home.workspaceId, "keys.create", { name: "test", holderId, ...(scopes && { scopes }) });
    return (made as { secret: string }).secret;
  };
  const agent = (await asOwner(home.workspaceId, "agents.create", { name: "Scout" })) as { id: Id<"agt"> };
  return {
    app,
    listening,
    home: home.workspaceId,
    adminId: home.adminId,
    foreign: foreign.workspaceId,
    adminToken: await key(home.adminId),
    agentId: agent.id,
    agentToken: await key(agent.id, [...agentScopes]),
    bugs,
    key,
    asOwner,
    close: async () => {
      await mcp.close();
      await listening.close();
      await app.close();
    },
  };
}

function httpDeps(app: SurfaceApp, rates: RateLimits, mcp: HttpDeps["mcp"], bugs: unknown[]): HttpDeps {
  const signIn = { ...app.access, rates };
  return {
    version: "0.0.0",
    invoker: app.invoker,
    authenticate: (credential, requestId) => authenticate(app.access, credential, requestId),
    admit: () => undefined,
    signIn: {
      withLink: (token, address) => signInWithLink(signIn, token, address),
      withPassword: (input, address) => signInWithPassword(signIn, input, address),
      out: (caller) => signOut(app.access, caller),
    },
    readiness: async () => [{ name: "database", isOk: true, says: "answers" }],
    metrics: async () => "fairlead_up 1\n",
    mcp,
    publicRoutes: [],
    guardedRoutes: [],
    publicUrl: "http://127.0.0.1:7070",
    hosts: [],
    newRequestId: () => newUuid(app.access.env),
    onFailure: (error) => {
      bugs.push(error);
    },
  };
}
