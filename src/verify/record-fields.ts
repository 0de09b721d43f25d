/** What the verifier reads of a record beside its hash. */
export interface RecordFields {
  readonly id: string | undefined;
  readonly at: string | undefined;
}

const idMark = Buffer.from('"id":"aud_');
const atMark = Buffer.from('"at":"');
const commitmentsMark = Buffer.from('{"_sd":[');

/**
 * The id and time of a record. Parsing every line costs five times its hash; a mark that occurs once in the line is the
 * top-level field, because a quote inside a JSON text is escaped. Where it occurs twice, the line is parsed.
 */
export function recordFields(line: Buffer): RecordFields {
  const id = onlyText(line, idMark, "aud_".length);
  const at = onlyText(line, atMark, 0);
  return id !== undefined && at !== undefined ? { id, at } : parsedFields(line);
}

/** The digests that a record commits to: canonical JSON puts `_sd` first. */
export function commitmentsOf(line: Buffer): string[] {
  if (!line.subarray(0, commitmentsMark.length).equals(commitmentsMark)) return [];
  const end = line.indexOf("]");
  return [...line.toString("latin1", commitmentsMark.length, end).matchAll(/"([\w-]{43})"/g)].map(
    (match) => match[1] ?? "",
  );
}

function onlyText(line: Buffer, mark: Buffer, back: number): string | undefined {
  const found = line.indexOf(mark);
  if (found < 0 || line.indexOf(mark, found + mark.length) >= 0) return undefined;
  const from = found + mark.length;
  const end = line.indexOf(0x22, from);
  return end < 0 ? undefined : line.toString("latin1", from - back, end);
}

function parsedFields(line: Buffer): RecordFields {
  try {
    const record: unknown = JSON.parse(line.toString("utf8"));
    if (typeof record !== "object" || record === null) return { id: undefined, at: undefined };
    const { id, at } = record as { id?: unknown; at?: unknown };
    return { id: typeof id === "string" ? id : undefined, at: typeof at === "string" ? at : undefined };
  } catch (error) {
    if (error instanceof SyntaxError) return { id: undefined, at: undefined };
    throw error;
  }
}
