import { type Instant, isoFromInstant } from "../../kernel/env.ts";
import type { SuppressionReason, SuppressionScope } from "./suppression.ts";

/** A suppression as a row of a list; `named` is its address, number or domain where that is known and may be told. */
export interface ListedKey {
  readonly scope: SuppressionScope;
  readonly reason: SuppressionReason;
  readonly createdAt: Instant;
  readonly hint: string;
  /** For whom it was made; says so again here, and nothing in another workspace. */
  readonly contactId: string | null;
  readonly named: string | null;
  /** The key as `markedKey` writes it, for a row that names nothing. */
  readonly marked: string;
  /** Whether the domain is one that an import asks to confirm. */
  readonly isShared: boolean;
}

const columns = [
  "email",
  "phone",
  "domain",
  "suppression key",
  "hint",
  "contact id",
  "reason",
  "date",
  "confirm",
] as const;

/** The heading of a list as CSV. */
export const listHeading = csvLine(columns);

/** One row, as CSV or as a JSON line; the headings are those that an import knows. */
export function listLine(row: ListedKey, format: "csv" | "jsonl"): string {
  const cells = cellsOf(row);
  return format === "csv" ? csvLine(columns.map((name) => cells[name] ?? "")) : `${JSON.stringify(cells)}\n`;
}

function cellsOf(row: ListedKey): Readonly<Partial<Record<(typeof columns)[number], string>>> {
  const whose = row.contactId === null ? {} : { "contact id": row.contactId };
  const common = { ...whose, reason: row.reason, date: isoFromInstant(row.createdAt) };
  if (row.named === null) return { "suppression key": row.marked, hint: row.hint, ...common };
  switch (row.scope) {
    case "address":
      return { email: row.named, ...common };
    case "phone":
      return { phone: row.named, ...common };
    default:
      return { domain: row.named, ...common, ...(row.isShared ? { confirm: "yes" } : {}) };
  }
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")}\r\n`;
}
