import { type ContactColumns, type ContactKeyKind, type ContactTable, mapColumns } from "./contact-table.ts";
import { groupedByKey, type KeyGroups, keyIndex } from "./key-index.ts";
import { nameFromText } from "./name-text.ts";
import type { PersonName } from "./person-name.ts";
import { compareTexts, discard, textOf } from "./string-pool.ts";
import { countedUp } from "./union-find.ts";

/** Records in the order of their ids, which is canonical: place `0` is the oldest birth id. */
export interface SortedIds {
  readonly size: number;
  readonly table: ContactTable;
  /** The row of the table at each place, and the place of each row. */
  readonly rowAt: Int32Array;
  readonly rankOf: Int32Array;
}

/** The same with what resolving compares. */
export interface SortedContacts extends SortedIds, Readonly<ContactColumns> {
  /** Names that were read lately. */
  readonly namesRead: Map<number, PersonName>;
}

const namesReadMax = 20_000;

/** The records in the order of their ids, so that nothing depends on the order in which they came. */
export function sortedContacts(table: ContactTable): SortedContacts {
  const { size } = table;
  const rowAt = countedUp(size);
  if (isAscending(table)) {
    // Most tables are filled in order: then only what resolving itself writes to is copied.
    const columns = mapColumns((name) => table[name].subarray(0, size));
    const own = { mailboxOf: columns.mailboxOf.slice(), phoneOf: columns.phoneOf.slice() };
    return { size, table, rowAt, rankOf: rowAt, namesRead: new Map(), ...columns, ...own };
  }
  rowAt.sort((left, right) => compareTexts(table.ids, left, right));
  const rankOf = new Int32Array(size);
  rowAt.forEach((row, rank) => {
    rankOf[row] = rank;
  });
  const columns = mapColumns((name) => rowAt.map((row) => table[name][row] ?? -1));
  return { size, table, rowAt, rankOf, namesRead: new Map(), ...columns };
}

/** The id of the record at a place. */
export function idOf({ table, rowAt }: SortedIds, rank: number): string {
  return textOf(table.ids, rowAt[rank] ?? -1);
}

/** A name by its number. */
export function readName({ table, namesRead }: SortedContacts, name: number): PersonName {
  const known = namesRead.get(name);
  if (known !== undefined) return known;
  const read = nameFromText(textOf(table.names, name));
  if (namesRead.size >= namesReadMax) namesRead.clear();
  namesRead.set(name, read);
  return read;
}

/** The records under each key of a kind. It is asked once, and the index that they come from goes. */
export function contactsByKey({ table, rankOf }: SortedContacts, kind: ContactKeyKind): KeyGroups {
  const groups = groupedByKey(table.keys[kind], rankOf);
  discard(table.keys[kind].keyOf);
  discard(table.keys[kind].rowOf);
  Object.assign(table.keys[kind], keyIndex());
  return groups;
}

function isAscending(table: ContactTable): boolean {
  for (let row = 1; row < table.size; row += 1) if (compareTexts(table.ids, row - 1, row) > 0) return false;
  return true;
}
