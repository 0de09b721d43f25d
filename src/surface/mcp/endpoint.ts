import { type CallToolResult, createMcpHandler, type ListToolsResult, Server } from "@modelcontextprotocol/server";
import type { Invoker } from "../../kernel/invoke.ts";
import { limits } from "../../kernel/limits.ts";
import type { Caller } from "../../kernel/operation.ts";
import { problem, problemDocument } from "../../kernel/problem.ts";
import { idempotencyArgument, mcpTools, type Tool } from "./tools.ts";

export interface McpDeps {
  readonly invoker: Invoker;
  readonly version: string;
  /** Told of failures of the protocol itself, for the log. */
  onFailure(error: unknown): void;
}

/** Answers MCP requests; host, origin and key were checked in front of it. */
export interface McpEndpoint {
  readonly fetch: (request: Request, caller: Caller) => Promise<Response>;
  close(): Promise<void>;
}

const instructions =
  "Propose touches; Fairlead decides each by policy and executes it itself. A refusal is an answer with its reasons, not an error: read them before you try again. Name contacts by id, never by address.";

/**
 * The MCP server. The low-level server class is used on purpose: the high-level one checks arguments on its own and would
 * answer with its own errors, where ours names every fault, the same on every surface.
 */
export function createMcpEndpoint(deps: McpDeps): McpEndpoint {
  const tools = mcpTools(deps.invoker.operations);
  const byName = new Map(tools.map((tool) => [tool.listed.name, tool]));
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const caller = authInfo?.extra?.["caller"] as Caller | undefined;
      if (caller === undefined) throw new Error("an MCP request came without its caller");
      return serverFor(deps, caller, tools, byName);
    },
    { onerror: deps.onFailure, maxRequestBodySize: limits.requestBodyMaxBytes },
  );
  return {
    fetch: (request, caller) =>
      handler.fetch(request, {
        // The token itself stays at the door: what is behind it needs to know who, not how.
        authInfo: {
          token: caller.keyId ?? "",
          clientId: caller.principal.id,
          scopes: [...caller.scopes],
          extra: { caller },
        },
      }),
    close: handler.close,
  };
}

function serverFor(deps: McpDeps, caller: Caller, tools: readonly Tool[], byName: ReadonlyMap<string, Tool>): Server {
  const server = new Server(
    { name: "fairlead", title: "Fairlead", version: deps.version },
    {
      capabilities: { tools: {} },
      instructions,
      cacheHints: { "tools/list": { ttlMs: 60_000, cacheScope: "private" } },
    },
  );
  server.setRequestHandler("tools/list", () => {
    const own = tools.filter((tool) => caller.scopes.has(tool.operation.scope));
    return { tools: own.map((tool) => tool.listed) } as unknown as ListToolsResult;
  });
  server.setRequestHandler("tools/call", ({ params }) =>
    callTool(deps, caller, byName.get(params.name), params.name, params.arguments ?? {}),
  );
  return server;
}

async function callTool(
  deps: McpDeps,
  caller: Caller,
  tool: Tool | undefined,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<CallToolResult> {
  try {
    if (tool === undefined) throw problem("not_found", `there is no tool \`${name}\`: list the tools`);
    const { input, key } = splitKey(tool, given);
    const answer = await deps.invoker.call(tool.operation.name, input, caller, key);
    return {
      content: [{ type: "text", text: JSON.stringify(answer) }],
      structuredContent: answer as Record<string, unknown>,
    };
  } catch (error) {
    // As text only: clients of the 2025 revision check structured content against the tool's schema even for an error.
    const document = { ...problemDocument(error), instance: caller.requestId };
    return { isError: true, content: [{ type: "text", text: JSON.stringify(document) }] };
  }
}

function splitKey(
  tool: Tool,
  given: Readonly<Record<string, unknown>>,
): { readonly input: unknown; readonly key: string | undefined } {
  if (tool.operation.effect === "read" || !(idempotencyArgument in given)) return { input: given, key: undefined };
  const { [idempotencyArgument]: key, ...input } = given;
  if (typeof key !== "string" || key === "" || key.length > 200) {
    throw problem("invalid_input", "1 field is not valid", {
      errors: [{ path: `/${idempotencyArgument}`, message: "expected 1 to 200 characters" }],
    });
  }
  return { input, key };
}
