import { problem } from "../../kernel/problem.ts";
import type { ImportKind } from "../words/contract.ts";
import { csvRowEnd, parseCsv } from "./csv.ts";
import { type CustomField, customFieldName, customNameOf } from "./custom-fields.ts";
import { headingKey, type SourceSystem, systemOf } from "./headings.ts";
import { columnTable } from "./kinds/column-table.ts";
import type { RowShape } from "./row-blocks.ts";

/** What a person said about the columns of a file: a field for a heading, or `ignore`. */
export type Mapping = Readonly<Record<string, string>>;

export interface LayoutOptions {
  readonly kind: ImportKind;
  readonly mapping: Mapping;
  readonly columnsMax: number;
  /** Declared fields that a column may hold. */
  readonly custom?: readonly CustomField[];
}

/** How a file is laid out: found once in its head, kept with the import, so that every row is read in the same way. */
export interface FileLayout {
  readonly kind: ImportKind;
  readonly shape: RowShape;
  readonly headings: readonly string[];
  /** The field of each column; null for one that is not imported. */
  readonly columns: readonly (string | null)[];
  /** The declared fields that columns hold, as they were declared when the import began. */
  readonly custom?: readonly CustomField[];
  readonly system: SourceSystem;
  /** Where the rows begin: characters and lines after the start of the text. */
  readonly bodyAt: number;
  readonly bodyLine: number;
  readonly notices: readonly string[];
}

/** How much of a file's beginning is looked at. */
export const headLength = 64_000;
const preambleMax = 10;
const delimiters = [",", ";", "\t", "|"] as const;
const jsonLinesSeen = 200;
const noHeading = "the file has no headings and was read as one value per line";

