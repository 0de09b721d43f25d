import type { Env } from "../kernel/env.ts";
import { checkedByGate } from "./activate-policy.ts";
import type { BundleShelf } from "./bundles.ts";
import type { Bundle, BundleSource } from "./core/bundle.ts";

/** What trying policies that are not in force needs. */
export interface CandidateDeps {
  readonly env: Pick<Env, "sleep">;
  readonly shelf: Pick<BundleShelf, "compiled">;
  readonly shipped: BundleSource;
}

/**
 * Policies as a bundle to try, through the same gate as when they are put in force; nothing is stored. The core is this version's,
 * whatever is given.
 */
export async function candidateBundle(deps: CandidateDeps, candidate: BundleSource): Promise<Bundle> {
  const source: BundleSource = { ...candidate, core: deps.shipped.core };
  await checkedByGate(deps, source, []);
  return deps.shelf.compiled(source);
}
