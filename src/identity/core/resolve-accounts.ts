import type { AccountMatch } from "./match.ts";
import { clustersOf, type Resolution, type Review } from "./resolve.ts";
import { compareText } from "./text.ts";
import { rootOf, singletons, type UnionFind, union } from "./union-find.ts";

/** An account record as the resolver sees it; `id` is its birth id. */
export interface AccountRecord {
  readonly id: string;
  readonly match: AccountMatch;
}

/** A name under more domains than this says nothing (`Global`, `Consulting`): it leaves the closure. */
export const domainsPerNameMax = 12;

/**
 * Says which account records are one company. The registrable domain joins. Two domains join when a record shows both and
 * each is known under that record's name. A name joins in one country, and only when nobody else answers to it, for
 * subsidiaries and namesakes have domains of their own. `blocked` names keys that are generic by records not seen here. Independent of input order.
 */
export function resolveAccounts(input: readonly AccountRecord[], blocked: ReadonlySet<string> = new Set()): Resolution {
  const records = [...input].sort((left, right) => compareText(left.id, right.id));
  const sets = singletons(records.length);
  const reviews: Review[] = [];
  const byDomain = grouped(records, (match) => match.domain);
  for (const members of byDomain.values()) for (const member of members) union(sets, members[0] ?? member, member);
  joinAliases(records, byDomain, sets);
  // Judged on the domains' sets before any name joined: what one name joins must not change what the next one may.
  const companies: UnionFind = { parent: sets.parent.slice() };
  for (const [name, members] of grouped(records, (match) => match.nameKey)) {
    if (blocked.has(`nm:${name}`)) continue;
    const withDomain = members.filter((at) => records[at]?.match.domain !== null);
    const domains = new Set(withDomain.map((at) => records[at]?.match.domain));
    const owners = new Set(withDomain.map((at) => rootOf(companies, at)));
    if (domains.size > domainsPerNameMax || owners.size > 1) {
      if (withDomain.length < members.length)
        reviews.push({
          kind: "account_name",
          subject: `nm:${name}`,
          members: members.map((at) => records[at]?.id ?? ""),
        });
    } else joinByCountry(records, members, sets);
  }
  return { clusters: clustersOf(records, sets), reviews: reviews.sort((a, b) => compareText(a.subject, b.subject)) };
}

/** A person who writes from one domain and names the other as website, where both go by the company's name. */
function joinAliases(
  records: readonly AccountRecord[],
  byDomain: ReadonlyMap<string, readonly number[]>,
  sets: UnionFind,
): void {
  const names = new Map<string, ReadonlySet<string | null>>();
  for (const [domain, members] of byDomain)
    names.set(domain, new Set(members.map((at) => records[at]?.match.nameKey ?? null)));
  records.forEach(({ match }, at) => {
    if (match.mailDomain === null || match.nameKey === null) return;
    const other = byDomain.get(match.mailDomain)?.[0];
    if (other !== undefined && names.get(match.mailDomain)?.has(match.nameKey) === true) union(sets, at, other);
  });
}

function joinByCountry(records: readonly AccountRecord[], members: readonly number[], sets: UnionFind): void {
  const byCountry = Map.groupBy(members, (at) => records[at]?.match.country ?? "");
  for (const same of byCountry.values()) for (const member of same) union(sets, same[0] ?? member, member);
  // A record without a country follows the name when the name lives in one country only.
  if (byCountry.size === 2 && byCountry.has(""))
    for (const member of members) union(sets, members[0] ?? member, member);
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
  return groups;
}
