import fc from "fast-check";
import { boundariesOf } from "../../src/policy/core/boundaries.ts";
import type { Bundle } from "../../src/policy/core/bundle.ts";
import { clearFacts } from "../../src/policy/core/canary.ts";
import { type DecisionRequest, factsShapes } from "../../src/policy/core/facts.ts";
import type { Shape } from "../../src/policy/core/shape.ts";
import { type ActionKind, actionKinds } from "../../src/policy/core/vocabulary.ts";

/** Any value of a shape. */
export function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.is) {
    case "text":
      return fc.oneof(fc.constantFrom("", "x", "é", "😀 b"), fc.string({ maxLength: Math.min(shape.max, 8) }));
    case "whole":
      return fc.oneof(fc.integer({ min: -3, max: 20 }), fc.maxSafeInteger());
    case "flag":
      return fc.boolean();
    case "time":
      return fc
        .date({ min: new Date(0), max: new Date("2100-01-01T00:00:00.000Z"), noInvalidDate: true })
        .map((date) => date.toISOString());
    case "one":
      return fc.constantFrom(...shape.of);
    case "set":
      return fc.array(anyOf(shape.of), { maxLength: Math.min(shape.max, 4) });
    case "record":
      return fc.record(Object.fromEntries(Object.entries(shape.fields).map(([name, field]) => [name, anyOf(field)])));
  }
}

/** Questions about one kind of action: most facts clear, many at a boundary of a policy, and some anything at all. */
function requestsAbout(bundle: Bundle, action: ActionKind): fc.Arbitrary<DecisionRequest> {
  const policies = bundle.policies.filter(({ actions }) => actions.includes(action)).map(({ json }) => json);
  const clear = clearFacts(action);
  const boundaries = new Map(
    boundariesOf(policies, factsShapes[action], clear).map(({ path, values }) => [path.join("."), values]),
  );
  const factAt = (shape: Shape, value: unknown, path: string): fc.Arbitrary<unknown> => {
    if (shape.is === "record")
      return fc.record(
        Object.fromEntries(
          Object.entries(shape.fields).map(([name, field]) => [
            name,
            factAt(field, (value as Record<string, unknown>)[name], path === "" ? name : `${path}.${name}`),
          ]),
        ),
      );
    const near = boundaries.get(path);
    // A fact that no policy reads stays as it is: it could change nothing.
    if (near === undefined) return fc.constant(value);
    return fc.oneof(
      { weight: 12, arbitrary: fc.constant(value) },
      { weight: 4, arbitrary: fc.constantFrom(...near) },
      { weight: 1, arbitrary: anyOf(shape) },
    );
  };
  return factAt(factsShapes[action], clear, "").map((facts) => ({ action, facts }) as DecisionRequest);
}

/** Questions to a bundle about every kind of action. */
export function requestsTo(bundle: Bundle): fc.Arbitrary<DecisionRequest> {
  return fc.oneof(...actionKinds.map((action) => requestsAbout(bundle, action)));
}
