import { type AssertedSets, assertedSets } from "./asserted-sets.ts";
import { addContact, type ContactTable, contactTable } from "./contact-table.ts";
import type { ContactMatch } from "./match.ts";
import { applyTier, tiers, type Work } from "./resolve-tier.ts";
import { defaultRuleset, type Ruleset } from "./ruleset.ts";
import { idOf, type SortedContacts, type SortedIds, sortedContacts } from "./sorted-contacts.ts";
import { findText, type StringPool } from "./string-pool.ts";
import { compareText } from "./text.ts";
import { membersOf, setMembers, setsOf, type UnionFind } from "./union-find.ts";

/** A contact record as the resolver sees it; `id` is its birth id. */
export interface ContactRecord {
  readonly id: string;
  readonly match: ContactMatch;
}

/**
 * What a person said about records, by birth id, and what outlives every import: all of them are one (`same`), or none of the
 * left is one with any of the right (`different`). Records that are not here are no obstacle: what is said of the others holds.
 */
export interface Assertion {
  readonly kind: "same" | "different";
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Why records stay apart, or may not be what they seem; a person decides. */
export interface Review {
  readonly kind: "shared_key" | "blocked_key" | "component" | "veto" | "account_name" | "claim_conflict" | "hierarchy";
  readonly subject: string;
  readonly members: readonly string[];
}

/** One contact or account: its id is the smallest birth id of its members. */
export interface Cluster {
  readonly id: string;
  readonly members: readonly string[];
}

export interface Resolution {
  readonly clusters: readonly Cluster[];
  readonly reviews: readonly Review[];
}

/** A review that says whom it is about by their places: among a million records, those of generic keys name most of them. */
export interface PlacedReview {
  readonly kind: Review["kind"];
  readonly subject: string;
  readonly places: Int32Array;
}

/** A resolution in columns, for as many records as a table holds. */
export interface TableResolution {
  readonly contacts: SortedIds;
  readonly sets: UnionFind;
  readonly reviews: readonly PlacedReview[];
}

/**
 * Says which contact records are one person: a pure function of the records and what people asserted. What people said comes
 * first and is never crossed; then keys join in canonical order (tier, key, record ids), names gate, and a component that
 * contradicts itself is refused whole. `blocked` names keys (`em:info@acme.com`) that are known to be generic from records that
 * are not here: in a region only some of such a key's records are seen. INVARIANT: independent of input order (test "any order").
 */
export function resolveContacts(
  input: readonly ContactRecord[],
  assertions: readonly Assertion[] = [],
  blocked: ReadonlySet<string> = new Set(),
  ruleset: Ruleset = defaultRuleset,
): Resolution {
  const table = contactTable();
  for (const { id, match } of input)
    if (!addContact(table, id, match)) throw new Error(`record ${id} is given to the resolver twice`);
  const { contacts, sets, reviews } = resolveTable(table, assertions, blocked, ruleset);
  const members = setMembers(sets);
  const clusters: Cluster[] = [];
  for (let root = 0; root < contacts.size; root += 1) {
    const ids = Array.from(membersOf(members, root), (rank) => idOf(contacts, rank));
    const [id] = ids;
    if (id !== undefined) clusters.push({ id, members: ids });
  }
  return { clusters, reviews: reviews.map((review) => reviewOf(contacts, review)) };
}

/** A review with the ids of whom it is about. */
export function reviewOf(contacts: SortedIds, { kind, subject, places }: PlacedReview): Review {
  return { kind, subject, members: Array.from(places, (place) => idOf(contacts, place)) };
}

/** The same for a table of any size: what `resolveContacts` says, without an object per record. It uses the table up. */
export function resolveTable(
  table: ContactTable,
  assertions: readonly Assertion[] = [],
  blocked: ReadonlySet<string> = new Set(),
  ruleset: Ruleset = defaultRuleset,
): TableResolution {
  if (table.isUsedUp) throw new Error("this table was resolved already, and its indexes are gone: fill another one");
  table.isUsedUp = true;
  const contacts = sortedContacts(table);
  const rankOf = (id: string): number | undefined => contacts.rankOf[findText(table.ids, id)];
  let asserted = assertedOver(contacts.size, rankOf, assertions);
  const isVouched = assertions.some((one) => one.kind === "same");
  const vouched = isVouched ? { parent: asserted.sets.parent.slice() } : null;
  const work: Work = { contacts, vouched, blocked, ruleset, reviews: [] };
  forgetBlocked(contacts, blocked);
  for (const tier of tiers) asserted = applyTier(work, asserted, tier);
  const reviews = work.reviews.sort((left, right) => compareText(left.subject, right.subject));
  // What was compared is not needed any more, and is most of the memory.
  const { size, rowAt } = contacts;
  return { contacts: { size, table, rowAt, rankOf: contacts.rankOf }, sets: asserted.sets, reviews };
}

/**
 * A number or mailbox that is generic by records not seen here is nobody's own, even where one record here has it: a region
 * must not read more into it than the whole does.
 */
function forgetBlocked({ table, phoneOf, mailboxOf }: SortedContacts, blocked: ReadonlySet<string>): void {
  const forget = (kind: string, pool: StringPool, column: Int32Array): void => {
    const names = [...blocked].filter((name) => name.startsWith(kind));
    const generic = new Set(names.map((name) => findText(pool, name.slice(kind.length))));
    generic.delete(-1);
    if (generic.size === 0) return;
    column.forEach((key, at) => {
      if (generic.has(key)) column[at] = -1;
    });
  };
  forget("ph:", table.phones, phoneOf);
  forget("em:", table.mailboxes, mailboxOf);
}

/** What people said of `size` records, in canonical order; `rankOf` gives a record's place in the order of ids. */
export function assertedOver(
  size: number,
  rankOf: (id: string) => number | undefined,
  assertions: readonly Assertion[],
): AssertedSets {
  const here = (ids: readonly string[]): readonly number[] =>
    [...new Set(ids.flatMap((id) => rankOf(id) ?? []))].sort((left, right) => left - right);
  const same = assertions
    .filter((one) => one.kind === "same")
    .map((one) => here([...one.left, ...one.right]))
    .sort(compareLists);
  const apart = assertions
    .filter((one) => one.kind === "different")
    .map((one) => ({ left: here(one.left), right: here(one.right) }));
  return assertedSets(size, same, apart);
}

function compareLists(left: readonly number[], right: readonly number[]): number {
  for (const [at, value] of left.entries()) {
    const other = right[at];
    if (other === undefined) return 1;
    if (value !== other) return value - other;
  }
  return left.length - right.length;
}

/** The clusters of sets over records that are sorted by id. */
export function clustersOf(records: readonly { readonly id: string }[], sets: UnionFind): readonly Cluster[] {
  return setsOf(sets).map((set) => {
    const members = set.map((at) => records[at]?.id ?? "");
    return { id: members[0] ?? "", members };
  });
}
