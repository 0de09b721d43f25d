import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { problem } from "../kernel/problem.ts";
import { type BundleDiff, diffPolicy, type Example, type Hit } from "../policy/diff/contract.ts";
import { type Door, exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { Host, RunCommand } from "./host.ts";
import { openLocalDoor } from "./local.ts";
import { remoteDoor } from "./remote.ts";

const options = { url: { type: "string" }, token: { type: "string" } } as const;

/** Says what an organisation's policies in a file or folder would change if they were put in force. */
export const policyDiff: RunCommand = async (host, { args, dataDir, json }) => {
  const { values, positionals } = readFlags(args, options, 1);
  const [path] = positionals;
  if (path === undefined) throw problem("invalid_input", "name a file or a folder of policies: `policy diff PATH`");
  const organisation = await policiesAt(path);
  const door = await doorOf(host, values, dataDir);
  try {
    const diff = (await door.call(diffPolicy.name, { organisation })) as BundleDiff;
    host.out(json ? `${JSON.stringify(diff, null, 2)}\n` : `${diffLines(diff).join("\n")}\n`);
    return exitCodes.done;
  } finally {
    await door.close();
  }
};

async function doorOf(
  host: Host,
  given: { readonly url?: string; readonly token?: string },
  dataDir: string | undefined,
): Promise<Door> {
  const url = given.url ?? (dataDir === undefined ? host.environment["FAIRLEAD_URL"] : undefined);
  if (url === undefined) return openLocalDoor(host, dataDir);
  const token = given.token ?? host.environment["FAIRLEAD_TOKEN"];
  if (token !== undefined) return remoteDoor(url, token);
  throw problem("invalid_input", "calling a server needs an API key: give `--token` or set FAIRLEAD_TOKEN");
}

/** The text of a file, or of every `.cedar` file of a folder in the order of their names. */
async function policiesAt(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) return await readFile(path, "utf8");
    const names = (await readdir(path)).filter((name) => name.endsWith(".cedar")).sort();
    if (names.length === 0) throw problem("invalid_input", `\`${path}\` holds no file whose name ends in \`.cedar\``);
    return (await Promise.all(names.map((name) => readFile(join(path, name), "utf8")))).join("\n");
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw problem("invalid_input", `\`${path}\` cannot be read: ${error.message}`, { cause: error });
  }
}

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
