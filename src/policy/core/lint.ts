import { isTimeAt, type PolicyNotes } from "./annotations.ts";
import { type FactPath, hasExactNumbers, joinCount, operatorsIn } from "./expression.ts";
import { factsShapes } from "./facts.ts";
import type { PolicyJson } from "./language.ts";
import type { ActionKind } from "./vocabulary.ts";

/** What a policy is judged by before it is validated. */
export interface Draft extends PolicyNotes {
  readonly text: string;
  readonly json: PolicyJson;
  readonly reads: readonly FactPath[];
}

const policyMaxBytes = 10_240;
const joinsMax = 50;

/** What Cedar would accept and we do not, because it can fail open or break the engine. */
export function lintFaults(policy: Draft): readonly string[] {
  const operators = operatorsIn(policy.json);
  const readsApprovals = policy.reads.some((path) => path.length === 0 || path[0] === "approvals");
  const arithmetic = ["+", "-", "*", "neg"].filter((operator) => operators.has(operator));
  return [
    ...(Buffer.byteLength(policy.text) > policyMaxBytes ? [`a policy has at most ${policyMaxBytes} bytes`] : []),
    ...(joinCount(policy.json) > joinsMax
      ? [`a policy joins at most ${joinsMax} conditions: use a set for a list`]
      : []),
    ...(hasExactNumbers(policy.json) ? [] : ["a whole number may not pass 2^53"]),
    // An overflow makes Cedar skip the policy, and a skipped forbid forbids nothing.
    ...arithmetic.map((operator) => `\`${operator}\` can overflow: compare facts without arithmetic`),
    ...(operators.has("has") ? ["every fact is always there: `has` would let a missing one pass"] : []),
    ...(policy.effect === "deny" && readsApprovals
      ? ["a deny may not read `approvals`: no approval overrides it"]
      : []),
  ];
}

/** What is wrong with where a policy applies: nowhere, or to an action that lacks the time that it defers to. */
export function scopeFaults(until: PolicyNotes["until"], actions: readonly ActionKind[]): readonly string[] {
  if (actions.length === 0) return ["it can apply to no action"];
  if (until === null || actions.every((action) => isTimeAt(factsShapes[action], until.path))) return [];
  return [`\`@until\` must name a time of the facts, and \`${until.path.join(".")}\` is none`];
}
