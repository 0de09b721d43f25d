import type { AssertedSets } from "./asserted-sets.ts";
import type { Evidence } from "./contradiction.ts";
import { membersOf, rootOf, type SetMembers } from "./union-find.ts";

/**
 * Whether a name at a company is several people's: colleagues of one name have a mailbox there each, or a profile each. By the
 * company's name alone (`domain` is null) another company of that name is no better: two domains or two private mailboxes
 * speak against it too. What one cluster has of several is its own affair, for it was joined by stronger evidence.
 */
export function isVetoed(
  { contacts }: Evidence,
  { sets }: AssertedSets,
  clusters: SetMembers,
  members: Int32Array,
  domain: number | null,
): boolean {
  const roots = [...new Set(Array.from(members, (at) => rootOf(sets, at)))];
  if (roots.length < 2) return false;
  const { mailboxOf, mailDomainOf, domainOf, profileOf, phoneOf } = contacts;
  const have = (readAt: (at: number) => number | undefined): readonly ReadonlySet<number>[] =>
    roots.map((root) => valuesIn(membersOf(clusters, root), readAt));
  const isNumbered = roots.some((root) => membersOf(clusters, root).some((at) => contacts.isNumbered[at] === 1));
  if (isNumbered || areRivals(have((at) => profileOf[at])) || areRivals(have((at) => phoneOf[at]))) return true;
  if (areRivals(have((at) => (mailDomainOf[at] === -1 ? mailboxOf[at] : -1)))) return true;
  const isThere = (at: number): boolean => (domain === null ? mailDomainOf[at] !== -1 : mailDomainOf[at] === domain);
  return (
    areRivals(have((at) => (isThere(at) ? mailboxOf[at] : -1))) ||
    (domain === null && areRivals(have((at) => domainOf[at])))
  );
}

function valuesIn(members: Int32Array, readAt: (at: number) => number | undefined): ReadonlySet<number> {
  const values = new Set<number>();
  for (const at of members) values.add(readAt(at) ?? -1);
  values.delete(-1);
  return values;
}

/** Whether two clusters have values, and not the same one. */
function areRivals(sets: readonly ReadonlySet<number>[]): boolean {
  const carrying = sets.filter((set) => set.size > 0);
  return carrying.length > 1 && new Set(carrying.flatMap((set) => [...set])).size > 1;
}
