/** One record of a file: its cells as written, the line it starts on, and whether its quotes do not add up. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly isBroken: boolean;
}

export interface Csv {
  readonly rows: readonly CsvRow[];
}

interface Cursor {
  at: number;
  line: number;
}

/** A row with quotes is at most this long; an opening quote without an end makes its own line broken, not the rest of the file. */
export const rowMaxLength = 1_000_000;

/**
 * Splits CSV text into rows (RFC 4180, any line ending). Our own, because rows must come out as they are: a parser that
 * pads or joins ragged rows moves values into the wrong columns. A stray quote breaks its own line and nothing after it.
 */
export function parseCsv(text: string, delimiter: string, firstLine = 1): Csv {
  const rows: CsvRow[] = [];
  const cursor: Cursor = { at: 0, line: firstLine };
  while (cursor.at < text.length) {
    const line = cursor.line;
    const end = lineEnd(text, cursor.at);
    const plain = text.slice(cursor.at, end);
    const isQuoted = plain.includes('"');
    const cells = isQuoted ? quotedCells(text, cursor, delimiter) : null;
    if (cells !== null) rows.push({ line, cells, isBroken: false });
    else {
      rows.push({ line, cells: plain.split(delimiter), isBroken: isQuoted });
      cursor.at = afterLineEnd(text, end);
      cursor.line += 1;
    }
  }
  return { rows: rows.filter((row) => row.cells.some((cell) => cell.trim() !== "")) };
}

/** Where the row at `from` ends, its line end included, and how many lines it takes; null when `text` may not hold all of it. */
export function csvRowEnd(
  text: string,
  from: number,
  delimiter: string,
  isLast: boolean,
): { readonly end: number; readonly lines: number } | null {
  const end = lineEnd(text, from);
  // A line end may be the first half of `\r\n`, and the rest of the line may be in the next piece.
  if (!isLast && end >= text.length - 1) return null;
  const quote = text.indexOf('"', from);
  if (quote === -1 || quote >= end) return { end: afterLineEnd(text, end), lines: 1 };
  const cursor: Cursor = { at: from, line: 0 };
  const cells = quotedCells(text, cursor, delimiter);
  const isWhole = isLast || text.length - from > rowMaxLength + 2;
  if (cells !== null && (isWhole || cursor.at < text.length)) return { end: cursor.at, lines: cursor.line };
  return isWhole ? { end: afterLineEnd(text, end), lines: 1 } : null;
}

/** Reads one row with quotes and moves the cursor behind it; null, cursor unmoved, when a quote is out of place. */
function quotedCells(text: string, cursor: Cursor, delimiter: string): readonly string[] | null {
  const cells: string[] = [];
  let at = cursor.at;
  let lines = 1;
  for (;;) {
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1);
      if (close === -1 || close - cursor.at > rowMaxLength) return null;
      const cell = text.slice(at + 1, close);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      lines += countBreaks(cell);
      at = close + 1;
      const next = text[at];
      if (next !== undefined && next !== delimiter && next !== "\n" && next !== "\r") return null;
    } else {
      const end = Math.min(lineEnd(text, at), indexOrEnd(text, delimiter, at));
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) break;
    at += 1;
  }
  cursor.at = afterLineEnd(text, at);
  cursor.line += lines;
  return cells;
}
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

function countBreaks(cell: string): number {
  return cell.includes("\n") ? cell.split("\n").length - 1 : cell.split("\r").length - 1;
}

function indexOrEnd(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
}

/** Where a line ends; a lone carriage return ends one too. */
function lineEnd(text: string, from: number): number {
  const feed = indexOrEnd(text, "\n", from);
  const carriage = text.slice(from, feed).indexOf("\r");
  return carriage === -1 ? feed : from + carriage;
}

function afterLineEnd(text: string, end: number): number {
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
}

/** Writes rows as CSV that no spreadsheet runs: a cell that starts like a formula gets an apostrophe in front. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(safeCell).join(",")}\r\n`).join("");
}

function safeCell(cell: string): string {
  const inert = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
