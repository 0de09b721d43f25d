import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { folderBundle } from "./bundle.ts";
import { reportText, Unusable } from "./findings.ts";
import { verifyBundle } from "./verify.ts";

const usage = "usage: node verify.mjs DIR [--log VKEY|FILE] [--pin FILE]... [--json]";

/** The command: checks the export in a folder, prints what it found, and gives the exit code: 0 sound, 1 tampered, 2 unusable. */
export async function verifyMain(
  args: readonly string[],
  now: string,
  print: (text: string) => void,
): Promise<0 | 1 | 2> {
  try {
    const { folder, json, options } = await readArgs(args);
    const report = await verifyBundle(folderBundle(folder), { ...options, now });
    print(json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    print(`${error.message}\n`);
    return 2;
  }
}

async function readArgs(args: readonly string[]): Promise<{
  readonly folder: string;
  readonly json: boolean;
  readonly options: { readonly vkey: string | undefined; readonly pins: readonly string[] };
}> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { log: { type: "string" }, pin: { type: "string", multiple: true }, json: { type: "boolean" } },
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new Error(usage);
    if (!existsSync(folder)) throw new Error(`there is no folder \`${folder}\``);
    const pins = await Promise.all((values.pin ?? []).map((path) => readFile(path, "utf8")));
    return { folder, json: values.json === true, options: { vkey: await vkeyIn(values.log), pins } };
  } catch (error) {
    throw new Unusable((error as Error).message, { cause: error });
  }
}

/** A vkey is given as its text or as the file that holds it. */
async function vkeyIn(given: string | undefined): Promise<string | undefined> {
  return given === undefined || !existsSync(given) ? given : (await readFile(given, "utf8")).trim();
}
