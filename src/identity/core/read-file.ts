import { problem } from "../../kernel/problem.ts";
import { type ContactField, contactFields } from "../import/contract.ts";
import { type CsvRow, parseCsv } from "./csv.ts";
import { fieldOfHeading, headingKey, type SourceSystem, systemOf } from "./headings.ts";
import { type ContactRow, contactFieldsOf } from "./row-fields.ts";

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
  readonly externalId: string;
  readonly contact: ContactRow;
}

/** A file as read: how its columns were understood, and every row either good or handed back. */
export interface FileRead {
  readonly headings: readonly string[];
  readonly mapping: Readonly<Record<string, ContactField | "ignore">>;
  readonly system: SourceSystem;
  readonly rows: readonly GoodRow[];
  readonly rejects: readonly Reject[];
  readonly notices: readonly string[];
  readonly rowCount: number;
}

export interface ReadOptions {
  readonly mapping: Readonly<Record<string, ContactField | "ignore">>;
  readonly columnsMax: number;
}

const cellMaxLength = 32_000;
const preambleMax = 10;
const listed = new Set<ContactField>(["lifecycle", "segments", "emailStatus"]);

/** Reads a contact file. Throws a problem only when no row could mean anything. */
export function readContactFile(text: string, options: ReadOptions): FileRead {
  const { rows, headerAt } = sniffed(text, options);
  const header = rows[headerAt];
  if (header === undefined)
    throw problem("invalid_input", "the file has no rows: export it again with its heading row");
  const headings = trimmedEnd(header.cells).map((heading) => heading.replace(/\s+/g, " ").trim());
  if (headings.length > options.columnsMax)
    throw problem(
      "too_large",
      `the file has ${headings.length} columns and at most ${options.columnsMax} are read: export fewer columns`,
    );
  const columns = headings.map((heading) => fieldFor(heading, options.mapping));
  requireKeyColumns(headings, columns);
  const rejects: Reject[] = [];
  const good: GoodRow[] = [];
  const body = rows.slice(headerAt + 1);
  const headerKey = headings.map(headingKey).join("|");
  for (const row of body) {
    const cells = withoutExtraEmpty(row.cells, headings.length);
    const fault = rowFault(row, cells, headings, headerKey, options.columnsMax);
    if (fault !== null) {
      rejects.push({ line: row.line, ...fault, isImported: false, cells: cells.slice(0, options.columnsMax) });
      continue;
    }
    readRow(row.line, cells, columns, good, rejects);
  }
  return {
    headings,
    mapping: Object.fromEntries(headings.map((heading, at) => [heading, columns[at] ?? "ignore"])),
    system: systemOf(headings),
    rows: good,
    rejects,
    notices: noticesOf(headings, columns, headerAt),
    rowCount: body.length,
  };
}

function readRow(
  line: number,
  cells: readonly string[],
  columns: readonly (ContactField | null)[],
  good: GoodRow[],
  rejects: Reject[],
): void {
  const contact = contactFieldsOf(cellsByField(cells, columns));
  const { fields } = contact;
  const isSomebody =
    ["email", "linkedin", "phone", "lastName", "fullName"].some((name) => fields[name] !== undefined) ||
    (fields["firstName"] !== undefined && (fields["companyName"] ?? fields["website"]) !== undefined);
  if (!isSomebody) {
    const note = contact.notes[0];
    const code = note?.code ?? "no_identity";
    const message = note?.message ?? "no e-mail, LinkedIn profile, phone or name says whom this row is about";
    rejects.push({ line, code, message, isImported: false, cells });
    return;
  }
  for (const note of contact.notes)
    rejects.push({
      line,
      ...note,
      message: `${note.message}; the row was imported without it`,
      isImported: true,
      cells,
    });
  const externalAt = columns.indexOf("externalId");
  good.push({ line, cells, externalId: externalAt === -1 ? "" : (cells[externalAt] ?? "").trim(), contact });
}

/** Several columns may give one field: the first filled one is taken, lists are joined. */
function cellsByField(
  cells: readonly string[],
  columns: readonly (ContactField | null)[],
): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  columns.forEach((field, at) => {
    const value = (cells[at] ?? "").trim();
    if (field === null || value === "") return;
    const before = found[field];
    if (before === undefined) found[field] = value;
    else if (listed.has(field) && before !== value) found[field] = `${before}; ${value}`;
  });
  return found;
}

