import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { createCaller } from "../../src/client/client.ts";
import { ProblemError } from "../../src/client/problem-error.ts";
import type { Operation } from "../../src/kernel/operation.ts";
import type { ProblemDocument } from "../../src/kernel/problem.ts";
import { flagOf } from "../../src/surface/cli/arguments.ts";
import { spoken } from "../../src/surface/cli/help.ts";
import { runCli } from "../../src/surface/cli/run.ts";
import { toolName } from "../../src/surface/mcp/tools.ts";
import { pathFields } from "../../src/surface/schema.ts";
import type { Answer, Harness } from "./harness.ts";

export interface CallWith {
  readonly token?: string;
  readonly idempotencyKey?: string;
}

/** Calls an operation the way one surface's users do. */
export type SurfaceCall = (harness: Harness, name: string, input: unknown, how?: CallWith) => Promise<Answer>;

/** The four surfaces; every case of the table runs through each. */
export const surfaces: readonly (readonly [string, SurfaceCall])[] = [
  ["http", overHttp],
  ["mcp", overMcp],
  ["cli", overCli],
  ["sdk", overSdk],
];

async function overHttp(harness: Harness, name: string, input: unknown, how: CallWith = {}): Promise<Answer> {
  const operation = operationOf(harness, name);
  const rest = { ...(input as Record<string, unknown>) };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = String(rest[field]);
    delete rest[field];
    return encodeURIComponent(value);
  });
  const isGet = operation.method === "GET";
  const query = new URLSearchParams(
    Object.entries(rest).map(([field, value]): [string, string] => [field, String(value)]),
  );
  const response = await fetch(`${harness.listening.url}${path}${isGet ? `?${query}` : ""}`, {
    method: operation.method,
    headers: {
      authorization: `Bearer ${how.token ?? harness.adminToken}`,
      "content-type": "application/json",
      ...(how.idempotencyKey === undefined ? {} : { "idempotency-key": how.idempotencyKey }),
    },
    ...(isGet ? {} : { body: JSON.stringify(rest) }),
  });
  const value: unknown = await response.json();
  return response.ok ? { ok: true, value } : { ok: false, problem: value as ProblemDocument };
}

async function overMcp(harness: Harness, name: string, input: unknown, how: CallWith = {}): Promise<Answer> {
  const client = await mcpClient(harness, how.token ?? harness.adminToken);
  try {
    const extra = how.idempotencyKey === undefined ? {} : { idempotencyKey: how.idempotencyKey };
    const result = await client.callTool({
      name: toolName(operationOf(harness, name)),
      arguments: { ...(input as Record<string, unknown>), ...extra },
    });
    if (result.isError !== true) return { ok: true, value: result.structuredContent };
    const [first] = result.content;
    if (first?.type !== "text") throw new Error("a problem came without its document");
    return { ok: false, problem: JSON.parse(first.text) as ProblemDocument };
  } finally {
    await client.close();
  }
}

/** A client of one of the two living revisions of the protocol. */
export async function mcpClient(harness: Harness, token: string, mode: "auto" | "legacy" = "auto"): Promise<Client> {
  const client = new Client({ name: "test", version: "0.0.0" }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL("/mcp", harness.listening.url), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  );
  return client;
}

async function overCli(harness: Harness, name: string, input: unknown, how: CallWith = {}): Promise<Answer> {
  const operation = operationOf(harness, name);
  const { argv, stdin } = commandLine(operation, input as Record<string, unknown>);
  const key = how.idempotencyKey === undefined ? [] : ["--idempotency-key", how.idempotencyKey];
  const ran = await runInProcess(harness, [...argv, ...key, "--json"], how.token ?? harness.adminToken, stdin);
  return ran.code === 0
    ? { ok: true, value: JSON.parse(ran.out) as unknown }
    : { ok: false, problem: JSON.parse(ran.err) as ProblemDocument };
}

/** Runs one command line against the harness's server, as a child process would with the same words. */
export async function runInProcess(
  harness: Harness,
  argv: readonly string[],
  token: string,
  stdin = "",
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = "";
  let err = "";
  const code = await runCli(argv, {
    operations: harness.app.invoker.operations,
    commands: [],
    openLocal: () => Promise.reject(new Error("this test calls a server")),
    connect: (url, key) => {
      const call = createCaller({ url, token: key });
      return {
        call: async (name, input, idempotencyKey) => {
          try {
            return await call(name, input, idempotencyKey === undefined ? {} : { idempotencyKey });
          } catch (error) {
            throw error instanceof ProblemError ? error.toProblem() : error;
          }
        },
        close: async () => undefined,
      };
    },
    environment: { FAIRLEAD_URL: harness.listening.url, FAIRLEAD_TOKEN: token },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    readFile: async () => new TextEncoder().encode(stdin),
  });
  return { code, out, err };
}

async function overSdk(harness: Harness, name: string, input: unknown, how: CallWith = {}): Promise<Answer> {
  const call = createCaller({ url: harness.listening.url, token: how.token ?? harness.adminToken });
  try {
    const options = how.idempotencyKey === undefined ? {} : { idempotencyKey: how.idempotencyKey };
    return { ok: true, value: await call(name, input, options) };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.document };
    throw error;
  }
}

function commandLine(
  operation: Operation,
  input: Readonly<Record<string, unknown>>,
): { readonly argv: readonly string[]; readonly stdin: string } {
  const ids = pathFields(operation.path);
  const words = spoken(operation).split(" ");
  const rest = Object.entries(input).filter(([field]) => !ids.includes(field));
  const positions = ids.map((id) => String(input[id]));
  const isPlain = rest.every(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return isPlain
    ? {
        argv: [...words, ...positions, ...rest.map(([field, value]) => `${flagOf(field)}=${String(value)}`)],
        stdin: "",
      }
    : { argv: [...words, ...positions, "--input", "-"], stdin: JSON.stringify(Object.fromEntries(rest)) };
}

function operationOf(harness: Harness, name: string): Operation {
  const operation = harness.app.invoker.operations.find((one) => one.name === name);
  if (operation === undefined) throw new Error(`there is no operation \`${name}\``);
  return operation;
}
