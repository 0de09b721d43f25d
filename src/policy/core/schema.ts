import { factsShapes } from "./facts.ts";
import type { RecordShape, Shape } from "./shape.ts";
import { type ActionKind, actionKinds } from "./vocabulary.ts";

/** The Cedar namespace of every entity and action. */
export const namespace = "Fairlead";

/** The action group that every kind of action is in: whatever reaches a person. */
export const touchGroup = "touch";

/**
 * The Cedar schema for some kinds of action, each with the facts that it may read. A bundle compiles one schema per
 * action, holding only what its policies read, so that the engine checks and copies no more than that.
 */
export function cedarSchema(shapes: Partial<Readonly<Record<ActionKind, RecordShape>>>): string {
  const present = actionKinds.flatMap((kind) => {
    const shape = shapes[kind];
    return shape === undefined ? [] : [{ kind, shape }];
  });
  const words = new Map(present.flatMap(({ shape }) => enumsIn(shape)));
  return [
    `namespace ${namespace} {`,
    "  entity Agent;",
    "  entity Contact;",
    ...[...words].map(([name, of]) => `  entity ${name} enum [${of.map((word) => JSON.stringify(word)).join(", ")}];`),
    `  action "${touchGroup}";`,
    ...present.map(
      ({ kind, shape }) =>
        `  action "${kind}" in ["${touchGroup}"] appliesTo { principal: Agent, resource: Contact, context: ${typeText(shape, "  ")} };`,
    ),
    "}",
    "",
  ].join("\n");
}

/** The whole schema, as policy authors read it in `policies/schema.cedarschema`. */
export function fullSchema(): string {
  return cedarSchema(factsShapes);
}

/**
 * The value of a fact as Cedar reads it under the schema, which says what is an entity and what a time: words of a vocabulary
 * become enum entities, times stay text. Written without Cedar's escapes, which say the same and took a sixth of a decision.
 */
export function cedarValue(shape: Shape, value: unknown): unknown {
  switch (shape.is) {
    case "one":
      return { type: `${namespace}::${shape.name}`, id: value };
    case "set":
      return (value as readonly unknown[]).map((member) => cedarValue(shape.of, member));
    case "record": {
      const given = value as Readonly<Record<string, unknown>>;
      return Object.fromEntries(
        Object.entries(shape.fields).map(([name, field]) => [name, cedarValue(field, given[name])]),
      );
    }
    default:
      return value;
  }
}

function enumsIn(shape: Shape): readonly (readonly [string, readonly string[]])[] {
  switch (shape.is) {
    case "one":
      return [[shape.name, shape.of]];
    case "set":
      return enumsIn(shape.of);
    case "record":
      return Object.values(shape.fields).flatMap(enumsIn);
    default:
      return [];
  }
}

function typeText(shape: Shape, indent: string): string {
  switch (shape.is) {
    case "text":
      return "String";
    case "whole":
      return "Long";
    case "flag":
      return "Bool";
    case "time":
      return "datetime";
    case "one":
      return shape.name;
    case "set":
      return `Set<${typeText(shape.of, indent)}>`;
    case "record": {
      const inner = `${indent}  `;
      const fields = Object.entries(shape.fields).map(
        ([name, field]) => `${inner}${JSON.stringify(name)}: ${typeText(field, inner)}`,
      );
      return `{\n${fields.join(",\n")}\n${indent}}`;
    }
  }
}
