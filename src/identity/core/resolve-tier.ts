import { createHash } from "node:crypto";
import { type AssertedSets, copyOf, joinAll } from "./asserted-sets.ts";
import { type ContactKeyKind, keyTextOf } from "./contact-table.ts";
import { contradicts, type Evidence } from "./contradiction.ts";
import { addJoin, eachJoin, type JoinList, joinList } from "./join-list.ts";
import { rowsUnder, sharedKeys } from "./key-index.ts";
import { type GateRule, nameGate } from "./name-families.ts";
import type { PlacedReview } from "./resolve.ts";
import type { Ruleset } from "./ruleset.ts";
import { contactsByKey, idOf, readName, type SortedContacts } from "./sorted-contacts.ts";
import { discard } from "./string-pool.ts";
import { membersOf, rootOf, setMembers } from "./union-find.ts";
import { isVetoed } from "./veto.ts";

/** What every tier works on: the records, what people vouched for, and the reviews found so far. */
export interface Work extends Evidence {
  readonly blocked: ReadonlySet<string>;
  readonly ruleset: Ruleset;
  readonly reviews: PlacedReview[];
}

/** The kinds of key in the order of their weight: own mailbox and profile, then phone, then name at a company. */
export const tiers: readonly (readonly ContactKeyKind[])[] = [["em", "li"], ["ph"], ["nd"], ["nc"]];

/** Joins by a tier's keys what names allow, component by component; one that contradicts itself stays as it was, whole. */
export function applyTier(work: Work, before: AssertedSets, tier: readonly ContactKeyKind[]): AssertedSets {
  const joins = joinList();
  for (const kind of tier) if (work.ruleset.keys.includes(kind)) collectJoins(work, before, kind, joins);
  const after = joins.size === 0 ? before : joinedBy(work, before, joins, tier);
  discard(joins.flat);
  return after;
}

function joinedBy(work: Work, before: AssertedSets, joins: JoinList, tier: readonly ContactKeyKind[]): AssertedSets {
  const tentative = copyOf(before);
  eachJoin(joins, (members) => joinAll(tentative, members));
  const refused = refusedRoots(work, before, tentative, tier.join("+"));
  if (refused.size === 0) return tentative;
  const kept = copyOf(before);
  eachJoin(joins, (members) => {
    joinAll(
      kept,
      members.filter((member) => !refused.has(rootOf(tentative.sets, member))),
    );
  });
  return kept;
}

/** Splits the records under each shared key of a kind by name and keeps who may be joined. */
function collectJoins(work: Work, before: AssertedSets, kind: ContactKeyKind, joins: JoinList): void {
  const { contacts } = work;
  const groups = contactsByKey(contacts, kind);
  const isName = kind === "nd" || kind === "nc";
  const clusters = isName ? setMembers(before.sets) : null;
  // Unions commute unless some are forbidden: only then does their order matter, and it is that of the keys' texts.
  const subjectOf = (key: number): string => `${kind}:${keyTextOf(contacts.table, kind, key)}`;
  for (const key of sharedKeys(groups, before.sides.size > 0 ? subjectOf : null)) {
    const members = rowsUnder(groups, key);
    if (areOne(before, members) || (work.blocked.size > 0 && work.blocked.has(subjectOf(key)))) continue;
    const gated = gate(work, kind, members);
    if (gated.isConflict && kind === "ph") forget(contacts.phoneOf, members);
    if (gated.isBlocked && kind === "em") forget(contacts.mailboxOf, members);
    if (gated.isBlocked) review(work, "blocked_key", subjectOf(key), members);
    else if (gated.isConflict && !isName) review(work, "shared_key", subjectOf(key), members);
    for (const group of gated.groups) {
      const one = Int32Array.from(group);
      if (
        clusters !== null &&
        isVetoed(work, before, clusters, one, kind === "nd" ? (contacts.table.atDomains.rightOf[key] ?? -1) : null)
      )
        review(work, "veto", subjectOf(key), one);
      else addJoin(joins, one);
    }
  }
  for (const array of [groups.startOf, groups.rows]) discard(array);
  if (clusters !== null) for (const array of [clusters.startOf, clusters.members]) discard(array);
}

/** A desk that several share is nobody's own number, nor is a mailbox of many: another one beside it tells nothing. */
function forget(column: Int32Array, members: Int32Array): void {
  for (const at of members) column[at] = -1;
}

function areOne({ sets }: AssertedSets, members: Int32Array): boolean {
  const root = rootOf(sets, members[0] ?? 0);
  return members.every((member) => rootOf(sets, member) === root);
}

type Gated = ReturnType<typeof nameGate>;

function gate({ contacts, ruleset }: Work, kind: ContactKeyKind, members: Int32Array): Gated {
  const { nameOf } = contacts;
  const isRole = kind === "em" && members.some((at) => contacts.isRole[at] === 1);
  if (isRole && !ruleset.roleMailboxesJoin) return { groups: [], isConflict: false, isBlocked: false };
  const rule: GateRule = {
    isPersonal: kind === "li" || (kind === "em" && !isRole),
    joinsNameless: kind === "li" || kind === "em",
    namesMax: ruleset.namesPerKeyMax,
  };
  return nameGate(
    members,
    (at) => nameOf[at] ?? 0,
    (name) => readName(contacts, name),
    rule,
  );
}

/** The smallest members of components that contradict themselves and were not one before this tier. */
function refusedRoots(work: Work, before: AssertedSets, tentative: AssertedSets, tier: string): ReadonlySet<number> {
  const refused = new Set<number>();
  const components = setMembers(tentative.sets);
  for (let root = 0; root < work.contacts.size; root += 1) {
    const members = membersOf(components, root);
    if (members.length < 2 || areOne(before, members) || !contradicts(work, members)) continue;
    refused.add(root);
    review(work, "component", `component:${tier}:${digestOf(work.contacts, members)}`, members);
  }
  for (const array of [components.startOf, components.members]) discard(array);
  return refused;
}

function review({ reviews }: Work, kind: PlacedReview["kind"], subject: string, members: Int32Array): void {
  reviews.push({ kind, subject, places: members.slice() });
}

function digestOf(contacts: SortedContacts, members: Int32Array): string {
  const hash = createHash("sha256");
  for (const at of members) hash.update(`${idOf(contacts, at)}\n`);
  return hash.digest("hex").slice(0, 24);
}
