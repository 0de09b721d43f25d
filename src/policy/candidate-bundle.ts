import type { Env } from "../kernel/env.ts";
import { problem } from "../kernel/problem.ts";
import { gateFaults } from "./activate-policy.ts";
import type { BundleShelf } from "./bundles.ts";
import type { Bundle, BundleSource } from "./core/bundle.ts";

/** What trying policies that are not in force needs. */
export interface CandidateDeps {
  readonly env: Pick<Env, "sleep">;
  readonly shelf: Pick<BundleShelf, "compiled">;
  readonly shipped: BundleSource;
}

/** An organisation's policies as a bundle to try, through the same gate as when they are put in force; nothing is stored. */
export async function candidateBundle(deps: CandidateDeps, organisation: string): Promise<Bundle> {
  const source: BundleSource = { core: deps.shipped.core, organisation };
  const faults = await gateFaults(deps, source);
  if (faults.length > 0) {
    throw problem("invalid_input", `the policies have ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`, {
      errors: faults.map(({ policy, says }) => ({
        path: `/organisation${policy === "" ? "" : `/${policy}`}`,
        message: says,
      })),
    });
  }
  return deps.shelf.compiled(source);
}
