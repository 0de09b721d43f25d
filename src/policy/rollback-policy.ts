import { actorOf } from "../audit/append.ts";
import type { Caller, InputOf, OutputOf } from "../kernel/operation.ts";
import { problem } from "../kernel/problem.ts";
import { type ActivateDeps, checkedByGate } from "./activate-policy.ts";
import { activateBundle } from "./bundles.ts";
import type { BundleSource } from "./core/bundle.ts";
import { previousBundle } from "./core/previous-bundle.ts";
import type { rollbackPolicy } from "./rollout/contract.ts";
import { activationHistory } from "./store/activations.ts";
import { activeBundleHash, bundleSource } from "./store/bundles.ts";

/** Puts an earlier bundle in force again. Its core is this version's: an older core would be a promise that nobody makes any more. */
export async function rollBack(
  deps: ActivateDeps,
  input: InputOf<typeof rollbackPolicy>,
  caller: Caller,
): Promise<OutputOf<typeof rollbackPolicy>> {
  const { restored, earlier } = await earlierBundle(deps, input.bundle, caller);
  const source: BundleSource = { ...earlier, core: deps.shipped.core };
  await checkedByGate(deps, source, []);
  const bundle = deps.shelf.compiled(source);
  await deps.db.write(caller.workspaceId, async (tx) => {
    if ((await activeBundleHash(tx)) === bundle.hash)
      throw problem("conflict", `bundle \`${bundle.hash}\` is in force already`);
    await activateBundle(deps, tx, bundle, actorOf(caller), { kind: "rollback", reason: input.reason });
  });
  return { hash: bundle.hash, restored, policies: bundle.policies.length };
}

function earlierBundle(
  { db }: ActivateDeps,
  asked: string,
  caller: Caller,
): Promise<{ readonly restored: string; readonly earlier: BundleSource }> {
  return db.read(caller.workspaceId, async (tx) => {
    const inForce = (await activeBundleHash(tx)) ?? "";
    const restored = asked === "previous" ? previousBundle(await activationHistory(tx), inForce) : asked;
    if (restored === null) throw problem("conflict", "nothing was in force before this bundle: name one by its hash");
    const earlier = await bundleSource(tx, restored);
    if (earlier === undefined)
      throw problem("not_found", `there is no bundle \`${restored}\`: \`policy.bundles\` lists them`);
    return { restored, earlier };
  });
}