/** Finds out how a file is laid out. Throws a problem only when no row could mean anything. */
export function layoutOf(head: string, options: LayoutOptions): FileLayout {
  if (head.trim() === "") throw problem("invalid_input", "the file is empty: export it again with its heading row");
  return /^\s*\{/.test(head) ? jsonLayout(head, options) : csvLayout(head, options);
}

/** Rows near the beginning that may be the headings, for whoever knows them from before. */
export function headingsOf(head: string, options: LayoutOptions): readonly (readonly string[])[] {
  if (/^\s*\{/.test(head)) return [[...jsonNames(head)]];
  return delimiters.flatMap((delimiter) =>
    parseCsv(head.slice(0, 16_000), delimiter)
      .rows.slice(0, preambleMax)
      .filter((row) => row.cells.length > 1 && row.cells.length <= options.columnsMax)
      .map((row) => readHeadings(row.cells)),
  );
}

/** Each heading with the field that it gives, as a person reads it. */
export function mappingOf(layout: FileLayout): Readonly<Record<string, string>> {
  return Object.fromEntries(layout.headings.map((heading, at) => [heading, layout.columns[at] ?? "ignore"]));
}

function csvLayout(head: string, options: LayoutOptions): FileLayout {
  const { delimiter, headerAt, known } = sniffed(head, options);
  const { bareField } = columnTable(options.kind);
  if (known === 0 && bareField !== null)
    return layout({ format: "csv", delimiter }, [bareField], { at: 0, line: 1 }, [noHeading], options, [bareField]);
  const rows = parseCsv(head, delimiter).rows;
  const header = rows[headerAt];
  if (header === undefined)
    throw problem("invalid_input", "the file has no rows: export it again with its heading row");
  const headings = readHeadings(header.cells);
  requireMapped(headings, options.mapping);
  const body = afterLine(head, delimiter, header.line);
  const skipped = headerAt === 0 ? [] : [`the first ${headerAt} lines are no headings and were skipped`];
  return layout({ format: "csv", delimiter }, headings, body, skipped, options);
}

function jsonLayout(head: string, options: LayoutOptions): FileLayout {
  return layout({ format: "jsonl" }, [...jsonNames(head)], { at: 0, line: 1 }, [], options);
}

/** The names that the first lines use. */
function jsonNames(head: string): ReadonlySet<string> {
  const lines = head.split("\n").slice(0, jsonLinesSeen);
  return new Set(lines.flatMap((line) => Object.keys(jsonCells(line) ?? {})));
}

const readHeadings = (cells: readonly string[]): readonly string[] =>
  trimmedEnd(cells).map((heading) => heading.replace(/\s+/g, " ").trim());

/** The values of one JSON line by name: nested objects by `outer.inner`, lists joined; null for what is no JSON object. */
export function jsonCells(line: string): Readonly<Record<string, string>> | null {
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

function flatten(value: object, prefix: string, cells: Record<string, string>): void {
  for (const [name, inner] of Object.entries(value)) {
    const path = `${prefix}${name}`;
    if (inner === null || inner === undefined) cells[path] = "";
    else if (Array.isArray(inner))
      cells[path] = inner.map((one) => (typeof one === "object" ? JSON.stringify(one) : String(one))).join("; ");
    else if (typeof inner === "object") flatten(inner, `${path}.`, cells);
    else cells[path] = String(inner).toWellFormed();
  }
}

function shown(headings: readonly string[]): string {
  return headings
    .slice(0, 12)
    .map((heading) => `\`${heading.slice(0, 40)}\``)
    .join(", ");
}

function layout(
  shape: RowShape,
  headings: readonly string[],
  body: { readonly at: number; readonly line: number },
  notices: readonly string[],
  options: LayoutOptions,
  given?: readonly string[],
): FileLayout {
  if (headings.length > options.columnsMax)
    throw problem(
      "too_large",
      `the file has ${headings.length} columns and at most ${options.columnsMax} are read: export fewer columns`,
    );
  const columns = given ?? headings.map((heading) => fieldFor(heading, options));
  requireKeyColumns(headings, columns, options.kind);
  const custom = (options.custom ?? []).filter((field) => columns.includes(customFieldName(field.name)));
  return {
    kind: options.kind,
    shape,
    headings,
    columns,
    ...(custom.length === 0 ? {} : { custom }),
    system: systemOf(headings),
    bodyAt: body.at,
    bodyLine: body.line,
    notices: [...notices, ...columnNotices(headings, columns, options.kind)],
  };
}

function fieldFor(heading: string, { kind, mapping, custom = [] }: LayoutOptions): string | null {
  const key = headingKey(heading);
  const named = Object.entries(mapping).find(([name]) => name === heading || headingKey(name) === key)?.[1];
  if (named !== undefined) return named === "ignore" || isGone(named, custom) ? null : named;
  return columnTable(kind).fieldOf(heading) ?? declaredFor(key, custom);
}

/** A declared field that was archived since a mapping was remembered. */
function isGone(field: string, custom: readonly CustomField[]): boolean {
  const name = customNameOf(field);
  return name !== null && !custom.some((one) => one.name === name);
}

/** The declared field that a heading names, by its name or its label. */
function declaredFor(key: string, custom: readonly CustomField[]): string | null {
  const found = custom.find(({ name, label }) =>
    [name, customFieldName(name), label].some((one) => key !== "" && headingKey(one) === key),
  );
  return found === undefined ? null : customFieldName(found.name);
}

/** A heading that was mapped and is not there was misspelled: its column would be lost without a word. */
function requireMapped(headings: readonly string[], mapping: Mapping): void {
  const known = new Set(headings.map(headingKey));
  const unknown = Object.keys(mapping).filter((name) => !headings.includes(name) && !known.has(headingKey(name)));
  if (unknown.length === 0) return;
  throw problem("invalid_input", `a column is mapped that is not in the file; its headings are ${shown(headings)}`, {
    errors: unknown.map((name) => ({ path: `/mapping/${name}`, message: `no heading is \`${name}\`` })),
  });
}

function requireKeyColumns(headings: readonly string[], columns: readonly (string | null)[], kind: ImportKind): void {
  const { required, wanted } = columnTable(kind);
  if (required.every((group) => group.some((field) => columns.includes(field)))) return;
  const missing = required.find((group) => !group.some((field) => columns.includes(field))) ?? [];
  throw problem("invalid_input", `${wanted}, or pass \`mapping\`; the headings are ${shown(headings)}`, {
    errors: [{ path: "/mapping", message: `map a heading to one of ${missing.join(", ")}` }],
  });
}

/** The delimiter and heading row under which most headings are known. */
function sniffed(
  head: string,
  options: LayoutOptions,
): { readonly delimiter: string; readonly headerAt: number; readonly known: number } {
  let best = { score: -1, delimiter: ",", headerAt: 0, known: 0 };
  for (const delimiter of delimiters) {
    const rows = parseCsv(head, delimiter).rows.slice(0, preambleMax);
    rows.forEach((row, at) => {
      const known = row.cells.filter((cell) => fieldFor(cell, options) !== null).length;
      const score = known * 1_000 + (at === 0 ? Math.min(row.cells.length, 900) : 0);
      if (score > best.score) best = { score, delimiter, headerAt: at, known };
    });
  }
  return best;
}

/** Where the row that starts on `line` ends. */
function afterLine(head: string, delimiter: string, line: number): { readonly at: number; readonly line: number } {
  let [at, now] = [0, 1];
  while (now <= line && at < head.length) {
    const row = csvRowEnd(head, at, delimiter, true);
    if (row === null) break;
    at = Math.min(row.end, head.length);
    now += row.lines;
  }
  return { at, line: now };
}

function columnNotices(
  headings: readonly string[],
  columns: readonly (string | null)[],
  kind: ImportKind,
): readonly string[] {
  const { listFields } = columnTable(kind);
  const notices: string[] = [];
  for (const [field, at] of Map.groupBy(headings.keys(), (column) => columns[column] ?? null)) {
    if (field === null || at.length < 2 || listFields.has(field)) continue;
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
