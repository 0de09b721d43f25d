import fc from "fast-check";
import { boundariesOf } from "../../src/policy/core/boundaries.ts";
import type { Bundle } from "../../src/policy/core/bundle.ts";
import { clearFacts } from "../../src/policy/core/canary.ts";
import { type DecisionRequest, factsShapes } from "../../src/policy/core/facts.ts";
import type { Shape } from "../../src/policy/core/shape.ts";
import { type ActionKind, actionKinds } from "../../src/policy/core/vocabulary.ts";
import { anyOf } from "./facts-arbitrary.ts";

/** The way to one fact of a document. */
export type FactAt = readonly string[];

/**
 * Random fact documents, cheap enough to draw a million: clear facts with up to six of them changed, each to a boundary of a
 * policy or to anything at all. So few are changed that a good part is allowed, and all of them can be.
 */
export function factDocuments(bundle: Bundle): fc.Arbitrary<DecisionRequest> {
  return fc.oneof(...actionKinds.map((action) => documentsAbout(bundle, action)));
}

function documentsAbout(bundle: Bundle, action: ActionKind): fc.Arbitrary<DecisionRequest> {
  const clear = clearFacts(action);
  const policies = bundle.policies.filter(({ actions }) => actions.includes(action)).map(({ json }) => json);
  const boundaries = new Map(
    boundariesOf(policies, factsShapes[action], clear).map(({ path, values }) => [path.join("."), values]),
  );
  const changes = factsIn(factsShapes[action]).map(({ path, shape }) => {
    const near = boundaries.get(path.join("."));
    const anything = anyOf(shape);
    const value =
      near === undefined
        ? anything
        : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...near) }, { weight: 1, arbitrary: anything });
    return value.map((to) => ({ path, to }));
  });
  return fc
    .array(fc.oneof(...changes), { maxLength: 6, size: "max" })
    .map((made) => made.reduce<unknown>((facts, { path, to }) => withFact(facts, path, to), clear))
    .map((facts) => ({ action, facts }) as DecisionRequest);
}

/** Every fact of a shape that is not a record, with the way to it. */
export function factsIn(shape: Shape, path: FactAt = []): readonly { readonly path: FactAt; readonly shape: Shape }[] {
  if (shape.is !== "record") return [{ path, shape }];
  return Object.entries(shape.fields).flatMap(([name, field]) => factsIn(field, [...path, name]));
}

/** A document with another value for one fact. */
export function withFact(facts: unknown, [name = "", ...rest]: FactAt, to: unknown): unknown {
  const known = facts as Record<string, unknown>;
  return { ...known, [name]: rest.length === 0 ? to : withFact(known[name], rest, to) };
}

/** A document that lacks one fact. */
export function withoutFact(facts: unknown, [name = "", ...rest]: FactAt): unknown {
  const { [name]: inner, ...others } = facts as Record<string, unknown>;
  return rest.length === 0 ? others : { ...others, [name]: withoutFact(inner, rest) };
}
