import type { Expression } from "../language.ts";
import { likeTest, type PatternPart } from "./like.ts";
import { binary, functions, isIn, type MemberTest, unary } from "./operators.ts";
import {
  asBool,
  asEntity,
  asText,
  type EntityValue,
  EvaluationError,
  entityOf,
  type RecordValue,
  setOf,
  type Value,
} from "./value.ts";

/** What an expression may name. */
export interface Environment {
  readonly principal: EntityValue;
  readonly action: EntityValue;
  readonly resource: EntityValue;
  readonly context: RecordValue;
}

/** An expression as a function: gives its value, or throws an `EvaluationError`. */
export type Closure = (environment: Environment) => Value;

/** A part of the language that has no closure; nothing that uses it has a compiled form. */
export class NoClosure extends Error {
  override readonly name = "NoClosure";
}

type Operands = Readonly<Record<string, Expression>>;
type Compile = (body: unknown, isMember: MemberTest) => Closure;

/** The closure of an expression; throws `NoClosure` where there is none. */
export function closureOf(expression: Expression, isMember: MemberTest): Closure {
  const [entry, ...more] = Object.entries(expression);
  if (entry === undefined || more.length > 0) throw new NoClosure("an expression has one operator");
  const [operator, body] = entry;
  const closure = compilerOf(operator)(body, isMember);
  return isConstant(expression) ? folded(closure) : closure;
}

function compilerOf(operator: string): Compile {
  const known = Object.hasOwn(special, operator) ? special[operator] : undefined;
  if (known !== undefined) return known;
  const [one, two] = [own(unary, operator), own(binary, operator)];
  if (one !== undefined)
    return (body, isMember) => {
      const operand = operandOf(body, "arg", isMember);
      return (environment) => one(operand(environment));
    };
  if (two !== undefined)
    return (body, isMember) => {
      const [left, right] = sidesOf(body, isMember);
      return (environment) => two(left(environment), right(environment));
    };
  return functionCompiler(operator);
}

function functionCompiler(name: string): Compile {
  const known = own(functions, name);
  return (body, isMember) => {
    // The operands come first, so that of `decimal("1").lessThan(…)` the function that makes the value is named.
    const operands = Array.isArray(body) ? body.map((operand: Expression) => closureOf(operand, isMember)) : [];
    if (known === undefined) throw new NoClosure(`\`${name}\` has no compiled form`);
    const [first, second = first] = operands;
    if (first === undefined || second === undefined || operands.length !== known.takes)
      throw new NoClosure(`\`${name}\` takes another number of operands`);
    return (environment) => known.call(first(environment), second(environment));
  };
}

/** The operators that do not simply evaluate their operands: they stop early, or read something else beside them. */
const special: Readonly<Record<string, Compile>> = {
  Value: (body) => {
    const value = literalOf(body);
    return () => value;
  },
  Var: (body) => {
    const name = body as keyof Environment;
    return (environment) => environment[name];
  },
  "&&": (body, isMember) => {
    const [left, right] = sidesOf(body, isMember);
    return (environment) => asBool(left(environment)) && asBool(right(environment));
  },
  "||": (body, isMember) => {
    const [left, right] = sidesOf(body, isMember);
    return (environment) => asBool(left(environment)) || asBool(right(environment));
  },
  "if-then-else": (body, isMember) => {
    const condition = operandOf(body, "if", isMember);
    const [yes, no] = [operandOf(body, "then", isMember), operandOf(body, "else", isMember)];
    return (environment) => (asBool(condition(environment)) ? yes(environment) : no(environment));
  },
  in: (body, isMember) => {
    const [left, right] = sidesOf(body, isMember);
    return (environment) => isIn(left(environment), right(environment), isMember);
  },
  is: (body, isMember) => {
    const { entity_type: type, in: group } = body as { readonly entity_type: string; readonly in?: Expression };
    const left = operandOf(body, "left", isMember);
    if (group === undefined) return (environment) => asEntity(left(environment)).type === type;
    const within = closureOf(group, isMember);
    return (environment) => {
      const entity = asEntity(left(environment));
      return entity.type === type && isIn(entity, within(environment), isMember);
    };
  },
  like: (body, isMember) => {
    const left = operandOf(body, "left", isMember);
    const test = likeTest((body as { readonly pattern: readonly PatternPart[] }).pattern);
    return (environment) => test(asText(left(environment)));
  },
  ".": (body, isMember) => {
    const left = operandOf(body, "left", isMember);
    const { attr } = body as { readonly attr: string };
    return (environment) => attributeOf(left(environment), attr);
  },
  has: (body, isMember) => {
    const left = operandOf(body, "left", isMember);
    const { attr } = body as { readonly attr: string | readonly string[] };
    const path = typeof attr === "string" ? [attr] : attr;
    return (environment) => hasPath(left(environment), path);
  },
  Set: (body, isMember) => {
    const members = (body as readonly Expression[]).map((member) => closureOf(member, isMember));
    return (environment) => setOf(members.map((member) => member(environment)));
  },
  Record: (body, isMember) => {
    const fields = Object.entries(body as Operands).map(([name, field]) => [name, closureOf(field, isMember)] as const);
    return (environment) => ({
      is: "record",
      fields: new Map(fields.map(([name, field]) => [name, field(environment)])),
    });
  },
};

function own<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}

function operandOf(body: unknown, name: string, isMember: MemberTest): Closure {
  const operand = (body as Operands)[name];
  if (operand === undefined) throw new NoClosure(`an operand \`${name}\` is missing`);
  return closureOf(operand, isMember);
}

function sidesOf(body: unknown, isMember: MemberTest): readonly [Closure, Closure] {
  return [operandOf(body, "left", isMember), operandOf(body, "right", isMember)];
}

function literalOf(value: unknown): Value {
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  const entity = (value as { readonly __entity?: { readonly type: string; readonly id: string } } | null)?.__entity;
  if (entity !== undefined) return entityOf(entity.type, entity.id);
  throw new NoClosure(
    typeof value === "number" ? "a number past 2^53 is not exact" : "this literal has no compiled form",
  );
}

function attributeOf(value: Value, name: string): Value {
  const field = typeof value === "object" && value.is === "record" ? value.fields.get(name) : undefined;
  // An entity has no attributes here: Cedar says that it does not exist, which is an error too.
  if (field === undefined) throw new EvaluationError("there is no such attribute");
  return field;
}

function hasPath(value: Value, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (typeof value === "object" && value.is === "entity") return false;
  if (typeof value !== "object" || value.is !== "record") throw new EvaluationError("only a record has attributes");
  const field = value.fields.get(name);
  return field !== undefined && (rest.length === 0 || hasPath(field, rest));
}

/** Whether an expression has the same value for every request: literals, and what is built of nothing else. */
function isConstant(expression: Expression): boolean {
  const [operator = "", body] = Object.entries(expression)[0] ?? [];
  if (operator === "Value") return true;
  const isBuilt = operator === "Set" || own(functions, operator) !== undefined;
  return isBuilt && Array.isArray(body) && body.every((part: Expression) => isConstant(part));
}

/** A constant is evaluated once. What errs does so at every request, as in Cedar. */
function folded(closure: Closure): Closure {
  try {
    // A constant reads nothing of its environment.
    const value = closure({} as Environment);
    return () => value;
  } catch (error) {
    if (error instanceof EvaluationError) return closure;
    throw error;
  }
}
