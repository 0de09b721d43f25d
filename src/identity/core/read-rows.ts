import { type CsvRow, parseCsv } from "./csv.ts";
import { type CustomField, customFieldName, parseCustomValue } from "./custom-fields.ts";
import { type FileLayout, jsonCells } from "./file-layout.ts";
import { headingKey } from "./headings.ts";
import type { HostCache } from "./host.ts";
import { columnTable, kindTable } from "./kinds/column-table.ts";
import type { Fields } from "./match.ts";
import { type ContactRow, contactFieldsOf, type RowNote } from "./row-fields.ts";
import { squish } from "./text.ts";

/** A row that is handed back: its cells as they were, and why. `isImported` when the rest of the row was kept. */
export interface Reject {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly isImported: boolean;
  readonly cells: readonly string[];
}

/** A row that can be imported. */
export interface GoodRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** The row's id in its source; empty where it has none. */
  readonly externalId: string;
  readonly contact: ContactRow;
}

/** The rows of a stretch of a file: each good or handed back. */
export interface RowsRead {
  readonly rows: readonly GoodRow[];
  readonly rejects: readonly Reject[];
  readonly rowCount: number;
}

const cellMaxLength = 32_000;

/** Reads rows: `text` is whole rows of a file whose first one is on `line`. */
export function readRows(
  layout: FileLayout,
  text: string,
  line: number,
  columnsMax: number,
  hosts?: HostCache,
): RowsRead {
  const rejects: Reject[] = [];
  const rows: GoodRow[] = [];
  const body =
    layout.shape.format === "csv" ? parseCsv(text, layout.shape.delimiter, line).rows : jsonRows(layout, text, line);
  const header = headerOf(layout.headings);
  const width = layout.headings.length;
  const reader = rowReader(layout, hosts);
  for (const row of body) {
    const cells = withoutExtraEmpty(row.cells, width);
    const fault = rowFault(layout, row, cells, header, columnsMax);
    if (fault === null) reader(row.line, cells, rows, rejects);
    else rejects.push({ line: row.line, ...fault, isImported: false, cells: cells.slice(0, columnsMax) });
  }
  return { rows, rejects, rowCount: body.length };
}

type RowReader = (line: number, cells: readonly string[], rows: GoodRow[], rejects: Reject[]) => void;

function rowReader(layout: FileLayout, hosts?: HostCache): RowReader {
  const { listFields, idField } = columnTable(layout.kind);
  const idAt = idField === null ? -1 : layout.columns.indexOf(idField);
  const read = readerOf(layout, hosts);
  return (line, cells, rows, rejects) => {
    const given = cellsByField(cells, layout.columns, listFields);
    const { contact: known, fault } = read(given);
    const contact = withCustom(known, given, layout.custom ?? []);
    if (fault !== null) {
      rejects.push({ line, ...fault, isImported: false, cells });
      return;
    }
    for (const note of contact.notes) {
      const message = `${note.message}; the row was imported without it`;
      rejects.push({ line, code: note.code, message, isImported: true, cells });
    }
    rows.push({ line, cells, externalId: idAt === -1 ? "" : (cells[idAt] ?? "").trim(), contact });
  };
}

/** Values of declared fields as claims; what cannot be read in one way is left out and said. */
function withCustom(contact: ContactRow, cells: Fields, custom: readonly CustomField[]): ContactRow {
  if (custom.length === 0) return contact;
  const fields: Record<string, string> = { ...contact.fields };
  const unread: string[] = [];
  for (const field of custom) {
    const name = customFieldName(field.name);
    const text = squish(cells[name] ?? "");
    if (text === "") continue;
    const parsed = parseCustomValue(field, text);
    if (parsed.ok) fields[name] = parsed.value;
    else unread.push(`\`${text.slice(0, 60)}\` in \`${name}\`: ${parsed.message}`);
  }
  const notes = unread.length === 0 ? [] : [{ code: "bad_value", message: unread.join("; ") }];
  return { ...contact, fields, notes: [...contact.notes, ...notes] };
}

type CellsReader = (cells: Fields) => { readonly contact: ContactRow; readonly fault: RowNote | null };

