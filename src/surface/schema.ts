import { z } from "zod";
import type { Operation } from "../kernel/operation.ts";

/** The part of JSON Schema (2020-12) that zod writes and the surfaces read. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
}

/** The two schemas of an operation, made once: what a caller sends and what it gets. */
export interface OperationSchemas {
  readonly input: JsonSchema;
  readonly output: JsonSchema;
}

/** The JSON Schemas of an operation's input and output. Defaults make the two sides differ, so each says which it is. */
export function schemasOf(operation: Operation): OperationSchemas {
  return { input: jsonSchema(operation.input, "input"), output: jsonSchema(operation.output, "output") };
}

/** A schema above this size in JSON names its repeated parts under `$defs`, so that a nested language is written once. */
const inlineMax = 8_000;

/** The same schemas as a document shows them: short ones in line, long ones with their repeated parts under `$defs`. */
export function documentSchemasOf(operation: Operation): OperationSchemas {
  const { input, output } = schemasOf(operation);
  const shorter = (inline: JsonSchema, schema: z.ZodType, io: "input" | "output"): JsonSchema =>
    JSON.stringify(inline).length <= inlineMax ? inline : jsonSchema(schema, io, "ref");
  return {
    input: shorter(input, operation.input, "input"),
    output: shorter(output, operation.output, "output"),
  };
}

/** The kinds of value that a schema takes at its top. */
export function kindsOf(schema: JsonSchema): ReadonlySet<string> {
  const own = typeof schema.type === "string" ? [schema.type] : (schema.type ?? []);
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const constants = [...(schema.enum ?? []), ...("const" in schema ? [schema.const] : [])].map((value) => typeof value);
  return new Set([...own, ...constants, ...branches.flatMap((branch) => [...kindsOf(branch)])]);
}

/** The items of a schema that takes a list, in whichever branch. */
export function itemsOf(schema: JsonSchema): JsonSchema | undefined {
  if (schema.items !== undefined) return schema.items;
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return branches.map(itemsOf).find((items) => items !== undefined);
}

/** The fields of an object schema; for a choice of objects, the fields of all. */
export function fieldsOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return Object.assign({}, ...branches.map(fieldsOf), schema.properties ?? {});
}

/** The names of the `{name}` segments of an operation's path, in order. */
export function pathFields(path: string): readonly string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
}

function jsonSchema(schema: z.ZodType, io: "input" | "output", reused: "inline" | "ref" = "inline"): JsonSchema {
  const written = z.toJSONSchema(schema, { io, reused, unrepresentable: "any" }) as JsonSchema;
  const { $schema: _, "~standard": __, ...rest } = written;
  return rest;
}
