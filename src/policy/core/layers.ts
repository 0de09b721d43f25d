import type { BundleFault, CompiledPolicy } from "./bundle.ts";

/**
 * Whose a policy is, from the strongest: the core ships with Fairlead and cannot be weakened, the organisation opens what may be
 * done at all, a team only forbids more.
 */
export const policyLayers = ["core", "organisation", "team"] as const;
export type PolicyLayer = (typeof policyLayers)[number];

/** What a policy does that its layer may not. */
export function layerFaults(
  policies: readonly Pick<CompiledPolicy, "id" | "layer" | "effect">[],
): readonly BundleFault[] {
  return policies
    .filter(({ layer, effect }) => layer === "team" && effect === "permit")
    .map(({ id }) => ({ policy: id, says: "a team only forbids: a `permit` belongs to the organisation" }));
}

type Pinned = Pick<CompiledPolicy, "id" | "layer" | "hash">;

/** How the core of a bundle differs from the one that ships; nothing where it is the same. */
export function coreFaults(given: readonly Pinned[], shipped: readonly Pinned[]): readonly BundleFault[] {
  const [mine, pinned] = [coreOf(given), coreOf(shipped)];
  const fault = (policy: string, what: string): BundleFault => ({
    policy,
    says: `${what}: the core ships with Fairlead, and no bundle changes it`,
  });
  return [
    ...[...pinned].flatMap(([id, hash]) => {
      if (!mine.has(id)) return [fault(id, `\`${id}\` is missing from the core`)];
      return mine.get(id) === hash ? [] : [fault(id, `\`${id}\` is not as it ships`)];
    }),
    ...[...mine.keys()].filter((id) => !pinned.has(id)).map((id) => fault(id, `\`${id}\` does not belong to the core`)),
  ];
}

function coreOf(policies: readonly Pinned[]): ReadonlyMap<string, string> {
  return new Map(policies.filter(({ layer }) => layer === "core").map(({ id, hash }) => [id, hash]));
}
