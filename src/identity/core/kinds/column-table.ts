import type { ImportKind } from "../../words/contract.ts";
import { fieldOfHeading, headingKey } from "../headings.ts";
import { accountTable } from "./accounts.ts";
import type { KindTable } from "./kind-table.ts";
import { kindTables } from "./kind-tables.ts";

/** How the columns of a file of one kind are understood. */
export interface ColumnTable {
  readonly fieldOf: (heading: string) => string | null;
  /** At least one column of each of these groups. */
  readonly required: readonly (readonly string[])[];
  /** What to do when a group is missing, as the beginning of a sentence. */
  readonly wanted: string;
  /** Fields for which several filled columns are joined. */
  readonly listFields: ReadonlySet<string>;
  readonly idField: string | null;
  /** The field of a file that is one column without a heading, where the kind has such files. */
  readonly bareField: string | null;
}

const contactColumns: ColumnTable = {
  fieldOf: fieldOfHeading,
  required: [["email", "linkedin", "phone", "fullName", "lastName"]],
  wanted:
    "no column says who a row is about: name one `Email`, `LinkedIn URL`, `Phone Number`, or `First Name` and `Last Name`",
  listFields: new Set(["lifecycle", "segments", "emailStatus"]),
  idField: "externalId",
  bareField: null,
};

/** The table of a kind of rows that is no contact; undefined where this version cannot read the kind. */
export function kindTable(kind: ImportKind): KindTable | undefined {
  if (kind === "contacts") return undefined;
  return kind === "accounts" ? accountTable : kindTables[kind];
}

/** How the columns of a kind are understood. */
export function columnTable(kind: ImportKind): ColumnTable {
  if (kind === "contacts") return contactColumns;
  const table = kindTable(kind);
  if (table === undefined) throw new Error(`no table says how a file of ${kind} is read`);
  const byHeading = new Map<string, string>();
  for (const [field, names] of Object.entries(table.headings))
    for (const name of names.split(" ")) if (!byHeading.has(name)) byHeading.set(name, field);
  const first = table.required[0] ?? [];
  return {
    fieldOf: (heading) => byHeading.get(headingKey(heading)) ?? null,
    required: table.required,
    wanted: `no column says what a row of ${kind} is about: name one ${first.map((field) => `\`${field}\``).join(" or ")}`,
    listFields: new Set(table.listFields),
    idField: table.idField,
    bareField: table.bareField,
  };
}
