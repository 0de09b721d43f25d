import { type AssertedSets, joinAll } from "./asserted-sets.ts";
import type { AccountMatch } from "./match.ts";
import { type Assertion, assertedOver, clustersOf, type Resolution, type Review } from "./resolve.ts";
import { compareText } from "./text.ts";
import { rootOf, type UnionFind } from "./union-find.ts";

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
 * subsidiaries and namesakes have domains of their own. What people asserted comes first and is never crossed. `blocked` names keys
 * that are generic by records not seen here. Independent of input order.
 */
export function resolveAccounts(
  input: readonly AccountRecord[],
  assertions: readonly Assertion[] = [],
  blocked: ReadonlySet<string> = new Set(),
): Resolution {
  const records = [...input].sort((left, right) => compareText(left.id, right.id));
  const rankOf = new Map(records.map((record, rank) => [record.id, rank]));
  const asserted = assertedOver(records.length, (id) => rankOf.get(id), assertions);
  const reviews: Review[] = [];
  const byDomain = grouped(records, (match) => match.domain);
  for (const members of byDomain.values()) joinAll(asserted, members);
  joinAliases(records, byDomain, asserted);
  // Judged on the domains' sets before any name joined: what one name joins must not change what the next one may.
  const companies: UnionFind = { parent: asserted.sets.parent.slice() };
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
    } else joinByCountry(records, members, asserted);
  }
  return {
    clusters: clustersOf(records, asserted.sets),
    reviews: reviews.sort((a, b) => compareText(a.subject, b.subject)),
  };
}

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

function joinByCountry(records: readonly AccountRecord[], members: readonly number[], asserted: AssertedSets): void {
  const byCountry = Map.groupBy(members, (at) => records[at]?.match.country ?? "");
  const countries = [...byCountry].sort(([left], [right]) => compareText(left, right));
  for (const [, same] of countries) joinAll(asserted, same);
  // A record without a country follows the name when the name lives in one country only.
  if (byCountry.size === 2 && byCountry.has("")) joinAll(asserted, members);
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
