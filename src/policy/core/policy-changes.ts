import { canonicalJson } from "../../kernel/canonical.ts";
import type { PolicyChange, PolicyPart } from "../diff/contract.ts";
import type { Bundle, CompiledPolicy } from "./bundle.ts";

/** The policies that two bundles do not share, by id. */
export function policyChanges(before: Bundle, after: Bundle): readonly PolicyChange[] {
  const [old, next] = [byId(before), byId(after)];
  return [...new Set([...old.keys(), ...next.keys()])].sort().flatMap((id) => {
    const [was, becomes] = [old.get(id), next.get(id)];
    const parts = partsChanged(was, becomes);
    return parts.length === 0 ? [] : [changeOf(id, was, becomes, parts)];
  });
}

function byId({ policies }: Bundle): ReadonlyMap<string, CompiledPolicy> {
  return new Map(policies.map((policy) => [policy.id, policy]));
}

function changeOf(
  policy: string,
  was: CompiledPolicy | undefined,
  becomes: CompiledPolicy | undefined,
  parts: readonly PolicyPart[],
): PolicyChange {
  const isMoved = parts.every((part) => part === "layer" || part === "mode");
  return {
    policy,
    change: was === undefined ? "added" : becomes === undefined ? "removed" : isMoved ? "moved" : "changed",
    parts: [...parts],
    before: was?.text ?? null,
    after: becomes?.text ?? null,
  };
}

const parts: readonly (readonly [PolicyPart, (policy: CompiledPolicy) => unknown])[] = [
  ["conditions", ({ json }) => json.conditions],
  ["scope", ({ json: { principal, action, resource } }) => ({ principal, action, resource })],
  ["effect", ({ effect }) => effect],
  ["code", ({ code }) => code],
  ["says", ({ says }) => says],
  ["until", ({ until }) => until],
  ["approvers", ({ approvers }) => approvers],
  ["quorum", ({ quorum }) => quorum],
  ["layer", ({ layer }) => layer],
  ["mode", ({ mode }) => mode],
];

/** What differs; a policy that is new or gone differs in everything. */
function partsChanged(was: CompiledPolicy | undefined, becomes: CompiledPolicy | undefined): readonly PolicyPart[] {
  return parts.flatMap(([part, of]) => {
    if (was === undefined || becomes === undefined) return [part];
    return canonicalJson(of(was)) === canonicalJson(of(becomes)) ? [] : [part];
  });
}
