import { type AppendDeps, actorOf } from "../audit/append.ts";
import type { Env } from "../kernel/env.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import type { Database, Tx } from "../kernel/sql.ts";
import { activateBundle, type BundleShelf } from "./bundles.ts";
import type { activatePolicy } from "./contract.ts";
import type { BundleSource } from "./core/bundle.ts";
import { askGate, type GateAnswer } from "./gate.ts";
import { invalidPolicies } from "./invalid-policies.ts";
import type { CaseText } from "./read-cases.ts";
import { activeBundleHash, bundleSource } from "./store/bundles.ts";

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
  const { organisation, team, modes, reason } = input;
  const source: BundleSource = { core: deps.shipped.core, organisation, team, modes };
  const inForce = await deps.db.read(caller.workspaceId, sourceInForce);
  const { cases } = await checkedByGate(deps, source, input.tests, inForce);
  const bundle = deps.shelf.compiled(source);
  await deps.db.write(caller.workspaceId, (tx) =>
    activateBundle(deps, tx, bundle, actorOf(caller), { kind: "activate", reason }),
  );
  return {
    hash: bundle.hash,
    policies: bundle.policies.length,
    cases: cases.cases,
    uncovered: cases.uncovered.map(({ policy }) => policy),
  };
}

/** The text of the bundle in force, against which an activation tells what is new; null where there is none. */
export async function sourceInForce(tx: Tx): Promise<BundleSource | null> {
  const hash = await activeBundleHash(tx);
  return hash === undefined ? null : ((await bundleSource(tx, hash)) ?? null);
}

/** What the gate says of policies that it lets pass; throws with everything that is wrong with the others. */
export async function checkedByGate(
  deps: { readonly env: Pick<Env, "sleep">; readonly shipped: BundleSource },
  source: BundleSource,
  tests: readonly CaseText[],
  inForce?: BundleSource | null,
): Promise<Exclude<GateAnswer, { readonly faults: unknown }>> {
  const { shipped } = deps;
  const untried = inForce === undefined ? {} : { inForce };
  const answer = await askGate(deps, { source, shipped, tests, coverCore: false, ...untried });
  if ("faults" in answer) throw invalidPolicies(answer.faults);
  const { failed } = answer.cases;
  if (failed.length === 0) return answer;
  throw problem("invalid_input", `${failed.length} of ${answer.cases.cases} cases came out otherwise`, {
    errors: failed
      .slice(0, 100)
      .map(({ table, name, says }) => ({ path: `/tests/${table}`, message: `${name}: ${says}` })),
  });
}
