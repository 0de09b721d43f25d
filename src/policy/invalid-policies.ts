import { type Problem, problem } from "../kernel/problem.ts";
import type { BundleFault } from "./core/bundle.ts";

/** The caller's policies cannot serve: every fault by the policy that has it. */
export function invalidPolicies(faults: readonly BundleFault[]): Problem {
  return problem("invalid_input", `the policies have ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`, {
    errors: faults.map(({ policy, says }) => ({
      path: `/organisation${policy === "" ? "" : `/${policy}`}`,
      message: says,
    })),
  });
}
