import type { Env } from "../kernel/env.ts";
import type { PolicyMode } from "./contract.ts";
import type { BundleFault, BundleSource } from "./core/bundle.ts";
import type { CaseReport } from "./core/case-table.ts";
import type { PolicyLayer } from "./core/layers.ts";
import { throughGate } from "./gate-thread.ts";
import type { CaseText } from "./read-cases.ts";

/** What the gate is asked: may these policies be put in force, and do their cases come out. */
export interface GateQuestion {
  readonly source: BundleSource;
  /** What this version ships; the source's core must be the same. */
  readonly shipped: BundleSource;
  readonly tests: readonly CaseText[];
  /** Whether the cases have to try the core too; it is tried where it ships. */
  readonly coverCore: boolean;
  /**
   * For an activation, what is in force, or null where nothing can be had: each policy that neither is nor ships has to be hit by a case
   * and passed by one. Without it, what no case tries is only told.
   */
  readonly inForce?: BundleSource | null;
}

/** Why policies were refused, or what they are and how their cases came out. */
export type GateAnswer =
  | { readonly faults: readonly BundleFault[] }
  | {
      readonly hash: string;
      readonly policies: readonly { readonly id: string; readonly layer: PolicyLayer; readonly mode: PolicyMode }[];
      readonly cases: CaseReport;
    };

/** Asks a thread that is thrown away afterwards, with a fresh engine: the one that serves never sees what it refused. */
export function askGate(deps: { readonly env: Pick<Env, "sleep"> }, question: GateQuestion): Promise<GateAnswer> {
  const script = new URL("./bundle-gate.ts", import.meta.url);
  return throughGate<GateAnswer>(deps, script, question, (says) => ({ faults: [{ policy: "", says }] }));
}