function rowFault(
  row: CsvRow,
  cells: readonly string[],
  headings: readonly string[],
  headerKey: string,
  columnsMax: number,
): { readonly code: string; readonly message: string } | null {
  if (row.isBroken)
    return { code: "stray_quote", message: "a quotation mark is out of place: double it inside quoted text" };
  if (cells.length > columnsMax)
    return { code: "too_wide", message: `the row has ${cells.length} cells and at most ${columnsMax} are read` };
  if (cells.map(headingKey).join("|") === headerKey)
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

function fieldFor(heading: string, mapping: ReadOptions["mapping"]): ContactField | null {
  const key = headingKey(heading);
  const named = Object.entries(mapping).find(([name]) => name === heading || headingKey(name) === key)?.[1];
  if (named !== undefined) return named === "ignore" ? null : named;
  return fieldOfHeading(heading);
}

function requireKeyColumns(headings: readonly string[], columns: readonly (ContactField | null)[]): void {
  const has = (field: ContactField): boolean => columns.includes(field);
  if (has("email") || has("linkedin") || has("phone") || has("fullName") || has("lastName")) return;
  const shown = headings
    .slice(0, 12)
    .map((heading) => `\`${heading.slice(0, 40)}\``)
    .join(", ");
  throw problem(
    "invalid_input",
    `no column says who a row is about: name one \`Email\`, \`LinkedIn URL\`, \`Phone Number\`, or \`First Name\` and \`Last Name\`, or pass \`mapping\`; the headings are ${shown}`,
    { errors: [{ path: "/mapping", message: `map a heading to one of ${contactFields.slice(1, 8).join(", ")}` }] },
  );
}

/** The delimiter and heading row under which most headings are known. */
function sniffed(text: string, options: ReadOptions): { readonly rows: readonly CsvRow[]; readonly headerAt: number } {
  const head = text.slice(0, 64_000);
  let best = { score: -1, delimiter: ",", headerAt: 0 };
  for (const delimiter of [",", ";", "\t", "|"]) {
    const rows = parseCsv(head, delimiter).rows.slice(0, preambleMax);
    rows.forEach((row, at) => {
      const known = row.cells.filter((cell) => fieldFor(cell, options.mapping) !== null).length;
      const score = known * 1_000 + (at === 0 ? Math.min(row.cells.length, 900) : 0);
      if (score > best.score) best = { score, delimiter, headerAt: at };
    });
  }
  return { rows: parseCsv(text, best.delimiter).rows, headerAt: best.headerAt };
}

function noticesOf(
  headings: readonly string[],
  columns: readonly (ContactField | null)[],
  headerAt: number,
): readonly string[] {
  const notices = headerAt === 0 ? [] : [`the first ${headerAt} lines are no headings and were skipped`];
  const byField = Map.groupBy(headings.keys(), (at) => columns[at] ?? null);
  for (const [field, at] of byField) {
    if (field === null || at.length < 2 || listed.has(field)) continue;
    const names = at.map((index) => `\`${headings[index] ?? ""}\` (column ${index + 1})`).join(" and ");
    notices.push(`${names} are both \`${field}\`: the first filled one is taken`);
  }
  const repeated = headings.filter(
    (heading, at) => heading !== "" && columns[at] === null && headings.indexOf(heading) !== at,
  );
  for (const heading of new Set(repeated))
    notices.push(`the heading \`${heading.slice(0, 60)}\` stands twice and is not imported`);
  return notices;
}

function trimmedEnd(cells: readonly string[]): readonly string[] {
  let end = cells.length;
  while (end > 0 && (cells[end - 1] ?? "").trim() === "") end -= 1;
  return cells.slice(0, end);
}

/** Empty cells past the headings are the trailing delimiters of a spreadsheet. */
function withoutExtraEmpty(cells: readonly string[], width: number): readonly string[] {
  let end = cells.length;
  while (end > width && (cells[end - 1] ?? "").trim() === "") end -= 1;
  return end === cells.length ? cells : cells.slice(0, end);
}
