import { parentPort, workerData } from "node:worker_threads";
import { type BundleFault, type BundleSource, compileBundle } from "./core/bundle.ts";
import { canaryFaults } from "./core/canary.ts";
import { createEngine } from "./engine.ts";

/**
 * Runs in a thread of its own with an engine of its own: a text that crashes Cedar takes this thread down and nothing else.
 * The canary evaluates every policy once, because some texts validate cleanly and crash only then.
 */
function faultsOf(source: BundleSource): readonly BundleFault[] {
  const engine = createEngine();
  const bundle = compileBundle(engine.language, source);
  if ("faults" in bundle) return bundle.faults;
  return canaryFaults(engine, bundle).map((says) => ({ policy: "", says }));
}

parentPort?.postMessage(faultsOf(workerData as BundleSource));
