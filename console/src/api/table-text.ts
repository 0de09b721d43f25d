/** One row of a table in a text, with the line that it begins on. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const delimiters = [",", ";", "\t", "|"] as const;
const headingRows = 10;

/** The rows of a text of comma- or otherwise separated values; quotes may hold delimiters and line ends. */
export function rowsOf(text: string, delimiter: string): readonly TextRow[] {
  const rows: TextRow[] = [];
  let cells: string[] = [];
  let [cell, line, begun, isQuoted] = ["", 1, 1, false];
  const endRow = () => {
    cells.push(cell);
    if (cells.length > 1 || cells[0] !== "") rows.push({ line: begun, cells });
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === "\n") line += 1;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (sign === '"' && cell === "") isQuoted = true;
    else if (sign === delimiter) {
      cells.push(cell);
      cell = "";
    } else if (sign === "\n") {
      endRow();
      begun = line;
    } else if (sign !== "\r") cell += sign;
  }
  if (cell !== "" || cells.length > 0) endRow();
  return rows;
}

/** The lines of a text of JSON objects, a row each, under the names that they use. */
export function jsonRowsOf(text: string): { readonly headings: readonly string[]; readonly rows: readonly TextRow[] } {
  const objects = text.split("\n").flatMap((line, at) => {
    const value = parsed(line);
    return value === null ? [] : [{ line: at + 1, value }];
  });
  const headings = [...new Set(objects.flatMap(({ value }) => Object.keys(value)))];
  return {
    headings,
    rows: objects.map(({ line, value }) => ({ line, cells: headings.map((name) => value[name] ?? "") })),
  };
}

/** The row that holds most of these headings; without any, the first row of the delimiter that cuts the most. */
export function headingRow(
  text: string,
  known: readonly string[],
): { readonly rows: readonly TextRow[]; readonly at: number; readonly isKnown: boolean } {
  const wanted = new Set(known.filter((heading) => heading !== ""));
  let best = { score: -1, rows: [] as readonly TextRow[], at: 0, isKnown: false };
  for (const delimiter of delimiters) {
    const rows = rowsOf(text, delimiter);
    rows.slice(0, headingRows).forEach((row, at) => {
      const hits = row.cells.filter((cell) => wanted.has(headingOf(cell))).length;
      const score = hits * 1_000 + (at === 0 ? row.cells.length : 0);
      if (score > best.score) best = { score, rows, at, isKnown: hits > 0 };
    });
  }
  return best;
}

/** A heading as the server names it. */
export function headingOf(cell: string): string {
  return cell.replace(/\s+/g, " ").trim();
}

function parsed(line: string): Readonly<Record<string, string>> | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    const cells: Record<string, string> = {};
    flatten(value, "", cells);
    return cells;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function flatten(value: object, before: string, cells: Record<string, string>): void {
  for (const [name, inner] of Object.entries(value)) {
    const isGroup = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    if (isGroup) flatten(inner, `${before}${name}.`, cells);
    else cells[`${before}${name}`] = Array.isArray(inner) ? inner.join("; ") : String(inner ?? "");
  }
}
