import { parentPort, workerData } from "node:worker_threads";
import { compileBundle } from "./core/bundle.ts";
import { canaryFaults } from "./core/canary.ts";
import { reportCases } from "./core/case-table.ts";
import { coreFaults } from "./core/layers.ts";
import { createEngine } from "./engine.ts";
import type { GateAnswer, GateQuestion } from "./gate.ts";
import { readCases } from "./read-cases.ts";

/**
 * Runs in a thread of its own with an engine of its own: a text that crashes Cedar takes this thread down and nothing else.
 * The canary evaluates every policy once, because some texts validate cleanly and crash only then.
 */
function answerTo({ source, shippedCore, tests, coverCore }: GateQuestion): GateAnswer {
  const engine = createEngine();
  const bundle = compileBundle(engine.language, source);
  if ("faults" in bundle) return { faults: bundle.faults };
  const shipped = compileBundle(engine.language, { core: shippedCore, organisation: "" });
  if ("faults" in shipped) return { faults: shipped.faults };
  const read = tests.map(readCases);
  const faults = [
    ...coreFaults(bundle.policies, shipped.policies),
    ...canaryFaults(engine, bundle).map((says) => ({ policy: "", says })),
    ...read.flatMap((one) => ("faults" in one ? one.faults : [])),
  ];
  if (faults.length > 0) return { faults };
  const tables = read.flatMap((one) => ("table" in one ? [one] : []));
  const cases = reportCases(engine, bundle, tables, ({ layer }) => coverCore || layer !== "core");
  // Each case is an evaluation too: an engine that broke in one would break in the service.
  if (engine.crashes() > 0) return { faults: [{ policy: "", says: "the policies broke the engine that checks them" }] };
  return { hash: bundle.hash, policies: bundle.policies.map(({ id, layer, mode }) => ({ id, layer, mode })), cases };
}

parentPort?.postMessage(answerTo(workerData as GateQuestion));
