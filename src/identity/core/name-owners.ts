import { type AssertedSets, joinAll } from "./asserted-sets.ts";
import type { AccountRecord } from "./resolve-accounts.ts";
import { compareText } from "./text.ts";
import { rootOf, type UnionFind } from "./union-find.ts";

/** The records that go by one company name. */
export interface NameGroup {
  readonly records: readonly AccountRecord[];
  readonly members: readonly number[];
  /** The companies that domains alone, and people's word, make of all records. */
  readonly companies: UnionFind;
  /** The name has too many domains to say anything. */
  readonly isGeneric: boolean;
}

interface Owners {
  readonly all: ReadonlySet<number>;
  readonly byCountry: ReadonlyMap<string, ReadonlySet<number>>;
  readonly byPerson: ReadonlyMap<string, ReadonlySet<number>>;
  /** A member of each company that has a domain, by the company. */
  readonly memberOf: ReadonlyMap<number, number>;
}

/**
 * Places the records of one name that show no domain. Each goes to the one company of the name that the same person shows a
 * domain of, else to the only one in the record's country; without a country, to the only one if the name lives in one
 * country. Where no company of the name has a domain there, the records of a country are one company. INVARIANT: a record goes
 * to one owner at most, so that no name ever joins two domains. Says whether a record found more owners than one.
 */
export function attachByName(group: NameGroup, asserted: AssertedSets): boolean {
  const owners = ownersOf(group);
  const homeless = group.members.filter((at) => !owners.memberOf.has(rootOf(group.companies, at)));
  if (homeless.length === 0) return false;
  if (group.isGeneric) return true;
  const orphans: number[] = [];
  let isUnplaced = false;
  for (const unit of unitsOf(group, homeless)) {
    const candidates = candidatesFor(group, owners, unit);
    const [owner] = candidates;
    if (candidates.size > 1) isUnplaced = true;
    else if (owner === undefined) orphans.push(...unit);
    else joinAll(asserted, [owners.memberOf.get(owner) ?? owner, ...unit]);
  }
  joinByCountry(group, orphans, owners, asserted);
  return isUnplaced;
}

function ownersOf({ records, members, companies }: NameGroup): Owners {
  const memberOf = new Map<number, number>();
  for (const at of members) {
    const company = rootOf(companies, at);
    if (records[at]?.match.domain !== null && !memberOf.has(company)) memberOf.set(company, at);
  }
  const byCountry = new Map<string, Set<number>>();
  const byPerson = new Map<string, Set<number>>();
  for (const at of members) {
    const company = rootOf(companies, at);
    const record = records[at];
    if (record === undefined || !memberOf.has(company)) continue;
    add(byCountry, record.match.country ?? "", company);
    if (record.person !== undefined) add(byPerson, record.person, company);
  }
  return { all: new Set(memberOf.keys()), byCountry, byPerson, memberOf };
}

function add(sets: Map<string, Set<number>>, key: string, value: number): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}

/** What one person says of the company belongs together; a record that no person is known of stands alone. */
function unitsOf({ records }: NameGroup, homeless: readonly number[]): readonly (readonly number[])[] {
  const byPerson = Map.groupBy(homeless, (at) => records[at]?.person ?? `record ${at}`);
  return [...byPerson].sort(([left], [right]) => compareText(left, right)).map(([, unit]) => unit);
}

function candidatesFor({ records }: NameGroup, owners: Owners, unit: readonly number[]): ReadonlySet<number> {
  const person = records[unit[0] ?? -1]?.person;
  const known = person === undefined ? undefined : owners.byPerson.get(person);
  if (known !== undefined) return known;
  const countries = new Set(unit.map((at) => records[at]?.match.country ?? ""));
  if (countries.has("")) {
    if (owners.all.size > 1) return owners.all;
    return owners.byCountry.size > 1 ? new Set() : owners.all;
  }
  return new Set([...countries].flatMap((country) => [...(owners.byCountry.get(country) ?? [])]));
}

/** Records of a name and country that nobody with a domain answers to are one company. */
function joinByCountry(
  { records }: NameGroup,
  orphans: readonly number[],
  owners: Owners,
  asserted: AssertedSets,
): void {
  const byCountry = Map.groupBy(orphans, (at) => records[at]?.match.country ?? "");
  const countries = [...byCountry].sort(([left], [right]) => compareText(left, right));
  for (const [, same] of countries)
    joinAll(
      asserted,
      [...same].sort((left, right) => left - right),
    );
  const named = countries.filter(([country]) => country !== "").length;
  // A record without a country follows the name when the name lives in one country only.
  if (named === 1 && owners.all.size === 0)
    joinAll(
      asserted,
      [...orphans].sort((left, right) => left - right),
    );
}
