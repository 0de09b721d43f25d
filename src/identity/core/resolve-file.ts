import { problem } from "../../kernel/problem.ts";
import { addContact, type ContactTable, contactTable } from "./contact-table.ts";
import type { CsvRow } from "./csv.ts";
import { fieldOfHeading, headingKey } from "./headings.ts";
import type { HostCache } from "./host.ts";
import { accountMatch, contactMatch, type Fields } from "./match.ts";
import { resolveTable } from "./resolve.ts";
import { type AccountRecord, resolveAccounts } from "./resolve-accounts.ts";
import { accountFieldsOf, contactFieldsOf } from "./row-fields.ts";
import { idOf } from "./sorted-contacts.ts";
import { textOf } from "./string-pool.ts";
import { rootOf } from "./union-find.ts";

/** A file of contact rows as it is being read, a few rows at a time, for `identity resolve`. */
export interface FileRecords {
  readonly headings: readonly string[];
  /** The field that each column gives; null for one that says nothing about who somebody is. */
  readonly columns: readonly (string | null)[];
  readonly idAt: number;
  readonly contacts: ContactTable;
  /** What each row says about its company; null when companies are not asked for. */
  readonly accounts: AccountRow[] | null;
  /** The domains of the rows before. */
  readonly hosts: HostCache;
}

interface AccountRow {
  readonly row: number;
  readonly match: AccountRecord["match"];
}

/** Starts to read a file by its heading row. Throws a problem when rows could not be told apart. */
export function fileRecords(headings: readonly string[], withAccounts: boolean): FileRecords {
  const idAt = headings.findIndex((heading) => headingKey(heading) === "id");
  const columns = headings.map((heading, at) => (at === idAt ? null : fieldOfHeading(heading)));
  if (idAt === -1)
    throw problem(
      "invalid_input",
      `the file has no \`id\` column: give every row an id; the headings are ${shown(headings)}`,
    );
  if (columns.every((field) => field === null))
    throw problem(
      "invalid_input",
      `no heading names a mailbox, phone, profile, name or company: the headings are ${shown(headings)}`,
    );
  return { headings, columns, idAt, contacts: contactTable(), accounts: withAccounts ? [] : null, hosts: new Map() };
}

/** Reads one row. Throws a problem for a row whose values may be in the wrong columns, and for an id that came before. */
export function addRow(file: FileRecords, { cells, line, isBroken }: CsvRow): void {
  if (isBroken) throw problem("invalid_input", `line ${line} has a stray quotation mark: double it inside quoted text`);
  if (cells.length > file.headings.length && cells.slice(file.headings.length).some((cell) => cell.trim() !== ""))
    throw problem("invalid_input", `line ${line} has ${cells.length} cells under ${file.headings.length} headings`);
  const id = (cells[file.idAt] ?? "").trim();
  if (id === "") throw problem("invalid_input", `line ${line} has no id`);
  const { fields } = contactFieldsOf(cellsByField(file.columns, cells), file.hosts);
  const row = file.contacts.size;
  if (!addContact(file.contacts, id, contactMatch(fields, file.hosts)))
    throw problem("invalid_input", `line ${line} has the id \`${id.slice(0, 60)}\`, which another row has already`);
  const account = file.accounts === null ? null : accountFieldsOf(fields, file.hosts);
  if (account !== null) file.accounts?.push({ row, match: accountMatch(account) });
}

/** Calls back with every row's id and the id that its cluster is named after, in the order of the file. */
export function eachCluster(file: FileRecords, take: (id: string, clusterId: string) => void): void {
  const { contacts, sets } = resolveTable(file.contacts);
  const idOfRow = (row: number): string => textOf(file.contacts.ids, row);
  const personOf = (row: number): number => rootOf(sets, contacts.rankOf[row] ?? -1);
  if (file.accounts === null) {
    for (let row = 0; row < contacts.size; row += 1) take(idOfRow(row), idOf(contacts, personOf(row)));
    return;
  }
  const records = file.accounts.map(({ row, match }) => ({ id: idOfRow(row), match, person: String(personOf(row)) }));
  const clusterOf = new Map<string, string>();
  for (const { id, members } of resolveAccounts(records).clusters)
    for (const member of members) clusterOf.set(member, id);
  for (let row = 0; row < contacts.size; row += 1) {
    const id = idOfRow(row);
    // A row that names no company is a company of its own as far as anybody can tell.
    take(id, clusterOf.get(id) ?? id);
  }
}

/** Several columns may give one field: the first filled one counts. */
function cellsByField(columns: readonly (string | null)[], cells: readonly string[]): Fields {
  const found: Record<string, string> = {};
  columns.forEach((field, at) => {
    const value = (cells[at] ?? "").trim();
    if (field !== null && value !== "") found[field] ??= value;
  });
  return found;
}

function shown(headings: readonly string[]): string {
  return headings
    .slice(0, 20)
    .map((heading) => `\`${heading.slice(0, 40)}\``)
    .join(", ");
}
