import { columnTable, kindTable } from "../../src/identity/core/kinds/column-table.ts";
import type { KindRow } from "../../src/identity/core/kinds/kind-table.ts";
import type { SinkKind } from "../../src/identity/words/contract.ts";

/** Reads one row of a kind by its headings, as the import does: unknown headings and empty cells say nothing. */
export function kindRow(kind: SinkKind, row: Readonly<Record<string, string>>): KindRow {
  const columns = columnTable(kind);
  const table = kindTable(kind);
  if (table === undefined) throw new Error(`there is no table of ${kind}`);
  const cells: Record<string, string> = {};
  for (const [heading, cell] of Object.entries(row)) {
    const field = columns.fieldOf(heading);
    if (field === null || cell.trim() === "") continue;
    const before = cells[field];
    if (before === undefined) cells[field] = cell.trim();
    else if (columns.listFields.has(field)) cells[field] = `${before}; ${cell.trim()}`;
  }
  return table.read(cells);
}
