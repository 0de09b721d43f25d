import type { Env } from "../../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../../kernel/operation.ts";
import { problem } from "../../kernel/problem.ts";
import type { Database, Tx } from "../../kernel/sql.ts";
import type { BundleShelf } from "../bundles.ts";
import type { BundleSource } from "../core/bundle.ts";
import { throughGate } from "../gate-thread.ts";
import { invalidPolicies } from "../invalid-policies.ts";
import { bundleSource } from "../store/bundles.ts";
import type { diffPolicy } from "./contract.ts";
import type { Compared, Difference } from "./diff-gate.ts";

export interface DiffDeps {
  readonly db: Database;
  readonly env: Pick<Env, "sleep">;
  readonly shelf: BundleShelf;
  readonly shipped: BundleSource;
}

/** Compares policies, or an earlier bundle, with the bundle in force or another one, apart from this process. Nothing is stored. */
export async function diffOrganisation(
  deps: DiffDeps,
  input: InputOf<typeof diffPolicy>,
  caller: Caller,
): Promise<OutputOf<typeof diffPolicy>> {
  const compared = await deps.db.read(caller.workspaceId, (tx) => comparedBy(deps, tx, input));
  const script = new URL("./diff-gate.ts", import.meta.url);
  const difference = await throughGate<Difference>(deps, script, compared, (says) => ({
    faults: [{ policy: "", says }],
  }));
  if ("faults" in difference) throw invalidPolicies(difference.faults);
  return difference;
}

/** The two sources: what is given takes the place of the same part in force, and the rest stays. */
async function comparedBy(
  { shelf, shipped }: DiffDeps,
  tx: Tx,
  { organisation, team, modes, from, to }: InputOf<typeof diffPolicy>,
): Promise<Compared> {
  const before = from === undefined ? await inForce(shelf, tx) : await bundleNamed(tx, from);
  if (to !== undefined) return { before, after: await bundleNamed(tx, to) };
  const active = from === undefined ? before : await inForce(shelf, tx);
  return {
    before,
    after: {
      core: shipped.core,
      organisation: organisation ?? active.organisation,
      team: team ?? active.team ?? "",
      modes: modes ?? active.modes ?? {},
    },
  };
}

async function inForce(shelf: BundleShelf, tx: Tx): Promise<BundleSource> {
  const active = await shelf.active(tx);
  if (active.state === "stale") throw problem("not_found", active.says);
  return active.bundle.source;
}

async function bundleNamed(tx: Tx, hash: string): Promise<BundleSource> {
  const found = await bundleSource(tx, hash);
  if (found === undefined) throw problem("not_found", `there is no bundle \`${hash}\`: \`policy.bundles\` lists them`);
  return found;
}
