import type { Env } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Database } from "../../kernel/sql.ts";
import type { BundleShelf } from "../bundles.ts";
import type { BundleSource } from "../core/bundle.ts";
import { throughGate } from "../gate-thread.ts";
import { invalidPolicies } from "../invalid-policies.ts";
import type { diffPolicy } from "./contract.ts";
import type { Compared, Difference } from "./diff-gate.ts";

export interface DiffDeps {
  readonly db: Database;
  readonly env: Pick<Env, "sleep">;
  readonly shelf: BundleShelf;
  readonly shipped: BundleSource;
}

/** Compares an organisation's policies with the bundle in force, apart from this process. Nothing is stored. */
export async function diffOrganisation(
  deps: DiffDeps,
  { organisation }: InputOf<typeof diffPolicy>,
  caller: Caller,
): Promise<OutputOf<typeof diffPolicy>> {
  const active = await deps.db.read(caller.workspaceId, (tx) => deps.shelf.active(tx));
  if (active.state === "stale") throw problem("not_found", active.says);
  const compared: Compared = {
    before: active.bundle.source,
    // A team's policies and the modes stay: only the organisation's text is another one.
    after: { ...active.bundle.source, core: deps.shipped.core, organisation },
  };
  const script = new URL("./diff-gate.ts", import.meta.url);
  const difference = await throughGate<Difference>(deps, script, compared, (says) => ({
    faults: [{ policy: "", says }],
  }));
  if ("faults" in difference) throw invalidPolicies(difference.faults);
  return difference;
}
