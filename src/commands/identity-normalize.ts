import { problem } from "../kernel/problem.ts";
import { exitCodes } from "../surface/cli/deps.ts";
import { readFlags } from "./flags.ts";
import type { RunCommand } from "./host.ts";
import { type Answer, type Line, normalizeKinds } from "./normalize-kinds.ts";

const options = { jsonl: { type: "boolean" } } as const;

/** Output is written in pieces of about this size: one write per line would take longer than the work. */
const pieceLength = 1 << 16;

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
  const answer = await found.load();
  let piece = "";
  let number = 0;
  let bad = 0;
  for await (const text of linesOf(process.stdin)) {
    number += 1;
    if (text.trim() === "") continue;
    const said = answerTo(text, number, found.fills, answer);
    if (said.isBad) bad += 1;
    piece += `${JSON.stringify(said.line)}\n`;
    if (piece.length < pieceLength) continue;
    host.out(piece);
    piece = "";
  }
  host.out(piece);
  if (bad === 0) return exitCodes.done;
  host.err(`fairlead: ${bad} of ${number} lines could not be read: look for \`"error"\`\n`);
  return exitCodes.unusable;
};

/** What the line held in the fields that are filled is dropped first: an old result must not pass for a new one. */
function answerTo(
  text: string,
  number: number,
  fills: readonly string[],
  answer: Answer,
): { line: Line; isBad: boolean } {
  let given: Line = {};
  try {
    given = Object.fromEntries(Object.entries(lineOf(text)).filter(([field]) => !fills.includes(field)));
    return { line: { ...given, ...answer(given) }, isBad: false };
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof SyntaxError)) throw error;
    const says = error instanceof RangeError ? error.message : "it is not JSON";
    return { line: { ...given, error: `line ${number}: ${says}` }, isBad: true };
  }
}

function lineOf(text: string): Line {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as Line;
  throw new RangeError("it is no JSON object");
}

/** Lines end in `\n` alone: a JSON text may hold every other separator. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== "") yield rest;
}
