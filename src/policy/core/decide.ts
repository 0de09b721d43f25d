import { unreachable } from "../../kernel/problem.ts";
import type { DecisionCheck, DecisionReason, Verdict } from "../contract.ts";
import type { Bundle, CompiledPolicy } from "./bundle.ts";
import { digest } from "./bundle.ts";
import { type DecisionRequest, factsFaults } from "./facts.ts";
import type { EngineAnswer, PolicyEngine } from "./language.ts";
import { reasonFor } from "./reason.ts";
import { cedarValue } from "./schema.ts";

/** The bundle in force, or why there is none: without one nothing is allowed. */
export type ActiveBundle =
  | { readonly state: "ready"; readonly bundle: Bundle }
  | { readonly state: "stale"; readonly says: string };

const retryMs = 3_600_000;

/**
 * Decides one action. The only caller of the engine: anything that is not a clear answer is a deny with its reason.
 * Precedence: error, deny, no permit, approval, defer, allow.
 */
export function decide(engine: PolicyEngine, active: ActiveBundle, request: DecisionRequest): Verdict {
  const faults = factsFaults(request);
  const factsDigest = faults.length === 0 ? digest(request.facts) : null;
  if (active.state === "stale") return refusal(null, factsDigest, "BUNDLE_STALE", active.says);
  const { bundle } = active;
  if (faults.length > 0) {
    const paths = faults.slice(0, 10).map(({ path, expected }) => `\`${path}\` must be ${expected}`);
    return refusal(bundle, factsDigest, "FACTS_INVALID", `the facts do not fit the schema: ${paths.join("; ")}`);
  }
  const slice = bundle.slices[request.action];
  const answer = engine.evaluate(slice, {
    principal: request.facts.agent.id,
    resource: request.facts.contact.id,
    context: cedarValue(slice.shape, request.facts) as Readonly<Record<string, unknown>>,
  });
  return verdictFrom(bundle, request, factsDigest, answer);
}

/** What an answer means for the action: the one place where outcomes follow from hits, for deciding and for looking ahead. */
export function verdictFrom(
  bundle: Bundle,
  request: DecisionRequest,
  factsDigest: string | null,
  answer: EngineAnswer,
): Verdict {
  switch (answer.kind) {
    case "crashed":
      return refusal(bundle, factsDigest, "ENGINE_CRASH", "the policy engine broke and was replaced: propose again");
    case "refused":
      return refusal(
        bundle,
        factsDigest,
        "FACTS_INVALID",
        `the policy engine refused the facts: ${answer.messages.join("; ")}`,
      );
    case "vector":
      return resolve(bundle, request, factsDigest, answer);
    default:
      return unreachable(answer);
  }
}

function resolve(
  bundle: Bundle,
  request: DecisionRequest,
  factsDigest: string | null,
  answer: EngineAnswer & { readonly kind: "vector" },
): Verdict {
  const slice = bundle.slices[request.action].policies;
  const [satisfied, failed] = [new Set(answer.satisfied), new Set(answer.failed)];
  const known = new Map(bundle.policies.map((policy) => [policy.id, policy]));
  const strangers = [...satisfied, ...failed].filter((id) => !Object.hasOwn(slice, id));
  // A policy in shadow is evaluated in the same call and decides nothing, not even by failing.
  const inShadow = (id: string): boolean => known.get(id)?.mode === "shadow";
  const checks: DecisionCheck[] = bundle.policies.map((policy) =>
    checkOf(
      policy,
      !Object.hasOwn(slice, policy.id)
        ? "n/a"
        : failed.has(policy.id)
          ? "error"
          : satisfied.has(policy.id)
            ? "hit"
            : "pass",
    ),
  );
  const allHits = bundle.policies.filter(({ id }) => satisfied.has(id));
  const hits = allHits.filter(({ id }) => !inShadow(id));
  const permitted = hits.some(({ effect }) => effect === "permit");
  const reasons = [
    ...errorsOf([...[...failed].filter((id) => !inShadow(id)), ...strangers]),
    ...(permitted ? [] : [failure("NO_PERMIT", "no policy permits this action")]),
    ...objectionsOf(hits, request),
  ].sort(byEffect);
  const shadow = [
    ...errorsOf([...failed].filter(inShadow)),
    ...objectionsOf(
      allHits.filter(({ id }) => inShadow(id)),
      request,
    ),
  ].sort(byEffect);
  return {
    ...outcomeOf(reasons, hits, Date.parse(request.facts.now)),
    reasons,
    checks,
    ...(shadow.length === 0 ? {} : { shadow }),
    bundleHash: bundle.hash,
    factsDigest,
  };
}

/** What one policy came to, with its mode where it does not decide. */
function checkOf({ id, mode }: CompiledPolicy, result: DecisionCheck["result"]): DecisionCheck {
  return { policy: id, result, ...(mode === "enforce" ? {} : { mode }) };
}

function errorsOf(ids: readonly string[]): readonly DecisionReason[] {
  return [...ids].sort().map((id) => failure("POLICY_ERROR", `policy \`${id}\` could not be evaluated`, id));
}

function objectionsOf(hits: readonly CompiledPolicy[], request: DecisionRequest): readonly DecisionReason[] {
  return hits.flatMap((policy) => (policy.effect === "permit" ? [] : [reasonFor(policy, request.facts)]));
}

function outcomeOf(
  reasons: readonly DecisionReason[],
  hits: readonly CompiledPolicy[],
  now: number,
): Pick<Verdict, "outcome" | "until" | "approvalsNeeded"> {
  if (reasons.some(({ effect }) => effect === "deny")) return { outcome: "deny", approvalsNeeded: [] };
  const deferred = reasons.filter(({ effect }) => effect === "defer");
  const until = deferred.length === 0 ? {} : { until: latest(deferred, now) };
  const approvalsNeeded = hits
    .filter(({ effect }) => effect === "approval")
    .map(({ id, approvers, quorum }) => ({ policy: id, approvers: [...approvers], quorum }));
  if (approvalsNeeded.length > 0) return { outcome: "needs_approval", approvalsNeeded, ...until };
  if (deferred.length > 0) return { outcome: "defer", approvalsNeeded: [], ...until };
  return { outcome: "allow", approvalsNeeded: [] };
}

/** The latest time that a deferral names. One that is unknown or past says only "later": an hour. */
function latest(deferred: readonly DecisionReason[], now: number): string {
  const times = deferred.map(({ until }) => Date.parse(until ?? "")).map((time) => (time > now ? time : now + retryMs));
  return new Date(Math.max(...times)).toISOString();
}

const order = { deny: 0, approval: 1, defer: 2 } as const;

function byEffect(a: DecisionReason, b: DecisionReason): number {
  return order[a.effect] - order[b.effect] || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

/** A deny that comes from the machinery and not from a policy. */
function refusal(bundle: Bundle | null, factsDigest: string | null, code: string, says: string): Verdict {
  return {
    outcome: "deny",
    reasons: [failure(code, says)],
    checks: (bundle?.policies ?? []).map((policy) => checkOf(policy, "error")),
    approvalsNeeded: [],
    bundleHash: bundle?.hash ?? null,
    factsDigest,
  };
}

function failure(code: string, says: string, rule = "engine"): DecisionReason {
  return { rule, code, effect: "deny", says, values: {} };
}
