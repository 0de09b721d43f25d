import type { PolicyMode } from "../contract.ts";
import type { PolicyModes } from "./modes.ts";

/** What two bundles are told apart by. */
export interface BundleOutline {
  readonly policies: readonly { readonly id: string; readonly layer: string; readonly hash: string }[];
  readonly modes: PolicyModes;
}

/** How one bundle differs from the one before it, by policy id; order, white space and comments are no difference. */
export interface BundleChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
  readonly modes: readonly { readonly policy: string; readonly from: PolicyMode; readonly to: PolicyMode }[];
}

/** What the second bundle changes; against nothing, everything is added. */
export function changesBetween(before: BundleOutline | null, after: BundleOutline): BundleChanges {
  const [old, now] = [hashesOf(before), hashesOf(after)];
  const modeIn = (modes: PolicyModes | undefined, id: string): PolicyMode => modes?.[id] ?? "enforce";
  const ids = [...now.keys()].sort();
  return {
    added: ids.filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)).sort(),
    changed: ids.filter((id) => old.has(id) && old.get(id) !== now.get(id)),
    modes: ids
      .map((policy) => ({ policy, from: modeIn(before?.modes, policy), to: modeIn(after.modes, policy) }))
      .filter(({ policy, from, to }) => from !== to && (old.has(policy) || to !== "enforce")),
  };
}

function hashesOf(outline: BundleOutline | null): ReadonlyMap<string, string> {
  return new Map((outline?.policies ?? []).map(({ id, layer, hash }) => [id, `${layer} ${hash}`]));
}
