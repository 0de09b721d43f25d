import type { PolicyMode } from "../contract.ts";
import type { BundleFault, CompiledPolicy } from "./bundle.ts";

/** Modes by policy id. They stand in the bundle and not in a policy's text, so that to enforce one is a change of one line. */
export type PolicyModes = Readonly<Record<string, PolicyMode>>;

/** The modes that differ from `enforce`, sorted by id: to say what holds anyhow changes no hash. */
export function settledModes(modes: PolicyModes | undefined): PolicyModes {
  return Object.fromEntries(
    Object.entries(modes ?? {})
      .filter(([, mode]) => mode !== "enforce")
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What is wrong with modes: they name a policy that is not there, or would weaken the core. */
export function modeFaults(
  modes: PolicyModes | undefined,
  policies: readonly Pick<CompiledPolicy, "id" | "layer">[],
): readonly BundleFault[] {
  const layers = new Map(policies.map(({ id, layer }) => [id, layer]));
  return Object.entries(modes ?? {}).flatMap(([id, mode]): readonly BundleFault[] => {
    const layer = layers.get(id);
    if (layer === undefined) return [{ policy: id, says: `a mode names \`${id}\`, and there is no such policy` }];
    if (layer !== "core" || mode === "enforce") return [];
    return [{ policy: id, says: `the core is always enforced: \`${id}\` cannot be \`${mode}\`` }];
  });
}
