import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { problem } from "../kernel/problem.ts";

/** Reads the flags of a command strictly; an unknown flag or a missing value is the caller's to mend. */
export function readFlags<O extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: O,
  positionalsMax = 0,
): ReturnType<typeof parseArgs<ParseArgsConfig & { options: O; allowPositionals: true; strict: true }>> {
  try {
    const read = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const extra = read.positionals[positionalsMax];
    if (extra !== undefined) throw problem("invalid_input", `\`${extra}\` is one word too many`);
    return read;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const known = Object.keys(options).map((name) => `--${name}`);
    const [says = ""] = error.message.split(". To specify");
    throw problem("invalid_input", `${says.charAt(0).toLowerCase()}${says.slice(1)}: ${helpWith(known)}`, {
      cause: error,
    });
  }
}

function helpWith(known: readonly string[]): string {
  return `this command takes ${[...known, "--data", "--json"].join(", ")}`;
}
