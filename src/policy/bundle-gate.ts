import { parentPort, workerData } from "node:worker_threads";
import { type Bundle, type BundleFault, type BundleSource, compileBundle, digest } from "./core/bundle.ts";
import { canaryFaults } from "./core/canary.ts";
import { missingCases, triedPart } from "./core/case-skeleton.ts";
import { type CaseReport, reportCases } from "./core/case-table.ts";
import { goldenFaults } from "./core/golden.ts";
import type { PolicyLanguage } from "./core/language.ts";
import { coreFaults } from "./core/layers.ts";
import { createEngine } from "./engine.ts";
import type { GateAnswer, GateQuestion } from "./gate.ts";
import { readCases } from "./read-cases.ts";
import { shippedGolden } from "./shipped.ts";

/**
 * Runs in a thread of its own with an engine of its own: a text that crashes Cedar takes this thread down and nothing else.
 * The canary evaluates every policy once, because some texts validate cleanly and crash only then.
 */
function answerTo({ source, shipped: shippedSource, tests, coverCore, inForce }: GateQuestion): GateAnswer {
  const engine = createEngine();
  const bundle = compileBundle(engine.language, source);
  if ("faults" in bundle) return { faults: bundle.faults };
  const shipped = compileBundle(engine.language, shippedSource);
  if ("faults" in shipped) return { faults: shipped.faults };
  const read = tests.map(readCases);
  const faults = [
    ...coreFaults(bundle.policies, shipped.policies),
    ...canaryFaults(engine, bundle).map((says) => ({ policy: "", says })),
    ...goldenFaults(engine, bundle, shippedGolden()),
    ...read.flatMap((one) => ("faults" in one ? one.faults : [])),
  ];
  if (faults.length > 0) return { faults };
  const tables = read.flatMap((one) => ("table" in one ? [one] : []));
  const cases = reportCases(engine, bundle, tables, ({ layer }) => coverCore || layer !== "core");
  // Each case is an evaluation too: an engine that broke in one would break in the service.
  if (engine.crashes() > 0) return { faults: [{ policy: "", says: "the policies broke the engine that checks them" }] };
  if (inForce !== undefined) {
    const tried = triedParts(engine.language, [shipped, inForce]);
    const untried = untriedFaults(bundle, cases, tried);
    // Cases that came out otherwise are told first: mended, they may be the ones that are missing.
    if (untried.length > 0 && cases.failed.length === 0) return { faults: untried };
  }
  return { hash: bundle.hash, policies: bundle.policies.map(({ id, layer, mode }) => ({ id, layer, mode })), cases };
}

/** What cases have tried already: what ships has its tables, and what is in force had them when it was put there. */
function triedParts(language: PolicyLanguage, sources: readonly (Bundle | BundleSource | null)[]): ReadonlySet<string> {
  const bundles = sources.flatMap((one) => {
    if (one === null) return [];
    if ("policies" in one) return [one];
    const compiled = compileBundle(language, one);
    return "faults" in compiled ? [] : [compiled];
  });
  return new Set(bundles.flatMap(({ policies }) => policies.map((policy) => digest(triedPart(policy)))));
}

function untriedFaults(bundle: Bundle, { uncovered }: CaseReport, tried: ReadonlySet<string>): readonly BundleFault[] {
  const lacking = new Map(uncovered.map((one) => [one.policy, one]));
  return bundle.policies.flatMap((policy) => {
    const lack = lacking.get(policy.id);
    if (lack === undefined || tried.has(digest(triedPart(policy)))) return [];
    return [{ policy: policy.id, says: missingCases(policy, lack) }];
  });
}

parentPort?.postMessage(answerTo(workerData as GateQuestion));
