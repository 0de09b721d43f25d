import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { problem } from "../kernel/problem.ts";
import { type PolicyPack, shippedPacks } from "../policy/packs.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";

/** Lists the packs of policies that ship, by country and law. Needs no database. */
export const policyPacks: RunCommand = async (host, { args, json }) => {
  readFlags(args, {});
  const packs = shippedPacks();
  if (json) host.out(`${JSON.stringify({ items: packs.map(outlineOf) })}\n`);
  else host.out(`${packs.map(told).join("\n")}\nTake one over: \`fairlead policy add-pack ID FOLDER\`\n`);
  return exitCodes.done;
};

/** Copies a pack with its cases into a folder of policies. Nothing is in force before the folder's policies are activated. */
export const policyAddPack: RunCommand = async (host, { args, json }) => {
  const [id, folder] = readFlags(args, {}, 2).positionals;
  const packs = shippedPacks();
  const ids = packs.map((one) => `\`${one.id}\``).join(", ");
  if (id === undefined || folder === undefined)
    throw problem("invalid_input", `name a pack and your folder of policies: \`policy add-pack ID FOLDER\`, of ${ids}`);
  const pack = packs.find((one) => one.id === id);
  if (pack === undefined) throw problem("not_found", `there is no pack \`${id}\`: choose one of ${ids}`);
  const files = [join(folder, `${id}.cedar`), join(folder, "tests", `${id}.yaml`)] as const;
  await writeNew(files[0], pack.text);
  await writeNew(files[1], pack.cases);
  if (json) host.out(`${JSON.stringify({ ...outlineOf(pack), files })}\n`);
  else
    host.out(
      `${files.map((file) => `wrote  ${file}\n`).join("")}${pack.policies.length} policies, none of them in force yet. Have counsel check them, then:
  fairlead policy test ${folder}
  fairlead policy diff ${folder}
and put the folder's policies in force with \`policy.activate\`\n`,
    );
  return exitCodes.done;
};

function outlineOf({ id, title, says, policies }: PolicyPack) {
  return { id, title, says, policies };
}

function told({ id, title, says, policies }: PolicyPack): string {
  return `${id}  ${title}\n  ${says}\n  ${policies.join(", ")}\n`;
}

/** Writes a file that is not there: what somebody changed in theirs is never written over. */
async function writeNew(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(path, text, { flag: "wx" });
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === "EEXIST";
    const says = isThere
      ? `\`${path}\` is there already: compare it with the pack, or move it away first`
      : `\`${path}\` cannot be written`;
    throw problem(isThere ? "conflict" : "invalid_input", says, { cause });
  }
}
