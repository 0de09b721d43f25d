/** What the verifier reads of a record beside its hash. */
export interface RecordFields {
  readonly id: string | undefined;
  readonly at: string | undefined;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const commitmentsMark = '{"_sd":[';

/**
 * The top-level id and time of a record. The line is walked by its bytes and no further than the id, because to parse it
 * would cost several times its hash; canonical JSON has no white space to skip.
 */
export function recordFields(line: Buffer): RecordFields {
  let at: string | undefined;
  for (let start = 1; line[start] === quote; ) {
    const keyEnd = stringEnd(line, start);
    const end = valueEnd(line, keyEnd + 2);
    const isText = line[keyEnd + 2] === quote;
    if (isText && isKey(line, start, keyEnd, "at")) at = line.toString("latin1", keyEnd + 3, end - 1);
    if (isText && isKey(line, start, keyEnd, "id")) return { id: line.toString("latin1", keyEnd + 3, end - 1), at };
    if (line[end] !== comma) break;
    start = end + 1;
  }
  return { id: undefined, at };
}

/** The digests that a record commits to: canonical JSON puts `_sd` first. */
export function commitmentsOf(line: Buffer): string[] {
  if (line.toString("latin1", 0, commitmentsMark.length) !== commitmentsMark) return [];
  const text = line.toString("latin1", commitmentsMark.length, line.indexOf("]"));
  return [...text.matchAll(/"([\w-]{43})"/g)].map((match) => match[1] ?? "");
}

function isKey(line: Buffer, start: number, end: number, key: "at" | "id"): boolean {
  return end - start === 3 && line[start + 1] === key.charCodeAt(0) && line[start + 2] === key.charCodeAt(1);
}

/** Where the string that opens at `start` closes. */
function stringEnd(line: Buffer, start: number): number {
  let at = start + 1;
  while (at < line.length && line[at] !== quote) at += line[at] === backslash ? 2 : 1;
  return at;
}

/** One past the value that begins at `start`: its brackets are counted, its strings skipped. */
function valueEnd(line: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at += 1) {
    const byte = line[at] ?? 0;
    if (byte === quote) at = stringEnd(line, at);
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (depth === 0 && (byte === comma || byte === 0x7d)) return at;
    else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return line.length;
}
