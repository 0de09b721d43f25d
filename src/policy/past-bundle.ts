import type { Tx } from "../kernel/sql.ts";
import type { BundleShelf } from "./bundles.ts";
import { type Bundle, digest } from "./core/bundle.ts";
import type { PolicyLanguage } from "./core/language.ts";
import { type KeptBundle, keptBundle } from "./store/past-bundles.ts";

/** A bundle of the past: usable, gone, from another version of Fairlead, or not what its hash says. */
export type PastBundle =
  | { readonly state: "ready"; readonly bundle: Bundle }
  | { readonly state: "gone" | "other_version" | "changed"; readonly says: string };

/** What compiling a bundle of the past needs. */
export interface PastBundleDeps {
  readonly shelf: Pick<BundleShelf, "compiled">;
  readonly language: PolicyLanguage;
}

/** The bundle with this hash as the workspace keeps it. */
export async function pastBundle(deps: PastBundleDeps, tx: Tx, hash: string): Promise<PastBundle> {
  const kept = await keptBundle(tx, hash);
  return kept === undefined ? { state: "gone", says: `the bundle \`${hash}\` is not kept` } : recompiled(deps, kept);
}

/**
 * Compiles a kept bundle and holds it to its hash. The hash covers the engine and the schema too: where every policy is the one
 * that was kept and the whole still differs, the versions do, and nothing can be said by this one.
 */
export function recompiled(deps: PastBundleDeps, kept: KeptBundle): PastBundle {
  const changed = changedPolicies(deps.language, kept);
  if (changed.length > 0)
    return { state: "changed", says: `the bundle is not what its hash says: ${changed.slice(0, 5).join(", ")}` };
  try {
    const bundle = deps.shelf.compiled({ core: kept.core, organisation: kept.organisation });
    return bundle.hash === kept.hash ? { state: "ready", bundle } : otherVersion;
  } catch {
    // Its policies are the ones that were in force: what refuses them is a newer gate or schema.
    return otherVersion;
  }
}

const otherVersion: PastBundle = {
  state: "other_version",
  says: "the bundle was compiled by another version of Fairlead, which alone can say the same again",
};

/** Policies whose text no longer has the hash that they were compiled with; parsing alone tells. */
function changedPolicies(language: PolicyLanguage, kept: KeptBundle): readonly string[] {
  const now = new Map<string, string>();
  try {
    for (const part of [...language.parts(kept.core), ...language.parts(kept.organisation)]) {
      const json = language.toJson(part);
      now.set(json.annotations?.["id"] ?? "", digest(json));
    }
  } catch {
    return ["its text cannot be read"];
  }
  const then = new Map(kept.policies.map(({ id, hash }) => [id, hash]));
  return [...new Set([...now.keys(), ...then.keys()])].filter((id) => now.get(id) !== then.get(id)).sort();
}
