import type { DecisionReason, Verdict } from "../contract.ts";
import type { Bundle, CompiledPolicy, CompiledSlice } from "./bundle.ts";
import { closureOf } from "./closures/expression.ts";
import { environmentReader } from "./closures/facts.ts";
import { memberTest } from "./closures/operators.ts";
import { type Comparison, comparisonOf, type Operand, pathsIn, valueAt } from "./expression.ts";
import type { DecisionRequest, Facts } from "./facts.ts";
import type { Expression } from "./language.ts";
import { measureOf } from "./reason.ts";

/** One condition that made a policy hit, with the facts that it read. */
export interface Clause {
  readonly says: string;
  readonly values: DecisionReason["values"];
}

/** A hit policy with what made it hit. */
export interface Explanation {
  readonly policy: string;
  readonly because: readonly Clause[];
}

/** For every policy that hit in a verdict the conditions that made it. */
export function explained(bundle: Bundle, request: DecisionRequest, checks: Verdict["checks"]): readonly Explanation[] {
  const hits = new Set(checks.flatMap(({ policy, result }) => (result === "hit" ? [policy] : [])));
  return bundle.policies
    .filter(({ id }) => hits.has(id))
    .map((policy) => ({ policy: policy.id, because: clausesOf(policy, bundle.slices[request.action], request.facts) }));
}

/**
 * The conditions of a hit policy that made it hit, each with the values it read: of an `or` the side that was true, of an
 * `and` both. Empty for a policy without conditions. Cedar names the policy alone, so this asks the compiled form.
 */
function clausesOf(policy: CompiledPolicy, slice: CompiledSlice, facts: Facts): readonly Clause[] {
  const environment = environmentReader(slice)(facts);
  const isMember = memberTest(environment.action);
  const holds = (expression: Expression): boolean => closureOf(expression, isMember)(environment) === true;
  return policy.json.conditions.flatMap(({ kind, body }) =>
    leavesOf(body, kind === "when", holds).flatMap(({ expression, truth }) => clauseOf(expression, truth, facts)),
  );
}

interface Leaf {
  readonly expression: Expression;
  readonly truth: boolean;
}

/** The conditions at the ends of an expression that gave it the truth it has. */
function leavesOf(expression: Expression, truth: boolean, holds: (part: Expression) => boolean): readonly Leaf[] {
  const [operator = "", body] = Object.entries(expression)[0] ?? [];
  const parts = body as Readonly<Record<string, Expression>>;
  const of = (name: string, wanted: boolean): readonly Leaf[] => leavesOf(parts[name] ?? {}, wanted, holds);
  switch (operator) {
    case "!":
      return of("arg", !truth);
    case "&&":
    case "||": {
      // An `and` that is true and an `or` that is false need both sides; else the first side that settles it is why.
      if (truth === (operator === "&&")) return [...of("left", truth), ...of("right", truth)];
      return holds(parts["left"] ?? {}) === truth ? of("left", truth) : of("right", truth);
    }
    case "if-then-else": {
      const isThen = holds(parts["if"] ?? {});
      return [...of("if", isThen), ...of(isThen ? "then" : "else", truth)];
    }
    default:
      return [{ expression, truth }];
  }
}

function clauseOf(expression: Expression, truth: boolean, facts: Facts): readonly Clause[] {
  const paths = pathsIn([expression]);
  if (paths.length === 0) return [];
  const values = Object.fromEntries(paths.map((path) => [path.join("."), valueAt(facts, path)])) as Clause["values"];
  const comparison = comparisonOf(expression, truth);
  const measured = comparison === undefined ? undefined : measuredText(comparison, facts);
  return [{ says: measured ?? Object.entries(values).map(said).join(", "), values }];
}

const mirrored = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;
const negated = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" } as const;

/** `caps.contact.d7 = 2, and 2 is the most`; undefined for what compares no numbers. */
function measuredText(comparison: Comparison, facts: Facts): string | undefined {
  const measure = measureOf(comparison, facts);
  if (measure === undefined) return undefined;
  const { left, right, operator, hitsWhen } = comparison;
  // Read from the side of the fact, as the comparison that is true: `2 <= d7` and `!(d7 < 2)` both mean `d7 >= 2`.
  const isTurned = "literal" in left;
  const turned = isTurned ? mirrored[operator] : operator;
  const [subject, bound] = isTurned ? [right, left] : [left, right];
  const limit = "path" in bound ? `${bound.path.join(".")} = ${measure.limit}` : String(measure.limit);
  return `${nameOf(subject)} = ${measure.used}, and ${bounded(hitsWhen ? turned : negated[turned], limit)}`;
}

function bounded(operator: Comparison["operator"], limit: string): string {
  switch (operator) {
    case ">":
    case ">=":
      return `${limit} is the most`;
    case "<":
      return `${limit} is the least`;
    case "<=":
      return `more than ${limit} is needed`;
  }
}

function nameOf(operand: Operand): string {
  return "path" in operand ? operand.path.join(".") : String(operand.literal);
}

function said([path, value]: readonly [string, unknown]): string {
  if (Array.isArray(value)) return `${path} = ${value.length === 0 ? "none" : value.join(", ")}`;
  return `${path} = ${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
}
