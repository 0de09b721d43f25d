import type { Tx } from "../kernel/sql.ts";
import type { Verdict } from "./contract.ts";
import type { CompiledPolicy } from "./core/bundle.ts";
import { valueAt } from "./core/expression.ts";
import { type Remedy, remediesFor } from "./core/remedy.ts";
import { type PastBundleDeps, pastBundle } from "./past-bundle.ts";

/** One check of a decision with what it means: the policy's words, the facts that it read, and what would change it. */
export interface ExplainedCheck {
  readonly policy: string;
  readonly layer: string | null;
  readonly effect: string | null;
  readonly code: string | null;
  readonly result: Verdict["checks"][number]["result"];
  readonly objects: boolean;
  readonly says: string | null;
  readonly until: string | null;
  readonly values: Readonly<Record<string, unknown>> | null;
  readonly remedies: readonly Remedy[];
}

const order = { error: 0, hit: 1, pass: 2, "n/a": 3 } as const;

/** Explains every check of a past decision by the bundle that decided it, those that object first. */
export async function explainChecks(
  deps: PastBundleDeps,
  tx: Tx,
  past: { readonly verdict: Verdict; readonly facts: unknown },
): Promise<readonly ExplainedCheck[]> {
  const { verdict, facts } = past;
  const bundle = verdict.bundleHash === null ? undefined : await pastBundle(deps, tx, verdict.bundleHash);
  const policies = new Map(bundle?.state === "ready" ? bundle.bundle.policies.map((one) => [one.id, one]) : []);
  const isErased = Object.keys(facts as object).length === 0;
  return verdict.checks
    .map((check) => explained(check, policies.get(check.policy), verdict, isErased ? null : facts))
    .sort((a, b) => Number(b.objects) - Number(a.objects) || order[a.result] - order[b.result]);
}

function explained(
  { policy: id, result }: Verdict["checks"][number],
  policy: CompiledPolicy | undefined,
  verdict: Verdict,
  facts: unknown,
): ExplainedCheck {
  const reason = verdict.reasons.find(({ rule }) => rule === id);
  const objects = reason !== undefined || result === "error";
  return {
    policy: id,
    layer: policy?.layer ?? null,
    effect: policy?.effect ?? reason?.effect ?? null,
    code: reason?.code ?? policy?.code ?? null,
    result,
    objects,
    says: reason?.says ?? (objects ? "it could not be evaluated" : null),
    until: reason?.until ?? null,
    values: facts === null ? null : (reason?.values ?? valuesOf(policy, facts)),
    remedies: objects && policy !== undefined ? remediesFor(policy) : [],
  };
}

function valuesOf(policy: CompiledPolicy | undefined, facts: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries((policy?.reads ?? []).map((path) => [path.join("."), valueAt(facts, path) ?? null]));
}
