import { problem } from "../kernel/problem.ts";
import { type BundleDiff, diffPolicy, type Example, type Hit } from "../policy/diff/contract.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { openDoor } from "./open-door.ts";
import { policiesAt } from "./policies-at.ts";

const options = { url: { type: "string" }, token: { type: "string" } } as const;

/** Says what an organisation's policies in a file or folder would change if they were put in force. */
export const policyDiff: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [path] = positionals;
  if (path === undefined) throw problem("invalid_input", "name a file or a folder of policies: `policy diff PATH`");
  const organisation = await policiesAt(path);
  const door = await openDoor(host, context, values);
  try {
    const diff = (await door.call(diffPolicy.name, { organisation })) as BundleDiff;
    host.out(context.json ? `${JSON.stringify(diff, null, 2)}\n` : `${diffLines(diff).join("\n")}\n`);
    return exitCodes.done;
  } finally {
    await door.close();
  }
};

/** A difference for a person: the policies, then what comes of them. */
export function diffLines(diff: BundleDiff): readonly string[] {
  if (diff.policies.length === 0) return ["nothing changes: these are the policies in force"];
  return [
    ...diff.policies.map(({ policy, change, parts }) =>
      change === "changed" ? `${change} ${policy}: ${parts.join(", ")}` : `${change} ${policy}`,
    ),
    "",
    ...outcomeLines(diff),
  ];
}

function outcomeLines({ outcomes, settledElsewhere, cases, isComplete, notCompared }: BundleDiff): readonly string[] {
  if (notCompared.length > 0) return ["outcomes were not compared:", ...notCompared.map((says) => `  ${says}`)];
  const tried = `${cases.toLocaleString("en")} cases tried${isComplete ? "" : ", and there are more"}`;
  return [
    ...(outcomes.length === 0 ? [`no outcome changes: ${tried}`] : []),
    ...outcomes.flatMap(({ from, to, cases: count, example }) => [
      `${from} -> ${to} in ${count.toLocaleString("en")} of ${tried}; the smallest:`,
      ...exampleLines(example),
    ]),
    ...(settledElsewhere === 0
      ? []
      : [`in ${settledElsewhere.toLocaleString("en")} more a policy comes out differently and another one settles it`]),
  ];
}

function exampleLines({ action, facts, before, after }: Example): readonly string[] {
  const changed = facts.map(({ fact, value, otherwise }) => `${fact} = ${shown(value)} and not ${shown(otherwise)}`);
  return [
    `  ${action}${changed.length === 0 ? "" : ` where ${changed.join(", ")}`}`,
    ...before.map((hit) => `  before: ${hitLine(hit)}`),
    ...after.map((hit) => `  after: ${hitLine(hit)}`),
  ];
}

function hitLine({ policy, because }: Hit): string {
  return because.length === 0 ? policy : `${policy} (${because.join("; ")})`;
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
