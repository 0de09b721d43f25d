import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { problem } from "../kernel/problem.ts";

import { type PolicyMode, policyMode } from "./contract.ts";
import type { BundleSource } from "./core/bundle.ts";
import { type CaseText, documentOf } from "./read-cases.ts";

/** A bundle with its tests, as files: what a repository of policies holds. */
export interface PolicyFolder {
  readonly source: BundleSource;
  readonly tests: readonly CaseText[];
  /** Whether the folder brings the core along; it must then be the one that ships. */
  readonly hasCore: boolean;
}

/**
 * Reads a folder of policies: `team.cedar` and `team/*.cedar` only forbid more, `core.cedar` is the core if it is there, every other
 * `*.cedar` is the organisation's. `modes.yaml` says which policies are in shadow or off, and `tests/*.yaml` are tables of cases.
 */
export async function readPolicyFolder(folder: string, shippedCore: string): Promise<PolicyFolder> {
  const names = await namesIn(folder);
  if (names === null) throw problem("invalid_input", `there is no folder to read at \`${folder}\``);
  const cedar = names.filter((name) => name.endsWith(".cedar"));
  const team = cedar.includes("team.cedar") ? ["team.cedar"] : [];
  const inTeam = await filesIn(folder, "team", /\.cedar$/);
  const organisation = cedar.filter((name) => name !== "core.cedar" && name !== "team.cedar");
  if (cedar.length + inTeam.length === 0)
    throw problem("invalid_input", `there is no policy in \`${folder}\`: name a folder with \`*.cedar\` files`);
  const hasCore = cedar.includes("core.cedar");
  const read = (name: string): Promise<string> => readText(join(folder, name));
  const texts = async (files: readonly string[]): Promise<string> => (await Promise.all(files.map(read))).join("\n");
  const tests = await filesIn(folder, "tests", /\.ya?ml$/);
  return {
    hasCore,
    source: {
      core: hasCore ? await read("core.cedar") : shippedCore,
      organisation: await texts(organisation),
      team: await texts([...team, ...inTeam]),
      modes: names.includes("modes.yaml") ? modesOf(await read("modes.yaml")) : {},
    },
    tests: await Promise.all(tests.map(async (name) => ({ name, text: await read(name) }))),
  };
}

async function filesIn(folder: string, inner: string, pattern: RegExp): Promise<readonly string[]> {
  return ((await namesIn(join(folder, inner))) ?? [])
    .filter((name) => pattern.test(name))
    .map((name) => `${inner}/${name}`);
}

/** The names in a folder, in order; null where there is none. */
async function namesIn(folder: string): Promise<readonly string[] | null> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw problem("invalid_input", `\`${folder}\` cannot be read`, { cause: error });
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw problem("invalid_input", `\`${path}\` cannot be read`, { cause });
  }
}

function modesOf(text: string): Readonly<Record<string, PolicyMode>> {
  const document = documentOf(text);
  if ("says" in document) throw problem("invalid_input", `modes.yaml: ${document.says}`);
  return Object.fromEntries(
    Object.entries(document.value ?? {}).map(([policy, given]) => {
      const mode = policyMode.safeParse(given);
      if (mode.success) return [policy, mode.data];
      throw problem("invalid_input", `modes.yaml: \`${policy}\` must be \`enforce\`, \`shadow\` or \`off\``);
    }),
  );
}
