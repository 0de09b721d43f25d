import type { Operation } from "../../kernel/operation.ts";
import { documentSchemasOf, type JsonSchema } from "../schema.ts";

/** One operation as an MCP tool, ready to be listed. */
export interface Tool {
  readonly operation: Operation;
  readonly listed: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly inputSchema: JsonSchema & { readonly type: "object" };
    readonly outputSchema: JsonSchema & { readonly type: "object" };
    readonly annotations: {
      readonly readOnlyHint: boolean;
      readonly destructiveHint: boolean;
      readonly idempotentHint: boolean;
      readonly openWorldHint: boolean;
    };
  };
}

/** The argument that makes a repeated call safe; it is the surface's, not the operation's. */
export const idempotencyArgument = "idempotencyKey";

/**
 * The tools of a list of operations, with their schemas made once: making them for each request cost more than the call.
 * What is for people only is no tool at all.
 */
export function mcpTools(operations: readonly Operation[]): readonly Tool[] {
  return operations.filter((operation) => operation.agents !== false).map(toolOf);
}

/** The name of an operation on MCP. */
export function toolName(operation: Operation): string {
  return operation.name.replace(".", "_");
}

function toolOf(operation: Operation): Tool {
  const { input, output } = documentSchemasOf(operation);
  const isRead = operation.effect === "read";
  return {
    operation,
    listed: {
      name: toolName(operation),
      title: operation.name,
      description: `${operation.summary}. Needs the scope \`${operation.scope}\`.`,
      inputSchema: asObject(isRead ? input : withIdempotencyKey(input)),
      outputSchema: asObject(output),
      annotations: {
        readOnlyHint: isRead,
        destructiveHint: false,
        idempotentHint: isRead || operation.effect === "stop",
        openWorldHint: operation.effect === "send",
      },
    },
  };
}

/** MCP asks for an object at the top, also where the contract is a choice of objects. */
function asObject(schema: JsonSchema): JsonSchema & { readonly type: "object" } {
  return { ...schema, type: "object" };
}

function withIdempotencyKey(schema: JsonSchema): JsonSchema {
  if (schema.properties === undefined) return schema;
  return {
    ...schema,
    properties: {
      ...schema.properties,
      [idempotencyArgument]: {
        type: "string",
        minLength: 1,
        maxLength: 200,
        description: "Repeat a call with the same key and arguments to get the first answer again",
      },
    },
  };
}
