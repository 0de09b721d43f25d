import type { Fields } from "../match.ts";
import type { RowNote } from "../row-fields.ts";

/** How a row of a kind reads: its fields in canonical form, or why it cannot be taken. */
export interface KindRow {
  readonly fields: Fields;
  /** Why the whole row is handed back; null when it can be taken. */
  readonly fault: RowNote | null;
  /** What was left out of a row that is taken. */
  readonly notes: readonly RowNote[];
}

/** What a file of one kind holds: its fields, the headings that name them, and how a row is read. Data and pure functions. */
export interface KindTable {
  /** Headings by field, folded as `headingKey` does, separated by spaces. The first field named by a heading wins. */
  readonly headings: Readonly<Record<string, string>>;
  /** A file has at least one column of each of these groups, or no row of it could mean anything. */
  readonly required: readonly (readonly string[])[];
  /** The field that holds the row's id in its source, if the kind has one. */
  readonly idField: string | null;
  /** The fields whose canonical values name a row that has no id of its own. */
  readonly keyFields: readonly string[];
  /** Fields for which several filled columns are joined with `; ` instead of taking the first. */
  readonly listFields: readonly string[];
  /** The field of a file without headings that has one value per line, or null where a file of this kind needs headings. */
  readonly bareField: string | null;
  /** Reads the mapped, trimmed, filled cells of one row. */
  readonly read: (cells: Fields) => KindRow;
}
