import { createHash } from "node:crypto";
import { type AssertedSets, assertedSets, copyOf, joinAll } from "./asserted-sets.ts";
import { type ContactMatch, contactKeys, type KeyKind } from "./match.ts";
import { type GateRule, isOneFamily, nameGate } from "./name-families.ts";
import { compareText } from "./text.ts";
import { rootOf, setsOf, type UnionFind } from "./union-find.ts";

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
  readonly kind: "shared_key" | "blocked_key" | "component" | "veto" | "account_name";
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

interface Group {
  readonly kind: KeyKind;
  readonly key: string;
  readonly members: readonly number[];
}

interface Work {
  readonly records: readonly ContactRecord[];
  readonly reviews: Review[];
}

const tiers: readonly (readonly KeyKind[])[] = [["em", "li"], ["ph"], ["nd"]];

/**
 * Says which contact records are one person: a pure function of the records and what people asserted. What people said comes
 * first and is never crossed; then keys join in canonical order (tier, key, record ids), names gate, and a component that
 * contradicts itself is refused whole. `blocked` names keys (`em:info@acme.com`) that are known to
 * be generic from records that are not here: in a region only some of such a key's records are seen. INVARIANT: independent of input order (test "any order").
 */
export function resolveContacts(
  input: readonly ContactRecord[],
  assertions: readonly Assertion[] = [],
  blocked: ReadonlySet<string> = new Set(),
): Resolution {
  const records = [...input].sort((left, right) => compareText(left.id, right.id));
  const work: Work = { records, reviews: [] };
  const groups = groupsByKey(records, blocked);
  let asserted = assertedOver(records, assertions);
  for (const tier of tiers) {
    const joins = groups
      .filter((group) => tier.includes(group.kind))
      .flatMap((group) => gated(work, asserted.sets, group));
    asserted = guarded(work, asserted, joins, tier.join("+"));
  }
  return {
    clusters: clustersOf(records, asserted.sets),
    reviews: work.reviews.sort((left, right) => compareText(left.subject, right.subject)),
  };
}

/** What people said of these records, in canonical order; `records` are sorted by id. */
export function assertedOver(
  records: readonly { readonly id: string }[],
  assertions: readonly Assertion[],
): AssertedSets {
  const indexOf = new Map(records.map((record, index) => [record.id, index]));
  const here = (ids: readonly string[]): readonly number[] =>
    [...new Set(ids.flatMap((id) => indexOf.get(id) ?? []))].sort((left, right) => left - right);
  const same = assertions
    .filter((one) => one.kind === "same")
    .map((one) => here([...one.left, ...one.right]))
    .sort(compareLists);
  const apart = assertions
    .filter((one) => one.kind === "different")
    .map((one) => ({ left: here(one.left), right: here(one.right) }));
  return assertedSets(records.length, same, apart);
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

function groupsByKey(records: readonly ContactRecord[], blocked: ReadonlySet<string>): readonly Group[] {
  const byKey = new Map<string, { kind: KeyKind; key: string; members: number[] }>();
  records.forEach((record, index) => {
    for (const { kind, key } of contactKeys(record.match)) {
      const group = byKey.get(`${kind}:${key}`);
      if (group === undefined) byKey.set(`${kind}:${key}`, { kind, key, members: [index] });
      else group.members.push(index);
    }
  });
  return [...byKey]
    .filter(([name, group]) => group.members.length > 1 && !blocked.has(name))
    .sort(([left], [right]) => compareText(left, right))
    .map(([, group]) => group);
}

function gated(work: Work, sets: UnionFind, group: Group): readonly (readonly number[])[] {
  const isRole = group.kind === "em" && group.members.some((at) => work.records[at]?.match.isRole === true);
  const result = nameGate(
    group.members,
    (at) => (work.records[at] as ContactRecord).match.name,
    gateRule(group.kind, isRole),
  );
  if (result.isBlocked || result.isConflict)
    review(work, result.isBlocked ? "blocked_key" : "shared_key", `${group.kind}:${group.key}`, group.members);
  if (group.kind === "nd" && isVetoed(work, sets, group)) {
    review(work, "veto", `${group.kind}:${group.key}`, group.members);
    return [];
  }
  return result.groups;
}

function gateRule(kind: KeyKind, isRole: boolean): GateRule {
  const isPersonal = kind === "li" || (kind === "em" && !isRole);
  return { isPersonal, joinsNameless: kind === "li" || kind === "em" };
}

/** Two mailboxes at the company, or two profiles: colleagues of one name. */
function isVetoed(work: Work, sets: UnionFind, group: Group): boolean {
  const domain = group.key.slice(group.key.lastIndexOf("@") + 1);
  const roots = new Set(group.members.map((at) => rootOf(sets, at)));
  if (roots.size === 1) return false;
  const evidence = clusterMembers(sets, roots).map((at) => (work.records[at] as ContactRecord).match);
  const mailboxes = new Set(
    evidence.flatMap((match) => (match.mailDomain === domain && !match.isRole && match.em !== null ? [match.em] : [])),
  );
  const profiles = new Set(evidence.flatMap((match) => match.li ?? []));
  return mailboxes.size > 1 || profiles.size > 1;
}

function clusterMembers(sets: UnionFind, roots: ReadonlySet<number>): readonly number[] {
  const members: number[] = [];
  for (let at = 0; at < sets.parent.length; at += 1) if (roots.has(rootOf(sets, at))) members.push(at);
  return members;
}

/** Applies a tier's joins component by component; one that contradicts itself stays as it was, whole, for a person. */
function guarded(work: Work, before: AssertedSets, joins: readonly (readonly number[])[], tier: string): AssertedSets {
  const tentative = copyOf(before);
  for (const group of joins) joinAll(tentative, group);
  const refused = new Set<number>();
  for (const set of setsOf(tentative.sets)) {
    if (set.length < 2 || isContradictionFree(work, set)) continue;
    if (new Set(set.map((at) => rootOf(before.sets, at))).size === 1) continue;
    refused.add(set[0] ?? 0);
    review(work, "component", `component:${tier}:${digestOf(work, set)}`, set);
  }
  if (refused.size === 0) return tentative;
  const kept = copyOf(before);
  for (const group of joins)
    joinAll(
      kept,
      group.filter((member) => !refused.has(rootOf(tentative.sets, member))),
    );
  return kept;
}

function isContradictionFree(work: Work, set: readonly number[]): boolean {
  const matches = set.map((at) => (work.records[at] as ContactRecord).match);
  if (new Set(matches.flatMap((match) => match.li ?? [])).size > 1) return false;
  return isOneFamily(
    matches.map((match) => match.name),
    true,
  );
}

function review(work: Work, kind: Review["kind"], subject: string, members: readonly number[]): void {
  work.reviews.push({ kind, subject, members: members.map((at) => work.records[at]?.id ?? "") });
}

function digestOf(work: Work, set: readonly number[]): string {
  const hash = createHash("sha256");
  for (const at of set) hash.update(`${work.records[at]?.id ?? ""}\n`);
  return hash.digest("hex").slice(0, 24);
}
