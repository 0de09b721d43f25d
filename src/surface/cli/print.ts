import type { ProblemDocument } from "../../kernel/problem.ts";
import { flagOf } from "./arguments.ts";

const cellMax = 48;

/** An answer for a person: a table for a list of things, a list of names and values for one thing. */
export function printed(value: unknown): string {
  return `${lines(value).join("\n")}\n`;
}

/** A problem for a person: what is wrong, and each field by the flag that sets it. */
export function printedProblem(document: ProblemDocument): string {
  const faults = (document.errors ?? []).map(({ path, message }) => `  ${flagOfPointer(path)}: ${message}`);
  return `${[`fairlead: ${document.detail} (${document.code})`, ...faults].join("\n")}\n`;
}

function lines(value: unknown): readonly string[] {
  if (Array.isArray(value)) return listLines(value);
  if (!isRecord(value)) return [scalar(value)];
  const { items, next, ...rest } = value;
  if (!Array.isArray(items)) return recordLines(value);
  const more = typeof next === "string" ? [`more: --after ${next}`] : [];
  return [...recordLines(rest), ...listLines(items), ...more];
}

function recordLines(record: Readonly<Record<string, unknown>>): readonly string[] {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.flatMap(([name, value]) => {
    if (isScalar(value) || isScalarList(value)) return [`${name.padEnd(width)}  ${scalar(value)}`];
    return [name, ...lines(value).map((line) => `  ${line}`)];
  });
}

function listLines(items: readonly unknown[]): readonly string[] {
  if (items.length === 0) return ["none"];
  if (!items.every(isRecord)) return items.flatMap((item) => lines(item).map((line) => `- ${line}`));
  const columns = [...new Set(items.flatMap((item) => Object.keys(item)))].filter((name) =>
    items.every((item) => isScalar(item[name]) || isScalarList(item[name])),
  );
  if (columns.length === 0) return items.flatMap((item) => [...recordLines(item), ""]);
  return table(
    columns,
    items.map((item) => columns.map((column) => cut(scalar(item[column])))),
  );
}

function table(columns: readonly string[], cells: readonly (readonly string[])[]): readonly string[] {
  const widths = columns.map((column, at) => Math.max(column.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const row = (texts: readonly string[]): string =>
    texts
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [row(columns), ...cells.map(row)];
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return "-";
  if (Array.isArray(value)) return value.length === 0 ? "-" : value.map(scalar).join(", ");
  // Control characters from imported text must not reach the terminal.
  return typeof value === "object" ? JSON.stringify(value) : String(value).replaceAll(/\p{Cc}/gu, " ");
}

function cut(text: string): string {
  return text.length <= cellMax ? text : `${text.slice(0, cellMax - 1)}…`;
}

function flagOfPointer(pointer: string): string {
  return pointer === "/" ? "input" : flagOf(pointer.slice(1).replaceAll("/", "."));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value !== "object";
}

function isScalarList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isScalar);
}
