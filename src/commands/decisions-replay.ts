import { existsSync } from "node:fs";
import { join } from "node:path";
import { problem } from "../kernel/problem.ts";
import { type Difference, type ReplayResult, replayResults } from "../policy/core/replay.ts";
import { type CommandContext, exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { Host, RunCommand } from "./host.ts";
import { openDoor } from "./open-door.ts";

const options = {
  last: { type: "string" },
  export: { type: "string" },
  url: { type: "string" },
  token: { type: "string" },
} as const;

const lastUnlessSaid = 1_000;
const pageSize = 200;

/** One decision that was made again, wherever it came from. */
interface Line {
  readonly decisionId: string;
  readonly result: ReplayResult;
  readonly says: string | null;
  readonly differences: readonly Difference[];
}

/** Decides past decisions again, from the database or from an export alone; 1 when any came out otherwise. */
export const decisionsReplay: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [decisionId] = positionals;
  const last = lastOf(values.last, decisionId);
  const lines =
    values.export === undefined
      ? await fromDoor(host, context, values, { decisionId, last: last ?? lastUnlessSaid })
      : await fromExport(values.export, { decisionId, last });
  if (lines.length === 0 && decisionId !== undefined)
    throw problem("not_found", `there is no decision \`${decisionId}\``);
  const counts = countsOf(lines);
  const odd = lines.filter(({ result }) => result !== "same");
  host.out(context.json ? `${JSON.stringify({ counts, items: odd }, null, 2)}\n` : spoken(counts, odd));
  return counts.different === 0 ? exitCodes.done : exitCodes.failed;
};

function lastOf(text: string | undefined, decisionId: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (decisionId !== undefined) throw problem("invalid_input", "name a decision or give `--last`, not both");
  const last = Number(text);
  if (!Number.isInteger(last) || last < 1)
    throw problem("invalid_input", `\`--last ${text}\` is not a number of decisions`);
  return last;
}

interface Wanted {
  readonly decisionId: string | undefined;
  readonly last: number | undefined;
}

async function fromDoor(
  host: Host,
  context: CommandContext,
  given: { readonly url?: string | undefined; readonly token?: string | undefined },
  wanted: Wanted & { readonly last: number },
): Promise<readonly Line[]> {
  const door = await openDoor(host, context, given);
  try {
    const lines: Line[] = [];
    for (let after: string | null | undefined; after !== null && lines.length < wanted.last; ) {
      const limit = Math.min(pageSize, wanted.last - lines.length);
      const { decisionId } = wanted;
      const input = decisionId === undefined ? { limit, ...(after === undefined ? {} : { after }) } : { decisionId };
      const page = (await door.call("decisions.replay", input)) as { items: Line[]; next: string | null };
      lines.push(...page.items);
      after = page.next;
    }
    return lines;
  } finally {
    await door.close();
  }
}

/** The newest so many of an export, or all; memory grows with what is asked for alone. */
async function fromExport(folder: string, { decisionId, last }: Wanted): Promise<readonly Line[]> {
  if (!existsSync(join(folder, "manifest.json")))
    throw problem("invalid_input", `\`${folder}\` is no export: \`fairlead audit export --out DIR\` makes one`);
  const { replaysInExport } = await import("./replay-export.ts");
  const lines: Line[] = [];
  const isWanted = (id: string | undefined): boolean => decisionId === undefined || id === decisionId;
  for await (const line of replaysInExport(folder, (record) => isWanted(record.decision?.id))) {
    lines.push(line);
    if (last !== undefined && lines.length > last) lines.shift();
  }
  return lines;
}

type Counts = Readonly<Record<ReplayResult, number>>;

function countsOf(lines: readonly Line[]): Counts {
  const counts = replayResults.map((name) => [name, lines.filter(({ result }) => result === name).length] as const);
  return Object.fromEntries(counts) as Counts;
}

function spoken(counts: Counts, odd: readonly Line[]): string {
  const shown = odd.map(({ decisionId, result, says, differences }) => {
    const what = differences.map((one) => `  ${one.what}: recorded ${one.recorded}, now ${one.replayed}\n`).join("");
    return `${result}  ${decisionId}${says === null ? "" : `: ${says}`}\n${what}`;
  });
  return `${shown.join("")}${replayResults.map((name) => `${counts[name]} ${name}`).join(", ")}\n`;
}
