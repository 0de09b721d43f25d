import { type AssertedSets, joinAll } from "./asserted-sets.ts";
import type { AccountMatch } from "./match.ts";
import { attachByName, type NameGroup } from "./name-owners.ts";
import { type Assertion, assertedOver, clustersOf, type Resolution, type Review } from "./resolve.ts";
import { defaultRuleset, type Ruleset } from "./ruleset.ts";
import { keptFromParents, parentsAmong, withoutParentsDomain } from "./subsidiaries.ts";
import { compareText } from "./text.ts";

/** An account record as the resolver sees it; `id` is its birth id. */
export interface AccountRecord {
  readonly id: string;
  readonly match: AccountMatch;
  /** The contact whose record named this company, where it is known: a person works at one company of a name. */
  readonly person?: string;
}

/**
 * Says which account records are one company. What people asserted comes first and is never crossed. The registrable domain
 * joins. Two domains join when a record shows both and each is known under that record's name. A record without a domain goes
 * to the one owner of its name that fits (see `attachByName`), for subsidiaries and namesakes have domains of their own; and
 * never to the record that its source names as its parent.
 * `blocked` names keys that are generic by records not seen here. Independent of input order.
 */
export function resolveAccounts(
  input: readonly AccountRecord[],
  assertions: readonly Assertion[] = [],
  blocked: ReadonlySet<string> = new Set(),
  ruleset: Ruleset = defaultRuleset,
): Resolution {
  const stated = [...input].sort((left, right) => compareText(left.id, right.id));
  const parents = parentsAmong(stated);
  const records = stated.map((record) => withoutParentsDomain(record, parents));
  const rankOf = new Map(records.map((record, rank) => [record.id, rank]));
  const said = [...assertions, ...keptFromParents(parents, assertions)];
  const asserted = assertedOver(records.length, (id) => rankOf.get(id), said);
  const byDomain = grouped(records, (match) => match.domain);
  for (const members of byDomain.values()) joinAll(asserted, members);
  joinAliases(records, byDomain, asserted);
  joinOtherDomains(records, byDomain, asserted);
  // Judged on the domains' sets before any name joined: what one name joins must not change what the next one may.
  const companies = { parent: asserted.sets.parent.slice() };
  const reviews: Review[] = [];
  for (const [name, members] of grouped(records, (match) => match.nameKey)) {
    const domains = new Set(members.flatMap((at) => records[at]?.match.domain ?? []));
    if (blocked.has(`nm:${name}`)) continue;
    const group: NameGroup = { records, members, companies, isGeneric: domains.size > ruleset.domainsPerNameMax };
    const unplaced = attachByName(group, asserted);
    if (unplaced) reviews.push({ kind: "account_name", subject: `nm:${name}`, members: idsOf(records, members) });
  }
  return {
    clusters: clustersOf(records, asserted.sets),
    reviews: reviews.sort((left, right) => compareText(left.subject, right.subject)),
  };
}

const idsOf = (records: readonly AccountRecord[], members: readonly number[]): readonly string[] =>
  members.map((at) => records[at]?.id ?? "");

/** A person who writes from one domain and names the other as website, where both go by the company's name. */
function joinAliases(
  records: readonly AccountRecord[],
  byDomain: ReadonlyMap<string, readonly number[]>,
  asserted: AssertedSets,
): void {
  const names = new Map<string, ReadonlySet<string | null>>();
  for (const [domain, members] of byDomain)
    names.set(domain, new Set(members.map((at) => records[at]?.match.nameKey ?? null)));
  records.forEach(({ match }, at) => {
    if (match.mailDomain === null || match.nameKey === null) return;
    const other = byDomain.get(match.mailDomain)?.[0];
    if (other !== undefined && names.get(match.mailDomain)?.has(match.nameKey) === true) joinAll(asserted, [at, other]);
  });
}

/** Domains that a source or a person names as the company's own, of today or of before. */
function joinOtherDomains(
  records: readonly AccountRecord[],
  byDomain: ReadonlyMap<string, readonly number[]>,
  asserted: AssertedSets,
): void {
  const naming = new Map<string, number[]>();
  records.forEach(({ match }, at) => {
    for (const domain of match.otherDomains ?? []) naming.set(domain, [...(naming.get(domain) ?? []), at]);
  });
  for (const [domain, members] of [...naming].sort(([left], [right]) => compareText(left, right)))
    joinAll(asserted, [...new Set([...(byDomain.get(domain)?.slice(0, 1) ?? []), ...members])]);
}

function grouped(
  records: readonly AccountRecord[],
  keyOf: (match: AccountMatch) => string | null,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  records.forEach((record, index) => {
    const key = keyOf(record.match);
    if (key === null) return;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  });
  return new Map([...groups].sort(([left], [right]) => compareText(left, right)));
}
