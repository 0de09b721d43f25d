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

/** An organisation's policies as a bundle to try, through the same gate as when they are put in force; nothing is stored. */
export async function candidateBundle(deps: CandidateDeps, organisation: string): Promise<Bundle> {
  const source: BundleSource = { core: deps.shipped.core, organisation };
  await checkedByGate(deps, source, []);
  return deps.shelf.compiled(source);
}
