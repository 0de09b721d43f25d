import { exitCodes } from "../surface/cli/deps.ts";
import type { Host } from "./host.ts";

/** One line of input, as JSON says it. */
export type Line = Readonly<Record<string, unknown>>;

/** What a command answers to one line; throws a `RangeError` that says what the line lacks. */
export type Answer = (line: Line) => Line;

/** Output is written in pieces of about this size: one write per line would take longer than the work. */
export const pieceLength = 1 << 16;

/**
 * Answers JSON lines in their order: each comes back with its results. A line that cannot be read comes back with `error` (and
 * no results), the others are not held up, and the exit code is 2.
 */
export async function answerLines(
  host: Host,
  input: AsyncIterable<Uint8Array>,
  fills: readonly string[],
  answer: Answer,
): Promise<number> {
  let piece = "";
  let number = 0;
  let bad = 0;
  for await (const text of linesOf(input)) {
    number += 1;
    if (text.trim() === "") continue;
    const said = answerTo(text, number, fills, answer);
    if (said.isBad) bad += 1;
    piece += `${JSON.stringify(said.line)}\n`;
    if (piece.length < pieceLength) continue;
    host.out(piece);
    piece = "";
  }
  host.out(piece);
  return toldBad(host, bad, number);
}

/** Says how many lines could not be read, and gives the exit code. */
export function toldBad(host: Host, bad: number, lines: number): number {
  if (bad === 0) return exitCodes.done;
  host.err(`fairlead: ${bad} of ${lines} lines could not be read: look for \`"error"\`\n`);
  return exitCodes.unusable;
}

/** What the line held in the fields that are filled is dropped first: an old result must not pass for a new one. */
function answerTo(
  text: string,
  number: number,
  fills: readonly string[],
  answer: Answer,
): { line: Line; isBad: boolean } {
  let given: Line = {};
  try {
    given = Object.fromEntries(Object.entries(objectOf(text)).filter(([field]) => !fills.includes(field)));
    return { line: { ...given, ...answer(given) }, isBad: false };
  } catch (error) {
    return { line: { ...given, error: lineError(error, number) }, isBad: true };
  }
}

/** The object that a line holds; throws a `SyntaxError` or a `RangeError` that says why it holds none. */
export function objectOf(text: string): Line {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return parsed as Line;
  throw new RangeError("it is no JSON object");
}

/** What was wrong with a line, for the one who wrote it; any other error is ours and goes on. */
export function lineError(error: unknown, number: number): string {
  if (error instanceof SyntaxError) return `line ${number}: it is not JSON`;
  if (error instanceof RangeError) return `line ${number}: ${error.message}`;
  throw error;
}

/** Lines of text in pieces of bytes. They end in `\n` alone: a JSON text may hold every other separator. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
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
