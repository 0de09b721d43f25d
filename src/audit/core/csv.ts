import type { AuditRecord } from "../contract.ts";

/** The columns of `entries.csv`, a view for people. */
export const csvHeader = csvLine([
  "index",
  "leaf",
  "at",
  "type",
  "actor",
  "subject",
  "outcome",
  "policies",
  "message",
  "causes",
]);

/** One record as a line of `entries.csv`. */
export function csvRow(index: number, leaf: string, record: AuditRecord): string {
  return csvLine([
    String(index),
    leaf,
    record.at,
    record.type,
    `${record.actor.kind}:${record.actor.id}`,
    Object.values(record.subject ?? {}).join(" "),
    record.decision?.outcome ?? record.outcome?.kind ?? "",
    (record.decision?.reasons ?? []).join(" "),
    record.message?.id ?? "",
    (record.causes ?? []).join(" "),
  ]);
}

/** RFC 4180, with cells that a spreadsheet would run as a formula marked as text. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
