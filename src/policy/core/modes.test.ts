import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asked, type Changes, clear, facts } from "../../../test/helpers/policy.ts";
import { createEngine } from "../engine.ts";
import { shippedPolicies } from "../shipped.ts";
import { type Bundle, type BundleSource, compileBundle } from "./bundle.ts";
import { canaryFaults } from "./canary.ts";
import { decide } from "./decide.ts";
import type { PolicyModes } from "./modes.ts";

const engine = createEngine();

function compiled(more: Partial<BundleSource> = {}): Bundle {
  const bundle = compileBundle(engine.language, { ...shippedPolicies(), ...more });
  if ("faults" in bundle) throw new Error(JSON.stringify(bundle.faults));
  return bundle;
}

function faultsOf(more: Partial<BundleSource>): string {
  const bundle = compileBundle(engine.language, { ...shippedPolicies(), ...more });
  return "faults" in bundle ? bundle.faults.map(({ policy, says }) => `${policy}: ${says}`).join("\n") : "";
}

const verdictOf = (bundle: Bundle, changes: Changes = {}) =>
  decide(engine, { state: "ready", bundle }, asked({ ...clear, ...facts(changes) }));

const competitor = { account: { relation: "competitor" } } as const;
const erring =
  '@id("team.far") @effect("deny") @code("FAR") @says("x") forbid (principal, action, resource) when { context.now.offset(duration("106751991167d")) < context.now };';

describe("a policy in shadow", () => {
  const shadowed = compiled({ modes: { "exclude.competitor": "shadow" } });

  test("decides nothing, and says beside the decision what it would have", () => {
    const verdict = verdictOf(shadowed, competitor);
    expect(verdict).toMatchObject({ outcome: "allow", reasons: [] });
    expect(verdict.shadow).toMatchObject([{ rule: "exclude.competitor", code: "COMPETITOR", effect: "deny" }]);
    expect(verdict.checks).toContainEqual({ policy: "exclude.competitor", result: "hit", mode: "shadow" });
    expect(verdictOf(shadowed).shadow).toBeUndefined();
    expect(verdictOf(compiled(), competitor).outcome).toBe("deny");
  });

  test("is no answer to a question: an approval in shadow asks nobody, a permit in shadow permits nothing", () => {
    const asking = verdictOf(compiled({ modes: { "approve.claims": "shadow" } }), { message: { claimsFlagged: true } });
    expect(asking).toMatchObject({ outcome: "allow", approvalsNeeded: [], shadow: [{ effect: "approval" }] });
    expect(verdictOf(compiled({ modes: { "base.outbound-agents": "shadow" } })).reasons).toMatchObject([
      { code: "NO_PERMIT" },
    ]);
  });

  test("denies nothing by failing, and its failure is said", () => {
    const verdict = verdictOf(compiled({ team: erring, modes: { "team.far": "shadow" } }));
    expect(verdict).toMatchObject({ outcome: "allow", reasons: [] });
    expect(verdict.shadow).toMatchObject([{ rule: "team.far", code: "POLICY_ERROR" }]);
    expect(verdict.checks).toContainEqual({ policy: "team.far", result: "error", mode: "shadow" });
    expect(verdictOf(compiled({ team: erring })).reasons).toMatchObject([{ code: "POLICY_ERROR" }]);
  });
});

test("a policy that is off is not evaluated", () => {
  const verdict = verdictOf(
    compiled({ team: erring, modes: { "team.far": "off", "exclude.competitor": "off" } }),
    competitor,
  );
  expect(verdict).toMatchObject({ outcome: "allow", reasons: [] });
  expect(verdict.shadow).toBeUndefined();
  expect(verdict.checks).toContainEqual({ policy: "team.far", result: "n/a", mode: "off" });
});

describe("the hash of a bundle", () => {
  test("is the same when what holds anyhow is said, and another for another mode", () => {
    const plain = compiled().hash;
    expect(compiled({ modes: { "exclude.competitor": "enforce" }, team: "" }).hash).toBe(plain);
    const others = (["shadow", "off"] as const).map((mode) => compiled({ modes: { "exclude.competitor": mode } }).hash);
    expect(new Set([plain, ...others]).size).toBe(3);
  });

  test("of a policy does not change with its mode", () => {
    const hashOf = (bundle: Bundle) => bundle.policies.find(({ id }) => id === "exclude.competitor")?.hash;
    expect(hashOf(compiled({ modes: { "exclude.competitor": "shadow" } }))).toBe(hashOf(compiled()));
  });
});

test("the core cannot be left out or counted only, and a mode names a policy that is there", () => {
  expect(faultsOf({ modes: { "dnc.contact": "shadow" } })).toContain("the core is always enforced");
  expect(faultsOf({ modes: { "dnc.contact": "off" } })).toContain("the core is always enforced");
  expect(faultsOf({ modes: { "dnc.contact": "enforce" } })).toBe("");
  expect(faultsOf({ modes: { "no.such": "shadow" } })).toContain("there is no such policy");
});

test("a team only forbids more", () => {
  expect(faultsOf({ team: '@id("team.open") permit (principal, action, resource);' })).toContain("a team only forbids");
  const slower =
    '@id("team.fit") @effect("deny") @code("TEAM_FIT") @says("x") forbid (principal, action, resource) when { context.scores.fit < 90 };';
  const bundle = compiled({ team: slower });
  expect(bundle.policies.find(({ id }) => id === "team.fit")?.layer).toBe("team");
  expect(verdictOf(bundle).reasons).toMatchObject([{ code: "TEAM_FIT" }]);
});

test("whatever is in shadow or off, no suppression is ever passed, and the canary holds", () => {
  const own = compiled()
    .policies.filter(({ layer }) => layer !== "core")
    .map(({ id }) => id);
  const modes = fc.dictionary(fc.constantFrom(...own), fc.constantFrom("enforce", "shadow", "off"), {
    maxKeys: own.length,
  });
  const flags = fc.constantFrom(
    "doNotContact",
    "complained",
    "hardBounced",
    "unsubscribed",
    "negative",
    "domainSuppressed",
  );
  fc.assert(
    fc.property(modes, flags, (chosen, flag) => {
      const bundle = compiled({ modes: chosen as PolicyModes });
      expect(canaryFaults(engine, bundle)).toEqual([]);
      expect(verdictOf(bundle, { suppression: { [flag]: true } }).outcome).toBe("deny");
    }),
    { numRuns: 15 },
  );
});
