import { Worker } from "node:worker_threads";
import type { Env } from "../kernel/env.ts";
import { limits } from "../kernel/limits.ts";
import type { PolicyMode } from "./contract.ts";
import type { BundleFault, BundleSource } from "./core/bundle.ts";
import type { CaseReport } from "./core/case-table.ts";
import type { PolicyLayer } from "./core/layers.ts";
import type { CaseText } from "./read-cases.ts";

/** What the gate is asked: may these policies be put in force, and do their cases come out. */
export interface GateQuestion {
  readonly source: BundleSource;
  /** The core that this version ships; the source's must be the same. */
  readonly shippedCore: string;
  readonly tests: readonly CaseText[];
  /** Whether the cases have to try the core too; it is tried where it ships. */
  readonly coverCore: boolean;
}

/** Why policies were refused, or what they are and how their cases came out. */
export type GateAnswer =
  | { readonly faults: readonly BundleFault[] }
  | {
      readonly hash: string;
      readonly policies: readonly { readonly id: string; readonly layer: PolicyLayer; readonly mode: PolicyMode }[];
      readonly cases: CaseReport;
    };

/**
 * Asks a thread that is thrown away afterwards, with a fresh engine and bounds of memory, stack and time: one that dies or hangs has
 * refused what it was given, and the engine that serves never saw it.
 */
export async function askGate(deps: { readonly env: Pick<Env, "sleep"> }, question: GateQuestion): Promise<GateAnswer> {
  const worker = new Worker(new URL("./bundle-gate.ts", import.meta.url), {
    workerData: question,
    // No more stack than a main thread has: what passes here must not overflow there.
    resourceLimits: { maxOldGenerationSizeMb: limits.policyGateHeapMb, maxYoungGenerationSizeMb: 64, stackSizeMb: 1 },
    stdout: true,
    stderr: true,
  });
  const deadline = new AbortController();
  const refused = (says: string): GateAnswer => ({ faults: [{ policy: "", says }] });
  const broke = "the policies broke the engine that checks them";
  try {
    return await Promise.race([
      new Promise<GateAnswer>((resolve) => {
        worker.once("message", resolve);
        worker.once("error", (error) => resolve(refused(`${broke}: ${String(error.message).slice(0, 200)}`)));
        worker.once("exit", () => resolve(refused(broke)));
      }),
      deps.env
        .sleep(limits.policyGateMs, deadline.signal)
        .then(() => refused(`checking took longer than ${limits.policyGateMs / 1000} s`)),
    ]);
  } finally {
    deadline.abort();
    await worker.terminate();
  }
}
