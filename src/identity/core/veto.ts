import type { AssertedSets } from "./asserted-sets.ts";
import type { Evidence } from "./contradiction.ts";
import { findText } from "./string-pool.ts";
import { membersOf, rootOf, type SetMembers } from "./union-find.ts";

/**
 * Whether a name at a company's domain is several people's: colleagues of one name have a mailbox there each, or a profile each.
 * What one cluster has of several is its own affair, for it was joined by stronger evidence.
 */
export function isVetoed(
  { contacts }: Evidence,
  { sets }: AssertedSets,
  clusters: SetMembers,
  members: Int32Array,
  domain: string,
): boolean {
  const roots = [...new Set(Array.from(members, (at) => rootOf(sets, at)))];
  if (roots.length < 2) return false;
  const domainId = findText(contacts.table.domains, domain);
  const mailboxes = roots.map((root) =>
    valuesIn(membersOf(clusters, root), (at) =>
      contacts.mailDomainOf[at] === domainId ? (contacts.mailboxOf[at] ?? -1) : -1,
    ),
  );
  const profiles = roots.map((root) => valuesIn(membersOf(clusters, root), (at) => contacts.profileOf[at] ?? -1));
  return areRivals(mailboxes) || areRivals(profiles);
}

function valuesIn(members: Int32Array, readAt: (at: number) => number): ReadonlySet<number> {
  const values = new Set<number>();
  for (const at of members) if (readAt(at) !== -1) values.add(readAt(at));
  return values;
}

/** Whether two clusters have values, and not the same one. */
function areRivals(sets: readonly ReadonlySet<number>[]): boolean {
  const carrying = sets.filter((set) => set.size > 0);
  return carrying.length > 1 && new Set(carrying.flatMap((set) => [...set])).size > 1;
}
