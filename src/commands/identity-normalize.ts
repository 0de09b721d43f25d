import { problem } from "../kernel/problem.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { answerLines } from "./json-lines.ts";
import { normalizeKinds } from "./normalize-kinds.ts";

const options = { jsonl: { type: "boolean" } } as const;

/**
 * Normalises JSON lines: each line of the standard input comes back with its results, in order; needs no data folder. A line
 * that cannot be read comes back with `error` (and no results), the others are not held up, and the exit code is 2.
 */
export const identityNormalize: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [kind = ""] = positionals;
  const found = Object.hasOwn(normalizeKinds, kind) ? normalizeKinds[kind] : undefined;
  const kinds = Object.keys(normalizeKinds).join(", ");
  if (found === undefined) throw problem("invalid_input", `\`${kind}\` is nothing to normalize: name one of ${kinds}`);
  if (values.jsonl !== true)
    throw problem("invalid_input", 'lines go in and out as JSON: say so with `--jsonl`, e.g. {"input": "text"}');
  return answerLines(host, process.stdin, found.fills, await found.load());
};
