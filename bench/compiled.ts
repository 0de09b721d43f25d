import { performance } from "node:perf_hooks";
import { boundariesOf } from "../src/policy/core/boundaries.ts";
import { type Bundle, compileBundle } from "../src/policy/core/bundle.ts";
import { clearFacts } from "../src/policy/core/canary.ts";
import { casesAround, factsOf } from "../src/policy/core/cases.ts";
import { type CompiledForm, compiledForm, foreseen } from "../src/policy/core/compiled.ts";
import { decide } from "../src/policy/core/decide.ts";
import { type DecisionRequest, factsShapes } from "../src/policy/core/facts.ts";
import type { PolicyLanguage } from "../src/policy/core/language.ts";
import { type CedarEngine, createEngine } from "../src/policy/engine.ts";
import { shippedPolicies } from "../src/policy/shipped.ts";

/** One decision by Cedar beside one by the compiled form, of the same questions in the same run. */
export interface CompiledBench {
  readonly policies: number;
  readonly cedarMedianUs: number;
  readonly cedarP99Us: number;
  readonly closuresMedianUs: number;
  readonly closuresP99Us: number;
  /** How many decisions are foreseen in the time of one by Cedar. */
  readonly ratio: number;
  readonly compileMs: number;
  readonly questions: number;
  /** Questions whose outcomes differed: there is none, or the figures mean nothing. */
  readonly differences: number;
}

/** Measures bundles of these sizes, each made of the shipped policies and copies of them with other bounds. */
export function benchCompiled(sizes: readonly number[], rounds: number): readonly CompiledBench[] {
  const engine = createEngine();
  return sizes.map((size) => measured(engine, bundleOf(engine.language, size), rounds));
}

function bundleOf(language: PolicyLanguage, size: number): Bundle {
  const { core, organisation } = shippedPolicies();
  const [protecting, own] = [language.parts(core), language.parts(organisation)];
  const permit = own.filter((text) => /^permit/m.test(text));
  const shipped = [...permit, ...own.filter((text) => !permit.includes(text))];
  const wanted = size - protecting.length;
  const texts = Array.from({ length: wanted }, (_, at) =>
    copyOf(shipped[at % shipped.length] ?? "", Math.floor(at / shipped.length)),
  );
  const bundle = compileBundle(language, { core, organisation: texts.join("\n") });
  if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
  return bundle;
}

function copyOf(text: string, copy: number): string {
  if (copy === 0) return text;
  return text
    .replace(/@id\("([^"]+)"\)/, `@id("$1-${copy}")`)
    .replaceAll(/(>=|<|>) (\d+)/g, (_, operator: string, bound: string) => `${operator} ${Number(bound) + copy}`);
}

function measured(engine: CedarEngine, bundle: Bundle, rounds: number): CompiledBench {
  const compileFrom = performance.now();
  const form = compiledForm(bundle);
  const compileMs = performance.now() - compileFrom;
  if ("faults" in form) throw new Error(form.faults.join("; "));
  const questions = questionsFor(bundle);
  const ways = waysOf(engine, form);
  // The first round compiles code and is not counted.
  const [cedar, closures]: [number[], number[]] = [[], []];
  let differences = 0;
  for (let round = 0; round <= rounds; round += 1) {
    for (const question of questions) {
      const [decided, foretold] = [timed(() => ways.cedar(question)), timed(() => ways.closures(question))];
      if (decided.outcome !== foretold.outcome) differences += 1;
      if (round === 0) continue;
      cedar.push(decided.us);
      closures.push(foretold.us);
    }
  }
  const [a, b] = [cedar.toSorted((x, y) => x - y), closures.toSorted((x, y) => x - y)];
  return {
    policies: bundle.policies.length,
    cedarMedianUs: quantile(a, 0.5),
    cedarP99Us: quantile(a, 0.99),
    closuresMedianUs: quantile(b, 0.5),
    closuresP99Us: quantile(b, 0.99),
    ratio: quantile(a, 0.5) / quantile(b, 0.5),
    compileMs,
    questions: cedar.length,
    differences,
  };
}

function waysOf(engine: CedarEngine, form: CompiledForm) {
  const active = { state: "ready", bundle: form.bundle } as const;
  return {
    cedar: (question: DecisionRequest) => decide(engine, active, question).outcome,
    closures: (question: DecisionRequest) => foreseen(form, question).outcome,
  };
}

/** Mails around the bounds of the policies: one or two facts of a clear one changed. */
function questionsFor(bundle: Bundle): readonly DecisionRequest[] {
  const clear = clearFacts("send_email");
  const variations = boundariesOf(
    bundle.policies.filter(({ actions }) => actions.includes("send_email")).map(({ json }) => json),
    factsShapes.send_email,
    clear,
  );
  const { cases } = casesAround(variations, [variations.slice(0, 20)], 500);
  return cases.map((changes) => ({ action: "send_email", facts: factsOf(clear, changes) }));
}

function timed(call: () => string): { readonly us: number; readonly outcome: string } {
  const from = performance.now();
  const outcome = call();
  return { us: (performance.now() - from) * 1_000, outcome };
}

function quantile(sorted: readonly number[], at: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;
}

export function compiledTable(measured: readonly CompiledBench[]): string {
  const us = (value: number): string => value.toFixed(value < 100 ? 1 : 0);
  const lines = measured.map(
    (one) =>
      `${one.policies} policies: a decision by Cedar ${us(one.cedarMedianUs)} us (p99 ${us(one.cedarP99Us)}), foreseen ` +
      `${us(one.closuresMedianUs)} us (p99 ${us(one.closuresP99Us)}), ratio ${one.ratio.toFixed(0)}; compiled in ` +
      `${one.compileMs.toFixed(1)} ms; ${one.differences} of ${one.questions} outcomes differ`,
  );
  return `${lines.join("\n")}\n`;
}
