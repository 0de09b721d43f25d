import { namesAgree } from "./name-agreement.ts";
import type { PersonName } from "./person-name.ts";
import { readName, type SortedContacts } from "./sorted-contacts.ts";
import { rootOf, singletons, type UnionFind, union } from "./union-find.ts";

/** What can speak against records being one person, and the sets that a person vouched for, whatever their records say. */
export interface Evidence {
  readonly contacts: SortedContacts;
  /** The sets of people's `same` alone; null when nobody said any. */
  readonly vouched: UnionFind | null;
}

/** Whether records cannot be one person: two profiles among them, or full names of two families, that nobody vouched for. */
export function contradicts(evidence: Evidence, members: Int32Array): boolean {
  return hasTwoProfiles(evidence, members) || hasTwoFamilies(evidence, members);
}

function hasTwoProfiles({ contacts, vouched }: Evidence, members: Int32Array): boolean {
  const { profileOf } = contacts;
  const carriers = members.filter((at) => profileOf[at] !== -1);
  if (carriers.every((at) => profileOf[at] === profileOf[carriers[0] ?? 0])) return false;
  if (vouched === null) return true;
  const links = linkedBy(vouched, carriers);
  linkEqual(links, carriers, (at) => profileOf[at] ?? -1);
  return !isOne(links);
}

function hasTwoFamilies({ contacts, vouched }: Evidence, members: Int32Array): boolean {
  const { nameOf } = contacts;
  if (members.every((at) => nameOf[at] === nameOf[members[0] ?? 0])) return false;
  const read = (at: number): PersonName => readName(contacts, nameOf[at] ?? 0);
  const carriers = members.filter((at) => read(at).strength === "full");
  const links = linkedBy(vouched, carriers);
  linkEqual(links, carriers, (at) => nameOf[at] ?? 0);
  linkAgreeing(links, carriers, read);
  return !isOne(links);
}

/** Links, by place in the list, the records that a person vouched to be one. */
function linkedBy(vouched: UnionFind | null, carriers: Int32Array): UnionFind {
  const links = singletons(carriers.length);
  if (vouched !== null) linkEqual(links, carriers, (at) => rootOf(vouched, at));
  return links;
}

function linkEqual(links: UnionFind, carriers: Int32Array, readAt: (at: number) => number): void {
  const firstOf = new Map<number, number>();
  carriers.forEach((at, place) => {
    const value = readAt(at);
    const first = firstOf.get(value);
    if (first === undefined) firstOf.set(value, place);
    else union(links, first, place);
  });
}

function linkAgreeing(links: UnionFind, carriers: Int32Array, read: (at: number) => PersonName): void {
  for (let left = 0; left < carriers.length; left += 1)
    for (let right = left + 1; right < carriers.length; right += 1) {
      if (rootOf(links, left) === rootOf(links, right)) continue;
      if (namesAgree(read(carriers[left] ?? 0), read(carriers[right] ?? 0), true)) union(links, left, right);
    }
}

function isOne(links: UnionFind): boolean {
  for (let place = 1; place < links.parent.length; place += 1) if (rootOf(links, place) !== 0) return false;
  return true;
}
