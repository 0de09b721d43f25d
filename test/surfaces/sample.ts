import type { JsonSchema } from "../../src/surface/schema.ts";

/** Gives an id for a prefix, such as one of another workspace. */
export type IdFor = (prefix: string) => string;

/** A value that a schema takes, with the ids that an attacker would name; `turn` walks through enums and choices. */
export function sample(schema: JsonSchema, idFor: IdFor, turn: number): unknown {
  if ("const" in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[turn % schema.enum.length];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return sample(choices[turn % choices.length] ?? {}, idFor, turn);
  switch (schema.type) {
    case "object":
      return objectSample(schema, idFor, turn);
    case "array":
      return [sample(schema.items ?? {}, idFor, turn)];
    case "string":
      return textSample(schema, idFor);
    case "integer":
    case "number":
      return Math.max(Number(schema["minimum"] ?? 1), Math.min(Number(schema["maximum"] ?? turn), turn));
    case "boolean":
      return turn % 2 === 0;
    case "null":
      return null;
    default:
      return "anything";
  }
}

function objectSample(schema: JsonSchema, idFor: IdFor, turn: number): Record<string, unknown> {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties ?? {}).filter(([name]) => required.has(name) || turn % 2 === 1);
  return Object.fromEntries(fields.map(([name, field]) => [name, sample(field, idFor, turn)]));
}

function textSample(schema: JsonSchema, idFor: IdFor): string {
  const pattern = String(schema["pattern"] ?? "");
  const prefix = /^\^([a-z]{3})_/.exec(pattern)?.[1];
  if (prefix !== undefined) return idFor(prefix);
  if (schema["format"] === "date-time") return "2030-01-01T00:00:00.000Z";
  if (schema["format"] === "email") return "victim@example.test";
  return "attack".padEnd(Number(schema["minLength"] ?? 0), "x").slice(0, Number(schema["maxLength"] ?? 200));
}
