import { headingOf, headingRow, jsonRowsOf, type TextRow } from "./table-text.ts";

/** The beginning of a file: its bytes for the server to read, and its text for a person to look at. */
export interface FileHead {
  readonly bytes: Blob;
  readonly text: string;
}

/** A column with the first different values that it holds. */
export interface ColumnSample {
  readonly heading: string;
  readonly samples: readonly string[];
}

const headBytes = 64 * 1024;
const shownBytes = 1024 * 1024;
const samplesShown = 3;

/** Reads the beginning of a file, cut where a line ends. */
export async function readHead(file: File): Promise<FileHead> {
  const bytes = new Uint8Array(await file.slice(0, shownBytes).arrayBuffer());
  const small = bytes.subarray(0, headBytes);
  const end = file.size <= headBytes ? small.length : lineEnd(small);
  return { bytes: file.slice(0, end), text: decoded(bytes) };
}

/** The columns of a file's beginning in their order, under the headings that the server read. */
export function columnsOf({ text }: FileHead, known: readonly string[]): readonly ColumnSample[] {
  const { headings, rows } = tableOf(text, known);
  const taken = headings.length === 0 ? known : headings;
  return taken.map((heading, at) => ({ heading, samples: samplesOf(rows, at) }));
}

/** What stands in the first rows of a file, by line: the cells of the columns that are imported. */
export function linesOf({ text }: FileHead, mapping: Readonly<Record<string, string>>): ReadonlyMap<number, string> {
  const { headings, rows } = tableOf(text, Object.keys(mapping));
  const read = headings.flatMap((heading, at) => ((mapping[heading] ?? "ignore") === "ignore" ? [] : [at]));
  const shown = (cells: readonly string[]) => (read.length === 0 ? cells : read.map((at) => cells[at] ?? ""));
  return new Map(rows.map(({ line, cells }) => [line, said(shown(cells))]));
}

function tableOf(
  text: string,
  known: readonly string[],
): { readonly headings: readonly string[]; readonly rows: readonly TextRow[] } {
  if (/^\s*\{/.test(text)) return jsonRowsOf(text);
  const { rows, at, isKnown } = headingRow(text, known);
  // A list without a heading: the server names its one column, and every row is a value.
  if (!isKnown && known.length > 0) return { headings: [], rows };
  return { headings: (rows[at]?.cells ?? []).map(headingOf), rows: rows.slice(at + 1) };
}

function samplesOf(rows: readonly TextRow[], at: number): readonly string[] {
  const values = rows.slice(0, 500).map((row) => (row.cells[at] ?? "").trim());
  return [...new Set(values.filter((value) => value !== ""))].slice(0, samplesShown);
}

function said(cells: readonly string[]): string {
  return cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "")
    .join(" · ");
}

/** Up to the last whole line; UTF-16 ends its lines with two bytes. */
function lineEnd(bytes: Uint8Array): number {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  for (let at = bytes.length - 2; at > 0; at -= 1) {
    if (bytes[at] !== 0x0a) continue;
    if (isLittle && at % 2 === 0 && bytes[at + 1] === 0) return at + 2;
    if (isBig && at % 2 === 1 && bytes[at - 1] === 0) return at + 1;
    if (!isLittle && !isBig) return at + 1;
  }
  return bytes.length - (bytes.length % 2);
}

/** The text of bytes that may be cut at the end. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder("windows-1252").decode(bytes);
    throw error;
  }
}
