import type { CompiledPolicy } from "./bundle.ts";
import { clearFacts } from "./canary.ts";
import type { UncoveredPolicy } from "./case-table.ts";
import { type FactPath, valueAt } from "./expression.ts";

/** The part of a policy that a case can try: its conditions, and what comes of a hit. Words and approvers are not tried. */
export function triedPart({ id, effect, code, until, json }: CompiledPolicy): unknown {
  const { effect: verb, principal, action, resource, conditions } = json;
  return { id, effect, code, until, verb, principal, action, resource, conditions };
}

/** What is missing for a policy to be tried, with a table to start from: the facts that it reads, at values to which nobody objects. */
export function missingCases(policy: CompiledPolicy, { lacks }: UncoveredPolicy): string {
  const wanted = lacks.map((result) => (result === "hit" ? "none that it hits" : "none that it lets pass"));
  return `has no case that tries it: ${wanted.join(", and ")}. Add to a table in \`tests\`, with values that do:\n${skeletonOf(policy, lacks)}`;
}

function skeletonOf(policy: CompiledPolicy, lacks: UncoveredPolicy["lacks"]): string {
  const action = policy.actions[0] ?? "send_email";
  const baseline = clearFacts(action);
  const given = JSON.stringify(nested(policy.reads.map((path) => [path, valueAt(baseline, path)] as const)));
  return [
    "cases:",
    ...lacks.flatMap((result) => [
      `  - name: ${policy.id} ${result === "hit" ? "hits" : "lets pass"}`,
      `    action: ${action}`,
      `    given: ${given}`,
      ...(result === "hit" ? expectedOfHit(policy) : ["    expect: allow"]),
    ]),
  ].join("\n");
}

function expectedOfHit({ effect, code }: CompiledPolicy): readonly string[] {
  const outcomes = { permit: "allow", deny: "deny", approval: "needs_approval", defer: "defer" } as const;
  return [`    expect: ${outcomes[effect]}`, ...(code === null ? [] : [`    codes: [${code}]`])];
}

/** Facts by path as one document. */
function nested(facts: readonly (readonly [FactPath, unknown])[]): Readonly<Record<string, unknown>> {
  const names = [...new Set(facts.flatMap(([[name]]) => (name === undefined ? [] : [name])))];
  return Object.fromEntries(
    names.map((name) => {
      const mine = facts.filter(([path]) => path[0] === name).map(([path, value]) => [path.slice(1), value] as const);
      const whole = mine.find(([path]) => path.length === 0);
      return [name, whole === undefined ? nested(mine) : whole[1]];
    }),
  );
}
