import type { PolicyJson } from "../language.ts";
import { type Closure, closureOf, type Environment, NoClosure } from "./expression.ts";
import { isIn, type MemberTest } from "./operators.ts";
import { asBool, type EntityValue, entityOf, setOf } from "./value.ts";

/** Whether a policy is satisfied; throws an `EvaluationError` where Cedar would report one. */
export type PolicyClosure = (environment: Environment) => boolean;

type Test = (environment: Environment) => boolean;

interface EntityJson {
  readonly __entity?: { readonly type: string; readonly id: string };
  readonly type?: string;
  readonly id?: string;
}

interface Scope {
  readonly op: string;
  readonly entity?: EntityJson;
  readonly entities?: readonly EntityJson[];
  readonly entity_type?: string;
  readonly in?: { readonly entity?: EntityJson };
}

/** The closure of one policy: its scope, then its conditions in order, and the first that is false ends it. */
export function policyClosure(policy: PolicyJson, isMember: MemberTest): PolicyClosure {
  const tests = [
    scopeTest(policy.principal, ({ principal }) => principal, isMember),
    scopeTest(policy.action, ({ action }) => action, isMember),
    scopeTest(policy.resource, ({ resource }) => resource, isMember),
    ...policy.conditions.map(({ kind, body }) => conditionTest(closureOf(body, isMember), kind === "when")),
  ].filter((test) => test !== always);
  return (environment) => tests.every((test) => test(environment));
}

const always: Test = () => true;

function conditionTest(body: Closure, wanted: boolean): Test {
  return (environment) => asBool(body(environment)) === wanted;
}

function scopeTest(scope: Scope, of: (environment: Environment) => EntityValue, isMember: MemberTest): Test {
  const { op, entity_type: type } = scope;
  if (op === "All") return always;
  if (op === "is" && type !== undefined) {
    const within = scope.in === undefined ? always : scopeTest({ op: "in", ...scope.in }, of, isMember);
    return (environment) => of(environment).type === type && within(environment);
  }
  const named = (scope.entities ?? [scope.entity]).map(entityNamed);
  if (op === "==" || op === "in") {
    const group = setOf(named);
    const [only] = named;
    if (op === "==" && only !== undefined)
      return (environment) => of(environment).type === only.type && of(environment).id === only.id;
    return (environment) => isIn(of(environment), group, isMember);
  }
  throw new NoClosure(`a scope with \`${op}\` has no compiled form`);
}

function entityNamed(given: EntityJson | undefined): EntityValue {
  const { type, id } = given?.__entity ?? given ?? {};
  if (type === undefined || id === undefined) throw new NoClosure("a scope names an entity");
  return entityOf(type, id);
}
