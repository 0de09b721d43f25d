import { addKey, type KeyIndex, keyIndex } from "./key-index.ts";
import { type ContactMatch, isOwnPhone, isText, placedName } from "./match.ts";
import { nameKeys } from "./name-keys.ts";
import { nameText } from "./name-text.ts";
import { internPair, type PairPool, pairPool, sealPairs } from "./pair-pool.ts";
import { intern, type StringPool, sealPool, stringPool, textOf, widened } from "./string-pool.ts";

/** The kinds of key that join contacts, each in an index of its own. */
export type ContactKeyKind = "em" | "li" | "ph" | "nd" | "nc";

/** What the resolver compares of each record, a column each; -1 is none. */
export interface ContactColumns {
  /** The record's name, by its number among the names. */
  nameOf: Int32Array;
  /** The record's own mailbox and its company's domain; none for a function's mailbox and for a mail provider's domain. */
  mailboxOf: Int32Array;
  mailDomainOf: Int32Array;
  /** The company's domain, by website or else mailbox. */
  domainOf: Int32Array;
  profileOf: Int32Array;
  phoneOf: Int32Array;
  /** 1 where the mailbox is a function's. */
  isRole: Int32Array;
  /** 1 where the mailbox is `john.smith2@`: the number tells of a colleague who has the name without it. */
  isNumbered: Int32Array;
}

/**
 * Contact records as the resolver needs them, in columns instead of objects: some 180 bytes a record. Fill it record by
 * record with `addContact` while a file or a cursor is read in chunks (each chunk's objects can go at once), then give it to
 * `resolveTable`. Records may come in any order.
 */
export interface ContactTable extends ContactColumns {
  size: number;
  /** Resolving lets go of each index once it was read: a table is resolved once. */
  isUsedUp: boolean;
  /** Record ids; a row's number is its id's number here. */
  readonly ids: StringPool;
  readonly names: StringPool;
  readonly mailboxes: StringPool;
  readonly profiles: StringPool;
  readonly phones: StringPool;
  /** Names as companies' keys have them, which of them each name has, and the domains and employers that they are at. */
  readonly nameKeys: StringPool;
  readonly keysOfName: (readonly number[])[];
  readonly domains: StringPool;
  readonly employers: StringPool;
  readonly atDomains: PairPool;
  readonly atEmployers: PairPool;
  readonly keys: Readonly<Record<ContactKeyKind, KeyIndex>>;
}

/** A table without records. */
export function contactTable(): ContactTable {
  return {
    size: 0,
    isUsedUp: false,
    ids: stringPool(),
    names: stringPool(),
    mailboxes: stringPool(),
    profiles: stringPool(),
    phones: stringPool(),
    nameKeys: stringPool(),
    keysOfName: [],
    domains: stringPool(),
    employers: stringPool(),
    atDomains: pairPool(),
    atEmployers: pairPool(),
    keys: { em: keyIndex(), li: keyIndex(), ph: keyIndex(), nd: keyIndex(), nc: keyIndex() },
    ...mapColumns(() => new Int32Array(16)),
  };
}

/**
 * Lets go of what only telling new texts from known ones took, once every record is in. Ids are still looked up.
 */
export function sealTable(table: ContactTable): void {
  const { names, mailboxes, profiles, phones, nameKeys, domains, employers, atDomains, atEmployers } = table;
  for (const pool of [names, mailboxes, profiles, phones, nameKeys, domains, employers]) sealPool(pool);
  for (const pool of [atDomains, atEmployers]) sealPairs(pool);
}

/** Lets go of all that was compared, once it is known who is who: a million records then need their ids only. */
export function keepIdsOnly(table: ContactTable): void {
  const { size, ids } = table;
  Object.assign(table, contactTable(), { size, ids, isUsedUp: true });
}

/** Adds one record; false, and nothing added, when a record of this id is there already. */
export function addContact(table: ContactTable, id: string, match: ContactMatch): boolean {
  const row = table.size;
  if (intern(table.ids, id) !== row) return false;
  if (row === table.nameOf.length)
    Object.assign(
      table,
      mapColumns((name) => widened(table[name])),
    );
  table.size += 1;
  const name = intern(table.names, nameText(match.name));
  const mailbox = match.em === null ? -1 : intern(table.mailboxes, match.em);
  const domains = match.domains.map((domain) => intern(table.domains, domain));
  table.nameOf[row] = name;
  table.mailboxOf[row] = match.isRole ? -1 : mailbox;
  table.mailDomainOf[row] = match.mailDomain === null ? -1 : (domains[match.domains.indexOf(match.mailDomain)] ?? -1);
  table.domainOf[row] = domains[0] ?? -1;
  table.profileOf[row] = match.li === null ? -1 : intern(table.profiles, match.li);
  table.phoneOf[row] = isOwnPhone(match) ? intern(table.phones, match.ph) : -1;
  table.isRole[row] = match.isRole ? 1 : 0;
  table.isNumbered[row] = match.mailDomain !== null && numberedMailbox.test(match.em ?? "") ? 1 : 0;
  if (mailbox !== -1) addKey(table.keys.em, row, mailbox);
  if (table.profileOf[row] !== -1) addKey(table.keys.li, row, table.profileOf[row]);
  if (table.phoneOf[row] !== -1) addKey(table.keys.ph, row, table.phoneOf[row]);
  const employer = isText(match.employer) ? intern(table.employers, match.employer) : -1;
  for (const nameKey of keysOfName(table, name, match)) {
    for (const domain of domains) addKey(table.keys.nd, row, internPair(table.atDomains, nameKey, domain));
    if (employer !== -1) addKey(table.keys.nc, row, internPair(table.atEmployers, nameKey, employer));
  }
  return true;
}

const numberedMailbox = /^[^@]*[^@\d]\d{1,2}@/;

/** Equal names have equal keys: they are made once. */
function keysOfName(table: ContactTable, name: number, match: ContactMatch): readonly number[] {
  const known = table.keysOfName[name];
  if (known !== undefined) return known;
  const made = nameKeys(match.name).map((text) => intern(table.nameKeys, text));
  table.keysOfName[name] = made;
  return made;
}

/** A key's text, as the key table has it. */
export function keyTextOf(table: ContactTable, kind: ContactKeyKind, key: number): string {
  switch (kind) {
    case "em":
      return textOf(table.mailboxes, key);
    case "li":
      return textOf(table.profiles, key);
    case "ph":
      return textOf(table.phones, key);
    case "nd":
      return placedText(table, table.atDomains, table.domains, key);
    case "nc":
      return placedText(table, table.atEmployers, table.employers, key);
  }
}

function placedText(table: ContactTable, { leftOf, rightOf }: PairPool, places: StringPool, key: number): string {
  return placedName(textOf(table.nameKeys, leftOf[key] ?? -1), textOf(places, rightOf[key] ?? -1));
}

/** Columns made one by one. */
export function mapColumns(make: (name: keyof ContactColumns) => Int32Array): ContactColumns {
  return {
    nameOf: make("nameOf"),
    mailboxOf: make("mailboxOf"),
    mailDomainOf: make("mailDomainOf"),
    domainOf: make("domainOf"),
    profileOf: make("profileOf"),
    phoneOf: make("phoneOf"),
    isRole: make("isRole"),
    isNumbered: make("isNumbered"),
  };
}
