import type { Verdict } from "../contract.ts";
import type { Bundle, CompiledSlice } from "./bundle.ts";
import { type Environment, NoClosure } from "./closures/expression.ts";
import { actionEntity, environmentReader } from "./closures/facts.ts";
import { memberTest } from "./closures/operators.ts";
import { type PolicyClosure, policyClosure } from "./closures/policy.ts";
import { EvaluationError } from "./closures/value.ts";
import { verdictFrom } from "./decide.ts";
import type { DecisionRequest, Facts } from "./facts.ts";
import type { EngineAnswer } from "./language.ts";
import { type ActionKind, actionKinds } from "./vocabulary.ts";

/**
 * The policies of a bundle as functions of this process, for looking ahead: thousands of questions in the time of one to
 * Cedar. INVARIANT: it finds what Cedar finds (closures/differential.test.ts), and nothing that reaches a person asks it.
 */
export interface CompiledForm {
  readonly bundle: Bundle;
  /** What Cedar would answer for facts that fit their shape. */
  answer(request: DecisionRequest): EngineAnswer;
}

/** The compiled form of one slice. */
export type SliceForm = (facts: Facts) => EngineAnswer;

/** Compiles a bundle into closures, or says which policies have none. */
export function compiledForm(bundle: Bundle): CompiledForm | { readonly faults: readonly string[] } {
  const forms = actionKinds.map((action) => [action, sliceForm(bundle.slices[action])] as const);
  const faults = forms.flatMap(([, form]) => ("faults" in form ? form.faults : []));
  if (faults.length > 0) return { faults: [...new Set(faults)] };
  const byAction = Object.fromEntries(forms) as Readonly<Record<ActionKind, SliceForm>>;
  return { bundle, answer: ({ action, facts }) => byAction[action](facts) };
}

/** What a decision about a request would be: the same resolver as `decide`, over the compiled form. It records nothing. */
export function foreseen(form: CompiledForm, request: DecisionRequest): Verdict {
  return verdictFrom(form.bundle, request, null, form.answer(request));
}

/** Compiles the policies of one action, or says which of them have no compiled form. */
export function sliceForm(
  slice: Pick<CompiledSlice, "action" | "shape" | "policies">,
): SliceForm | { readonly faults: readonly string[] } {
  const isMember = memberTest(actionEntity(slice));
  const read = environmentReader(slice);
  const compiled = Object.entries(slice.policies).map(([id, policy]) => {
    try {
      return { id, closure: policyClosure(policy, isMember) };
    } catch (error) {
      if (!(error instanceof NoClosure)) throw error;
      return { fault: `\`${id}\`: ${error.message}` };
    }
  });
  const faults = compiled.flatMap(({ fault }) => (fault === undefined ? [] : [fault]));
  if (faults.length > 0) return { faults };
  const closures = compiled.flatMap(({ id, closure }) => (closure === undefined ? [] : [{ id, closure }]));
  return (facts) => vectorOf(closures, () => read(facts));
}

function vectorOf(
  policies: readonly { readonly id: string; readonly closure: PolicyClosure }[],
  environment: () => Environment,
): EngineAnswer {
  const found = attempt(environment);
  if ("error" in found) return { kind: "refused", messages: [found.error] };
  const [satisfied, failed]: [string[], string[]] = [[], []];
  for (const { id, closure } of policies) {
    const result = attempt(() => closure(found.value));
    if ("error" in result) failed.push(id);
    else if (result.value) satisfied.push(id);
  }
  return { kind: "vector", satisfied: satisfied.sort(), failed: failed.sort() };
}

/** Evaluates, and gives an evaluation error as a value; anything else is a bug and is thrown. */
function attempt<T>(work: () => T): { readonly value: T } | { readonly error: string } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof EvaluationError) return { error: error.message };
    throw error;
  }
}
