import type { Id } from "../../../src/kernel/ids.ts";
import { toolName } from "../../../src/surface/mcp/tools.ts";
import type { TestApp } from "../../helpers/app.ts";
import type { TestWorkspace } from "../../helpers/given.ts";
import { type CallWith, type SurfaceCall, surfaces } from "../callers.ts";
import type { Answer, Harness } from "../harness.ts";

/** One attack: what it tries and, by throwing, what must be true afterwards. */
export type Attack = readonly [tries: string, attack: (at: Attacker) => Promise<void>];

/** Somebody to be written to, whom no other attack is about. */
export interface Victim {
  readonly id: Id<"con">;
  readonly email: string;
}

export type Route = "http" | "mcp";

/** A hostile agent with a valid key and every scope that an agent may hold, on one of the two ways in. */
export interface Attacker {
  readonly route: Route;
  readonly world: TestApp;
  readonly home: TestWorkspace;
  readonly foreign: TestWorkspace;
  /** The next person of the home workspace. */
  victim(): Victim;
  call(name: string, input: unknown, how?: CallWith): Promise<Answer>;
  /** The code of the refusal; throws where there was an answer. */
  refusal(name: string, input: unknown, how?: CallWith): Promise<string>;
  /** The decision about a proposal, as `allow` or as its outcome and codes. */
  decided(input: unknown, how?: CallWith): Promise<string>;
  /** Sends a text as the body or arguments of an operation, and answers with the code of the refusal or `answered`. */
  sendText(name: string, text: string, headers?: Readonly<Record<string, string>>): Promise<string>;
}

/** Where attackers come from: the world, two workspaces, and people by way in. */
export interface Field {
  readonly world: TestApp;
  readonly home: TestWorkspace;
  readonly foreign: TestWorkspace;
  readonly people: Readonly<Record<Route, Victim[]>>;
}

/** The attacker on one way in. */
export function attackerOn(field: Field, route: Route): Attacker {
  const { world, home, foreign } = field;
  const call: Attacker["call"] = (name, input, how) =>
    surfaceOf(route)(harnessOf(field), name, input, { token: home.tokens.agent, ...how });
  return {
    route,
    world,
    home,
    foreign,
    victim: () => {
      const next = field.people[route].pop();
      if (next === undefined) throw new Error("more people are needed");
      return next;
    },
    call,
    refusal: async (name, input, how) => {
      const answer = await call(name, input, how);
      if (answer.ok) throw new Error(`${name} was answered: ${JSON.stringify(answer.value).slice(0, 300)}`);
      return answer.problem.code;
    },
    decided: async (input, how) => {
      const answer = await call("actions.propose", input, how);
      return answer.ok ? said(answer.value) : answer.problem.code;
    },
    sendText: (name, text, headers) => sendText(field, route, name, text, headers),
  };
}

function surfaceOf(route: Route): SurfaceCall {
  const found = surfaces.find(([name]) => name === route);
  if (found === undefined) throw new Error(`there is no surface ${route}`);
  return found[1];
}

function harnessOf({ world, home }: Field): Harness {
  return { app: world.app, listening: { url: world.url }, adminToken: home.tokens.admin } as unknown as Harness;
}

function said(value: unknown): string {
  const { decision } = value as { decision: { outcome: string; reasons: readonly { code: string }[] } };
  return [decision.outcome, ...decision.reasons.map(({ code }) => code)].join(" ");
}

async function sendText(
  { world, home }: Field,
  route: Route,
  name: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const operation = world.app.invoker.operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`there is no operation \`${name}\``);
  const call = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"${toolName(operation)}","arguments":${text}}}`;
  const response = await fetch(`${world.url}${route === "mcp" ? "/mcp" : operation.path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${home.tokens.agent}`,
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...headers,
    },
    body: route === "mcp" ? call : text,
  });
  return codeIn(await response.text(), response.status);
}

/** The code of a problem, however deep a text within a text it stands; a fault of the protocol is `protocol`. */
function codeIn(text: string, status: number): string {
  const code = /code\\*":\s*\\*"(\w+)/.exec(text)?.[1];
  const isRefused = status >= 400 || /"isError":\s*true/.test(text);
  if (isRefused && code !== undefined) return code;
  return isRefused || /"error":\s*\{/.test(text) ? "protocol" : "answered";
}

/** What an agent is told about an operation that is closed to it: on MCP there is no tool for what only a person may do. */
export function closedCode(at: Attacker, name: string): string {
  const operation = at.world.app.invoker.operations.find((one) => one.name === name);
  return at.route === "mcp" && operation?.agents === false ? "not_found" : "not_permitted";
}

/** A proposal of the approved template. */
export function touch(at: Attacker, contactId: string, more: Readonly<Record<string, unknown>> = {}) {
  return { contactId, draft: { templateId: at.home.templateId }, ...more };
}
