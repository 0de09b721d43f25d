import { addKey, groupedByKey, type KeyGroups, type KeyIndex, keyIndex } from "./key-index.ts";
import { type ContactMatch, contactKeys } from "./match.ts";
import { nameText } from "./name-text.ts";
import { compareTexts, intern, type StringPool, stringPool, textOf, widened } from "./string-pool.ts";

/** The kinds of key that join contacts, each in an index of its own. */
export type ContactKeyKind = "em" | "li" | "ph" | "nd" | "nc";

/**
 * Contact records as the resolver needs them, in columns instead of objects: some 200 bytes a record. Fill it record by
 * record with `addContact` while a file or a cursor is read in chunks (each chunk's objects can go at once), then give it to
 * `resolveTable`. Records may come in any order.
 */
export interface ContactTable {
  size: number;
  /** Record ids; a row's number is its id's number here. */
  readonly ids: StringPool;
  readonly names: StringPool;
  readonly domains: StringPool;
  readonly keys: Readonly<Record<ContactKeyKind, KeyIndex>>;
  nameOf: Int32Array;
  /** The row's own mailbox and its company's domain; -1 for none, for a function's mailbox, and for a mail provider's domain. */
  mailboxOf: Int32Array;
  mailDomainOf: Int32Array;
  /** The company's domain, by website or else mailbox. */
  domainOf: Int32Array;
  profileOf: Int32Array;
  phoneOf: Int32Array;
  /** 1 where the mailbox is a function's. */
  isRole: Int32Array;
  /** 1 where the mailbox is `john.smith2@`: a number tells of a colleague who has the name without it. */
  isNumbered: Int32Array;
}

/** The same records in the order of their ids, which is canonical: row `0` is the oldest birth id. */
export interface SortedContacts {
  readonly size: number;
  readonly table: ContactTable;
  /** The row of the table at each place, and the place of each row. */
  readonly rowAt: Int32Array;
  readonly rankOf: Int32Array;
  readonly nameOf: Int32Array;
  readonly mailboxOf: Int32Array;
  readonly mailDomainOf: Int32Array;
  readonly domainOf: Int32Array;
  readonly profileOf: Int32Array;
  readonly phoneOf: Int32Array;
  readonly isRole: Int32Array;
  readonly isNumbered: Int32Array;
}

/** A table without records. */
export function contactTable(): ContactTable {
  const column = (): Int32Array => new Int32Array(16);
  return {
    size: 0,
    ids: stringPool(),
    names: stringPool(),
    domains: stringPool(),
    keys: { em: keyIndex(), li: keyIndex(), ph: keyIndex(), nd: keyIndex(), nc: keyIndex() },
    nameOf: column(),
    mailboxOf: column(),
    mailDomainOf: column(),
    domainOf: column(),
    profileOf: column(),
    phoneOf: column(),
    isRole: column(),
    isNumbered: column(),
  };
}

/** Adds one record; false, and nothing added, when a record of this id is there already. */
export function addContact(table: ContactTable, id: string, match: ContactMatch): boolean {
  const row = table.size;
  if (intern(table.ids, id) !== row) return false;
  if (row === table.nameOf.length) widenColumns(table);
  table.size += 1;
  table.nameOf[row] = intern(table.names, nameText(match.name));
  table.isRole[row] = match.isRole ? 1 : 0;
  table.mailboxOf[row] = -1;
  table.profileOf[row] = -1;
  table.phoneOf[row] = -1;
  table.isNumbered[row] = match.mailDomain !== null && /^[^@]*[^@\d]\d{1,2}@/.test(match.em ?? "") ? 1 : 0;
  table.mailDomainOf[row] = domainId(table, match.mailDomain);
  table.domainOf[row] = domainId(table, match.domains[0] ?? null);
  for (const { kind, key } of contactKeys(match)) {
    if (kind === "do" || kind === "nm") continue;
    const keyId = addKey(table.keys[kind], row, key);
    if (kind === "li") table.profileOf[row] = keyId;
    if (kind === "ph") table.phoneOf[row] = keyId;
    if (kind === "em" && !match.isRole) table.mailboxOf[row] = keyId;
  }
  return true;
}

function domainId(table: ContactTable, domain: string | null): number {
  return domain === null ? -1 : intern(table.domains, domain);
}

/** The records in the order of their ids, so that nothing depends on the order in which they came. */
export function sortedContacts(table: ContactTable): SortedContacts {
  const rowAt = Int32Array.from({ length: table.size }, (_none, row) => row);
  if (!isAscending(table)) rowAt.sort((left, right) => compareTexts(table.ids, left, right));
  const rankOf = new Int32Array(table.size);
  rowAt.forEach((row, rank) => {
    rankOf[row] = rank;
  });
  const sorted = (column: Int32Array): Int32Array => rowAt.map((row) => column[row] ?? -1);
  return {
    size: table.size,
    table,
    rowAt,
    rankOf,
    nameOf: sorted(table.nameOf),
    mailboxOf: sorted(table.mailboxOf),
    mailDomainOf: sorted(table.mailDomainOf),
    domainOf: sorted(table.domainOf),
    profileOf: sorted(table.profileOf),
    phoneOf: sorted(table.phoneOf),
    isRole: sorted(table.isRole),
    isNumbered: sorted(table.isNumbered),
  };
}

/** The id of the record at a place. */
export function idOf({ table, rowAt }: SortedContacts, rank: number): string {
  return textOf(table.ids, rowAt[rank] ?? -1);
}

/** The records under each key of a kind. */
export function contactsByKey({ table, rankOf }: SortedContacts, kind: ContactKeyKind): KeyGroups {
  return groupedByKey(table.keys[kind], rankOf);
}

function isAscending(table: ContactTable): boolean {
  for (let row = 1; row < table.size; row += 1) if (compareTexts(table.ids, row - 1, row) > 0) return false;
  return true;
}

function widenColumns(table: ContactTable): void {
  table.nameOf = widened(table.nameOf);
  table.mailboxOf = widened(table.mailboxOf);
  table.mailDomainOf = widened(table.mailDomainOf);
  table.domainOf = widened(table.domainOf);
  table.profileOf = widened(table.profileOf);
  table.phoneOf = widened(table.phoneOf);
  table.isRole = widened(table.isRole);
  table.isNumbered = widened(table.isNumbered);
}
