import type { Operation } from "../../kernel/operation.ts";
import { type ProblemCode, problemStatus } from "../../kernel/problem.ts";
import { documentSchemasOf, fieldsOf, type JsonSchema, pathFields } from "../schema.ts";

/** Problems that any call can meet, whatever its contract says. */
const everywhere: readonly ProblemCode[] = [
  "invalid_input",
  "unauthenticated",
  "not_permitted",
  "rate_limited",
  "overloaded",
  "internal",
];

/** The OpenAPI 3.1 document of a list of operations; the same list always gives the same document. */
export function openApiDocument(
  operations: readonly Operation[],
  about: { readonly version: string; readonly url: string },
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Record<string, unknown> = { Problem: problemSchema };
  for (const operation of operations) {
    const { input, output } = documentSchemasOf(operation);
    const item = pathItem(
      operation,
      hoisted(input, operation, "in", schemas),
      hoisted(output, operation, "out", schemas),
    );
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: item };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Fairlead",
      version: about.version,
      summary: "The control plane for autonomous outbound",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: about.url }],
    security: [{ key: [] }, { session: [] }],
    paths,
    components: { securitySchemes, responses: problemResponses(), schemas },
  };
}

/** Moves a schema's own `$defs` to the document's, under names of its operation, and points its references there. */
function hoisted(
  schema: JsonSchema,
  operation: Operation,
  side: "in" | "out",
  schemas: Record<string, unknown>,
): JsonSchema {
  const { $defs, ...rest } = schema;
  if ($defs === undefined) return schema;
  const prefix = `${operation.name}.${side}.`;
  const moved = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', `"#/components/schemas/${prefix}`)) as T;
  for (const [name, definition] of Object.entries($defs as Record<string, unknown>))
    schemas[`${prefix}${name}`] = moved(definition);
  return moved(rest);
}

function pathItem(operation: Operation, input: JsonSchema, output: JsonSchema): Record<string, unknown> {
  const inPath = pathFields(operation.path);
  const [noun = "", verb = ""] = operation.name.split(".");
  return {
    operationId: operation.name,
    tags: [noun],
    summary: operation.summary,
    description: `Scope \`${operation.scope}\`. Effect \`${operation.effect}\`.${operation.agents === false ? " People only." : ""}`,
    "x-fairlead-scope": operation.scope,
    "x-fairlead-effect": operation.effect,
    "x-fairlead-agents": operation.agents !== false,
    "x-fairlead-verb": verb,
    parameters: [...pathParameters(input, inPath), ...restParameters(operation, input, inPath)],
    ...(operation.method === "POST" ? { requestBody: requestBody(input, inPath) } : {}),
    responses: {
      [operation.status]: {
        description: operation.summary,
        headers: { "x-request-id": { schema: { type: "string" }, description: "Names this request in the log" } },
        content: { "application/json": { schema: output } },
      },
      ...problemsOf(operation),
    },
  };
}

function pathParameters(input: JsonSchema, inPath: readonly string[]): readonly unknown[] {
  return inPath.map((name) => ({ name, in: "path", required: true, schema: fieldsOf(input)[name] ?? {} }));
}

function restParameters(operation: Operation, input: JsonSchema, inPath: readonly string[]): readonly unknown[] {
  if (operation.method === "POST") {
    return [
      {
        name: "Idempotency-Key",
        in: "header",
        required: false,
        description: "The same key and body gets the first answer again; the same key with another body is refused",
        schema: { type: "string", minLength: 1, maxLength: 200 },
      },
    ];
  }
  return Object.entries(fieldsOf(input))
    .filter(([name]) => !inPath.includes(name))
    .map(([name, schema]) => ({ name, in: "query", required: input.required?.includes(name) ?? false, schema }));
}

function requestBody(input: JsonSchema, inPath: readonly string[]): Record<string, unknown> {
  const schema = without(input, inPath);
  return { required: (schema.required?.length ?? 0) > 0, content: { "application/json": { schema } } };
}

function without(schema: JsonSchema, names: readonly string[]): JsonSchema {
  if (schema.properties === undefined || names.length === 0) return schema;
  const properties = Object.fromEntries(Object.entries(schema.properties).filter(([name]) => !names.includes(name)));
  const { required: _, ...rest } = schema;
  const required = (schema.required ?? []).filter((name) => !names.includes(name));
  return { ...rest, properties, ...(required.length > 0 ? { required } : {}) };
}

/** The problems of one operation, by status. */
function problemsOf(operation: Operation): Record<string, unknown> {
  const also: readonly ProblemCode[] = operation.method === "POST" ? ["idempotency_mismatch", "too_large"] : [];
  const statuses = new Set([...everywhere, ...also, ...operation.problems].map((code) => problemStatus[code]));
  return Object.fromEntries(
    [...statuses].sort().map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]),
  );
}

function problemResponses(): Record<string, unknown> {
  const codes = Object.keys(problemStatus) as ProblemCode[];
  const byStatus = Map.groupBy(codes, (code) => problemStatus[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      `Problem${status}`,
      {
        description: list.map((code) => `\`${code}\``).join(" or "),
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    ]),
  );
}

const securitySchemes = {
  key: { type: "http", scheme: "bearer", description: "An API key of an agent or a person" },
  session: { type: "apiKey", in: "cookie", name: "fairlead", description: "A console session" },
};

const problemSchema = {
  type: "object",
  description: "RFC 9457: what went wrong and what to do",
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    code: { type: "string", enum: Object.keys(problemStatus) },
    detail: { type: "string" },
    instance: { type: "string" },
    retryAfterMs: { type: "number" },
    errors: {
      type: "array",
      items: {
        type: "object",
        properties: { path: { type: "string" }, message: { type: "string" } },
        required: ["path", "message"],
      },
    },
  },
  required: ["type", "title", "status", "code", "detail"],
};
