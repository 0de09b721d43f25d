import type { DecisionOutcome, Verdict } from "../contract.ts";
import type { BundleDiff, Example, Hit, OutcomeChange } from "../diff/contract.ts";
import { boundariesOf, type Variation } from "./boundaries.ts";
import type { Bundle, CompiledPolicy } from "./bundle.ts";
import { clearFacts } from "./canary.ts";
import { casesAround, type FactsCase, factsOf } from "./cases.ts";
import { type CompiledForm, compiledForm, foreseen } from "./compiled.ts";
import { explained } from "./explain.ts";
import { valueAt } from "./expression.ts";
import { type DecisionRequest, factsShapes } from "./facts.ts";
import { policyChanges } from "./policy-changes.ts";
import { type ActionKind, actionKinds } from "./vocabulary.ts";

const casesPerAction = 10_000;

/**
 * How two bundles differ: policy by policy, and in the outcomes of cases at the boundaries of both. Equal bundles differ in
 * nothing, a rewording in no outcome. The cases are bounded and always the same: what they do not reach is not promised.
 */
export function diffBundles(before: Bundle, after: Bundle): BundleDiff {
  const policies = policyChanges(before, after);
  const [old, next] = [compiledForm(before), compiledForm(after)];
  const changed = new Set(policies.filter(({ parts }) => parts.some(canTurn)).map(({ policy }) => policy));
  const tried =
    "faults" in old || "faults" in next ? [] : actionKinds.map((action) => tryAction(action, old, next, changed));
  return {
    from: before.hash,
    to: after.hash,
    policies: [...policies],
    outcomes: sumOf(tried.flatMap(({ outcomes }) => outcomes)),
    settledElsewhere: tried.reduce((sum, one) => sum + one.settledElsewhere, 0),
    cases: tried.reduce((sum, one) => sum + one.cases, 0),
    isComplete: tried.every((one) => one.isComplete) && tried.length > 0,
    notCompared: [...("faults" in old ? old.faults : []), ...("faults" in next ? next.faults : [])],
  };
}

/** Words and codes change no outcome, and neither does whose a policy is. */
function canTurn(part: string): boolean {
  return part === "conditions" || part === "scope" || part === "effect";
}

type Tried = Pick<BundleDiff, "outcomes" | "settledElsewhere" | "cases" | "isComplete">;

function tryAction(action: ActionKind, old: CompiledForm, next: CompiledForm, changed: ReadonlySet<string>): Tried {
  const baseline = clearFacts(action);
  const applying = [...old.bundle.policies, ...next.bundle.policies].filter(({ actions }) => actions.includes(action));
  const variations = boundariesOf(
    applying.map(({ json }) => json),
    factsShapes[action],
    baseline,
  );
  const moved = applying.filter(({ id }) => changed.has(id));
  if (moved.length === 0) return { outcomes: [], settledElsewhere: 0, cases: 0, isComplete: true };
  const { cases, isComplete } = casesAround(variations, groupsOf(moved, variations), casesPerAction);
  const outcomes: OutcomeChange[] = [];
  let settledElsewhere = 0;
  for (const changes of cases) {
    const request = { action, facts: factsOf(baseline, changes) } as DecisionRequest;
    const [was, becomes] = [foreseen(old, request), foreseen(next, request)];
    if (was.outcome !== becomes.outcome) {
      const known = outcomes.find(({ from, to }) => from === was.outcome && to === becomes.outcome);
      if (known !== undefined) known.cases += 1;
      else outcomes.push(outcomeChange(request, changes, [old, was], [next, becomes]));
    } else if (hitsOf(was).join() !== hitsOf(becomes).join()) settledElsewhere += 1;
  }
  return { outcomes, settledElsewhere, cases: cases.length, isComplete };
}

/** The facts that each changed policy reads, before and after taken together. */
function groupsOf(
  changed: readonly CompiledPolicy[],
  variations: readonly Variation[],
): readonly (readonly Variation[])[] {
  return [...new Set(changed.map(({ id }) => id))].map((id) => {
    const paths = changed
      .filter((policy) => policy.id === id)
      .flatMap(({ reads }) => reads.map((path) => path.join(".")));
    return variations.filter(({ path }) => paths.some((read) => `${path.join(".")}.`.startsWith(`${read}.`)));
  });
}

type Side = readonly [form: CompiledForm, verdict: Verdict];

function outcomeChange(request: DecisionRequest, changes: FactsCase, before: Side, after: Side): OutcomeChange {
  return {
    from: before[1].outcome,
    to: after[1].outcome,
    cases: 1,
    example: exampleOf(request, changes, before, after),
  };
}

type FactValue = Example["facts"][number]["value"];

function exampleOf(request: DecisionRequest, changes: FactsCase, before: Side, after: Side): Example {
  const baseline = clearFacts(request.action);
  return {
    action: request.action,
    facts: changes.map(({ path, value }) => ({
      fact: path.join("."),
      value: value as FactValue,
      otherwise: valueAt(baseline, path) as FactValue,
    })),
    before: hitsAlone(request, before, after),
    after: hitsAlone(request, after, before),
  };
}

/** The policies that hit on one side and not on the other, with why. */
function hitsAlone(request: DecisionRequest, [form, verdict]: Side, [, other]: Side): Hit[] {
  const shared = new Set(hitsOf(other));
  return explained(form.bundle, request, verdict.checks)
    .filter(({ policy }) => !shared.has(policy))
    .map(({ policy, because }) => ({ policy, because: because.map(({ says }) => says) }));
}

function hitsOf({ checks }: Verdict): readonly string[] {
  return checks.flatMap(({ policy, result }) => (result === "hit" ? [policy] : []));
}

const order: readonly DecisionOutcome[] = ["allow", "defer", "needs_approval", "deny"];

/** The changes of all actions by what became what, with the smallest example of each. */
function sumOf(changes: readonly OutcomeChange[]): OutcomeChange[] {
  return order.flatMap((from) =>
    order.flatMap((to) => {
      const same = changes.filter((one) => one.from === from && one.to === to);
      const [smallest] = same.toSorted((a, b) => a.example.facts.length - b.example.facts.length);
      if (smallest === undefined) return [];
      return [{ ...smallest, cases: same.reduce((sum, one) => sum + one.cases, 0) }];
    }),
  );
}
