import { type AppendDeps, actorOf } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import type { Database } from "../kernel/sql.ts";
import { activateBundle, type BundleShelf } from "./bundles.ts";
import type { activatePolicy } from "./contract.ts";
import type { BundleFault, BundleSource } from "./core/bundle.ts";
import { throughGate } from "./gate-thread.ts";
import { invalidPolicies } from "./invalid-policies.ts";

export interface ActivateDeps extends AppendDeps {
  readonly db: Database;
  readonly env: Pick<Env, "wall" | "randomBytes" | "sleep">;
  readonly shelf: BundleShelf;
  readonly shipped: BundleSource;
}

/** Checks an organisation's policies apart from this process, then puts them in force with the core of this version. */
export async function activateOrganisation(
  deps: ActivateDeps,
  input: InputOf<typeof activatePolicy>,
  caller: Caller,
): Promise<OutputOf<typeof activatePolicy>> {
  const source: BundleSource = { core: deps.shipped.core, organisation: input.organisation };
  const faults = await gateFaults(deps, source);
  if (faults.length > 0) throw invalidPolicies(faults);
  const bundle = deps.shelf.compiled(source);
  await deps.db.write(caller.workspaceId, (tx) => activateBundle(deps, tx, bundle, actorOf(caller)));
  return { hash: bundle.hash, policies: bundle.policies.length };
}

/** What the gate thread says of a source; a thread that dies or hangs has refused it. */
export function gateFaults(
  deps: { readonly env: Pick<Env, "sleep"> },
  source: BundleSource,
): Promise<readonly BundleFault[]> {
  const script = new URL("./bundle-gate.ts", import.meta.url);
  return throughGate<readonly BundleFault[]>(deps, script, source, (says) => [{ policy: "", says }]);
}
