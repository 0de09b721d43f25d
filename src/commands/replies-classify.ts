import { arrivalOf, quotedDayOf, type ReplyVerdict, replyVerdict } from "../activity/core/reply-line.ts";
import type { Instant } from "../kernel/env.ts";
import { problem } from "../kernel/problem.ts";
import { readFlags } from "./flags.ts";
import type { Host, RunCommand } from "./host.ts";
import { lineError, linesOf, objectOf, pieceLength, toldBad } from "./json-lines.ts";
import { opened } from "./open-file.ts";

const options = { out: { type: "string" }, received: { type: "string" } } as const;

/**
 * Says of each reply in a file of JSON lines what it asks for: pure, without a database or a data folder. A line that cannot
 * be read comes back with `error`, the others are not held up, and the exit code is 2.
 */
export const repliesClassify: RunCommand = async (host, context) => {
  const { values, positionals } = readFlags(context.args, options, 1);
  const [path] = positionals;
  if (path === undefined) throw problem("invalid_input", "name a file of JSON lines: `replies classify IN.jsonl`");
  const fallback = values.received === undefined ? await dayOfFile(path, host) : dayOf(values.received);
  const out = values.out === undefined ? null : await opened(values.out, "w");
  const write = async (text: string): Promise<void> => {
    if (out === null) host.out(text);
    else await out.write(text);
  };
  try {
    const { bad, count } = await classifyLines(path, fallback, write);
    return toldBad(host, bad, count);
  } finally {
    await out?.close();
  }
};

async function classifyLines(
  path: string,
  fallback: Instant,
  write: (text: string) => Promise<void>,
): Promise<{ bad: number; count: number }> {
  let piece = "";
  let count = 0;
  let bad = 0;
  await eachLine(path, async (text, number) => {
    const answer = answerTo(text, number, fallback);
    count += 1;
    if (answer.error !== undefined) bad += 1;
    piece += `${JSON.stringify(answer)}\n`;
    if (piece.length < pieceLength) return;
    await write(piece);
    piece = "";
  });
  await write(piece);
  return { bad, count };
}

type Answer = Partial<ReplyVerdict> & { readonly id: unknown; readonly error?: string };

/** The verdict on one line. Only what a mailbox would know is read: a label beside it changes nothing. */
function answerTo(text: string, number: number, fallback: Instant): Answer {
  let id: unknown;
  try {
    const line = objectOf(text);
    id = line["id"];
    return { id, ...replyVerdict(line, arrivalOf(line) ?? fallback) };
  } catch (error) {
    return { id, error: lineError(error, number) };
  }
}

/**
 * When a file without dates arrived: not before the newest message that its replies quote, or today where they quote none.
 * A year that is missing from "back on 5 January" hangs on it.
 */
async function dayOfFile(path: string, host: Host): Promise<Instant> {
  let newest: Instant | null = null;
  await eachLine(path, (text) => {
    const day = quotedDayIn(text);
    if (day !== null && (newest === null || day > newest)) newest = day;
  });
  return newest ?? host.env.now();
}

/** A line that cannot be read has no say in this; it is answered for later. */
function quotedDayIn(text: string): Instant | null {
  try {
    return quotedDayOf(objectOf(text));
  } catch (error) {
    lineError(error, 0);
    return null;
  }
}

function dayOf(text: string): Instant {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw problem("invalid_input", `\`${text}\` is no date: write it as \`2027-03-01\``);
  return at;
}

async function eachLine(path: string, take: (text: string, number: number) => void | Promise<void>): Promise<void> {
  const file = await opened(path, "r");
  try {
    let number = 0;
    for await (const text of linesOf(file.createReadStream())) {
      number += 1;
      if (text.trim() !== "") await take(text, number);
    }
  } finally {
    await file.close();
  }
}