function readerOf({ kind }: FileLayout, hosts?: HostCache): CellsReader {
  const table = kindTable(kind);
  if (table === undefined)
    return (cells) => {
      const contact = contactFieldsOf(cells, hosts);
      return { contact, fault: contactFault(contact) };
    };
  return (cells) => {
    const { fields, fault, notes } = table.read(cells);
    return { contact: { fields, notes, optOuts: [], observedAt: null }, fault };
  };
}

function contactFault({ fields, notes }: ContactRow): RowNote | null {
  const isSomebody =
    ["email", "linkedin", "phone", "lastName", "fullName"].some((name) => fields[name] !== undefined) ||
    (fields["firstName"] !== undefined && (fields["companyName"] ?? fields["website"]) !== undefined);
  if (isSomebody) return null;
  return (
    notes[0] ?? {
      code: "no_identity",
      message: "no e-mail, LinkedIn profile, phone or name says whom this row is about",
    }
  );
}

/** Several columns may give one field: the first filled one is taken, lists are joined. */
function cellsByField(
  cells: readonly string[],
  columns: readonly (string | null)[],
  listFields: ReadonlySet<string>,
): Fields {
  const found: Record<string, string> = {};
  columns.forEach((field, at) => {
    const value = (cells[at] ?? "").trim();
    if (field === null || value === "") return;
    const before = found[field];
    if (before === undefined) found[field] = value;
    else if (listFields.has(field) && before !== value) found[field] = `${before}; ${value}`;
  });
  return found;
}

/** JSON lines as rows under the headings that the file's head showed; a line that is no object is broken. */
function jsonRows(layout: FileLayout, text: string, firstLine: number): readonly CsvRow[] {
  return text.split("\n").flatMap((raw, at): CsvRow[] => {
    if (raw.trim() === "") return [];
    const cells = jsonCells(raw);
    const line = firstLine + at;
    if (cells === null) return [{ line, cells: [raw], isBroken: true }];
    return [{ line, cells: layout.headings.map((heading) => cells[heading] ?? ""), isBroken: false }];
  });
}

function rowFault(
  layout: FileLayout,
  row: CsvRow,
  cells: readonly string[],
  header: Header,
  columnsMax: number,
): RowNote | null {
  if (row.isBroken && layout.shape.format === "jsonl")
    return { code: "bad_json", message: "the line is no JSON object: write one object per line" };
  if (row.isBroken)
    return { code: "stray_quote", message: "a quotation mark is out of place: double it inside quoted text" };
  const { headings } = layout;
  if (cells.length > columnsMax)
    return { code: "too_wide", message: `the row has ${cells.length} cells and at most ${columnsMax} are read` };
  if (cells.length === headings.length && isHeading(cells, header))
    return { code: "repeated_heading", message: "the row repeats the headings" };
  if (cells.length !== headings.length)
    return {
      code: "ragged",
      message: `the row has ${cells.length} cells and the headings have ${headings.length}: a value may be in the wrong column`,
    };
  if (cells.some((cell) => cell.includes("\ufffd")))
    return { code: "bad_encoding", message: "the row has characters that could not be read: export the file as UTF-8" };
  if (cells.some((cell) => cell.length > cellMaxLength))
    return { code: "cell_too_long", message: `a cell is longer than ${cellMaxLength} characters` };
  return null;
}

/** The headings as a row that repeats them is told by. */
interface Header {
  readonly whole: string;
  readonly at: number;
  readonly first: string;
}

function headerOf(headings: readonly string[]): Header {
  const keys = headings.map(headingKey);
  const at = Math.max(
    0,
    keys.findIndex((key) => key !== ""),
  );
  return { whole: keys.join("|"), at, first: keys[at] ?? "" };
}

/** Folding every cell of every row would cost more than reading it: the first filled heading tells most rows apart. */
function isHeading(cells: readonly string[], header: Header): boolean {
  return headingKey(cells[header.at] ?? "") === header.first && cells.map(headingKey).join("|") === header.whole;
}

/** Empty cells past the headings are the trailing delimiters of a spreadsheet. */
function withoutExtraEmpty(cells: readonly string[], width: number): readonly string[] {
  let end = cells.length;
  while (end > width && (cells[end - 1] ?? "").trim() === "") end -= 1;
  return end === cells.length ? cells : cells.slice(0, end);
}
