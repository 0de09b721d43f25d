import { expect, test } from "vitest";
import { createBundleShelf } from "./bundles.ts";
import { createEngine } from "./engine.ts";
import { recompiled } from "./past-bundle.ts";
import { shippedPolicies } from "./shipped.ts";

const engine = createEngine();
const shelf = createBundleShelf(engine, shippedPolicies());
const deps = { shelf, language: engine.language };
const bundle = shelf.compiled(shippedPolicies());
const kept = {
  hash: bundle.hash,
  core: bundle.source.core,
  organisation: bundle.source.organisation,
  policies: bundle.policies.map(({ id, hash }) => ({ id, hash })),
};

test("a bundle that is as it was is ready, whatever its white space", () => {
  expect(recompiled(deps, kept)).toMatchObject({ state: "ready", bundle: { hash: kept.hash } });
});

test("a policy that was changed, added or taken away is told apart from another version's hash", () => {
  const weaker = kept.organisation.replace("context.agent.outbound", "true");
  expect(weaker).not.toBe(kept.organisation);
  expect(recompiled(deps, { ...kept, organisation: weaker })).toMatchObject({ state: "changed" });
  expect(recompiled(deps, { ...kept, organisation: "" })).toMatchObject({ state: "changed" });
  expect(recompiled(deps, { ...kept, core: "not Cedar" })).toMatchObject({ state: "changed" });
  expect(recompiled(deps, { ...kept, hash: "0".repeat(64) })).toMatchObject({ state: "other_version" });
});
