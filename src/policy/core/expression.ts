import type { Expression, PolicyJson } from "./language.ts";

/** A path into the facts, as its field names. */
export type FactPath = readonly string[];

/** A number of the facts that a policy compared, with what it compared it to: how much is used, of how much. */
export interface Comparison {
  readonly left: Operand;
  readonly operator: "<" | "<=" | ">" | ">=";
  readonly right: Operand;
  /** Whether the policy hits when the comparison is true (`when`) or when it is false (`unless`). */
  readonly hitsWhen: boolean;
}

export type Operand = { readonly path: FactPath } | { readonly literal: number };

const comparisons = new Set(["<", "<=", ">", ">="]);
const operandNames = ["left", "right", "arg", "if", "then", "else"] as const;

/** The paths of `context` that a policy can read, sorted; a record read as a whole counts as everything in it. */
export function pathsRead(policy: PolicyJson): readonly FactPath[] {
  return pathsIn(policy.conditions.map(({ body }) => body));
}

/** The paths of `context` in some expressions, sorted. */
export function pathsIn(expressions: readonly Expression[]): readonly FactPath[] {
  const found = new Map<string, FactPath>();
  for (const expression of expressions) collectPaths(expression, (path) => found.set(path.join("."), path));
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** The comparisons of whole numbers in a policy, in order of appearance. */
export function comparisonsIn(policy: PolicyJson): readonly Comparison[] {
  return policy.conditions.flatMap(({ kind, body }) => compared(body, kind === "when"));
}

/** How many conditions a policy joins; Cedar crashes on hundreds, so a bundle bounds them. Members of a set are free. */
export function joinCount(policy: PolicyJson): number {
  const joins = new Set(["&&", "||", "!", "if-then-else"]);
  const count = (expression: Expression): number =>
    operandsOf(expression).reduce(
      (sum, operand) => sum + count(operand),
      Object.keys(expression).some((name) => joins.has(name)) ? 1 : 0,
    );
  return policy.conditions.reduce((sum, { body }) => sum + count(body), 0);
}

/** Whether every whole number in a policy survives JavaScript: a larger one would be evaluated as another. */
export function hasExactNumbers(policy: PolicyJson): boolean {
  const isExact = (expression: Expression): boolean => {
    const value = expression["Value"];
    return (typeof value !== "number" || Number.isSafeInteger(value)) && operandsOf(expression).every(isExact);
  };
  return policy.conditions.every(({ body }) => isExact(body));
}

/** The operators that a policy uses. */
export function operatorsIn(policy: PolicyJson): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (expression: Expression): void => {
    for (const operator of Object.keys(expression)) found.add(operator);
    for (const operand of operandsOf(expression)) visit(operand);
  };
  for (const { body } of policy.conditions) visit(body);
  return found;
}

/** The value at a path, or undefined where a record lacks it. */
export function valueAt(facts: unknown, path: FactPath): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    facts,
  );
}

function collectPaths(expression: Expression, found: (path: FactPath) => void): void {
  const path = pathOf(expression);
  if (path !== undefined) {
    found(path);
    return;
  }
  for (const operand of operandsOf(expression)) collectPaths(operand, found);
}

/** `context.a.b` as its path; undefined for any other expression. */
function pathOf(expression: Expression): FactPath | undefined {
  if (expression["Var"] === "context") return [];
  const access = expression["."] as { left: Expression; attr: string } | undefined;
  if (access === undefined) return undefined;
  const parent = pathOf(access.left);
  return parent === undefined ? undefined : [...parent, access.attr];
}

/** The expressions directly inside one; extension functions and sets carry lists, records carry fields. */
export function operandsOf(expression: Expression): readonly Expression[] {
  return Object.entries(expression).flatMap(([operator, body]) => {
    if (operator === "Value" || operator === "Var" || operator === "Slot") return [];
    if (Array.isArray(body)) return body as readonly Expression[];
    if (typeof body !== "object" || body === null) return [];
    const named = body as Readonly<Record<string, Expression | undefined>>;
    if (operator === "Record") return Object.values(named).filter((field) => field !== undefined);
    return operandNames.flatMap((name) => {
      const operand = named[name];
      return typeof operand === "object" ? [operand] : [];
    });
  });
}

function compared(expression: Expression, hitsWhen: boolean): readonly Comparison[] {
  return Object.entries(expression).flatMap(([operator, body]) => {
    if (operator === "!") return compared((body as { arg: Expression }).arg, !hitsWhen);
    if (!comparisons.has(operator))
      return operandsOf({ [operator]: body }).flatMap((operand) => compared(operand, hitsWhen));
    return comparisonOf(expression, hitsWhen) ?? [];
  });
}

/** An expression as a comparison of facts and whole numbers; undefined for any other. */
export function comparisonOf(expression: Expression, hitsWhen: boolean): Comparison | undefined {
  const [operator = "", body] = Object.entries(expression)[0] ?? [];
  if (!comparisons.has(operator)) return undefined;
  const { left, right } = body as { left: Expression; right: Expression };
  const [a, b] = [operandOf(left), operandOf(right)];
  if (a === undefined || b === undefined) return undefined;
  return { left: a, operator: operator as Comparison["operator"], right: b, hitsWhen };
}

function operandOf(expression: Expression): Operand | undefined {
  const path = pathOf(expression);
  if (path !== undefined) return { path };
  return typeof expression["Value"] === "number" ? { literal: expression["Value"] } : undefined;
}
