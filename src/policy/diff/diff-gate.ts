import { parentPort, workerData } from "node:worker_threads";
import { type BundleFault, type BundleSource, compileBundle } from "../core/bundle.ts";
import { canaryFaults } from "../core/canary.ts";
import { diffBundles } from "../core/diff.ts";
import { createEngine } from "../engine.ts";
import type { BundleDiff } from "./contract.ts";

/** What is compared: the source in force or another one that was, and the one that would be. */
export interface Compared {
  readonly before: BundleSource;
  readonly after: BundleSource;
}

/** How they differ, or what is wrong with the new one. */
export type Difference = BundleDiff | { readonly faults: readonly BundleFault[] };

type Compiled = ReturnType<typeof compileBundle>;

/** Runs in a thread of its own: the new text may break Cedar, and thousands of cases would hold up everybody else. */
function differenceOf({ before, after }: Compared): Difference {
  const engine = createEngine();
  const [old, next] = [before, after].map((source) => compileBundle(engine.language, source)) as [Compiled, Compiled];
  if ("faults" in next) return next;
  const faults = canaryFaults(engine, next).map((says) => ({ policy: "", says }));
  if (faults.length > 0) return { faults };
  // A bundle of the past may be one that only an earlier version of Fairlead compiled.
  if ("faults" in old) return { faults: old.faults.map(({ policy, says }) => ({ policy, says: `before: ${says}` })) };
  return diffBundles(old, next);
}

parentPort?.postMessage(differenceOf(workerData as Compared));
