import type { DecisionReason } from "../contract.ts";
import type { CompiledPolicy } from "./bundle.ts";
import { type Comparison, comparisonsIn, type Operand, valueAt } from "./expression.ts";
import type { Facts } from "./facts.ts";

type Values = DecisionReason["values"];

/** Why a policy objects, with the values it read: how much was used of what limit, and when it is worth asking again. */
export function reasonFor(policy: CompiledPolicy, facts: Facts): DecisionReason {
  const measured = measure(policy, facts);
  // Where something else made it hit, the sentence still names the numbers that it is about; they are no `used` and `limit` then.
  const named = measured.limit === undefined ? comparedIn(policy, facts) : measured;
  const until =
    policy.until === null ? Number.NaN : Date.parse(String(valueAt(facts, policy.until.path))) + policy.until.plusMs;
  return {
    rule: policy.id,
    code: policy.code ?? "",
    effect: policy.effect === "permit" ? "deny" : policy.effect,
    says: policy.says
      .replace("{used}", String(named.used ?? "unknown"))
      .replace("{limit}", String(named.limit ?? "unknown")),
    ...measured,
    ...(Number.isNaN(until) || until <= Date.parse(facts.now) ? {} : { until: new Date(until).toISOString() }),
    values: Object.fromEntries(policy.reads.map((path) => [path.join("."), valueAt(facts, path)])) as Values,
  };
}

/** The first comparison of numbers that made the policy hit. */
function measure(policy: CompiledPolicy, facts: Facts): Partial<Measure> {
  for (const comparison of comparisonsIn(policy.json)) {
    const measured = measureOf(comparison, facts);
    if (measured !== undefined) return measured;
  }
  return {};
}

/** The numbers of the first comparison, whichever way it came out. */
function comparedIn(policy: CompiledPolicy, facts: Facts): Partial<Measure> {
  const [first] = comparisonsIn(policy.json).flatMap((comparison) => {
    const numbers = measureOf(comparison, facts) ?? measureOf({ ...comparison, hitsWhen: !comparison.hitsWhen }, facts);
    return numbers === undefined ? [] : [numbers];
  });
  return first ?? {};
}

/** How much was used of what limit. */
export interface Measure {
  readonly used: number;
  readonly limit: number;
}

/** What a comparison compared, where its outcome is the one that lets the policy hit; undefined elsewhere. */
export function measureOf(comparison: Comparison, facts: Facts): Measure | undefined {
  const [left, right] = [numberOf(comparison.left, facts), numberOf(comparison.right, facts)];
  if (left === undefined || right === undefined || isTrue(comparison, left, right) !== comparison.hitsWhen) return;
  return "literal" in comparison.left ? { used: right, limit: left } : { used: left, limit: right };
}

function numberOf(operand: Operand, facts: Facts): number | undefined {
  const value = "literal" in operand ? operand.literal : valueAt(facts, operand.path);
  return typeof value === "number" ? value : undefined;
}

function isTrue({ operator }: Comparison, left: number, right: number): boolean {
  switch (operator) {
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
