import { fullNameKey, namesAgree, weakNameFits } from "./name-agreement.ts";
import type { PersonName } from "./person-name.ts";
import { compareText } from "./text.ts";
import { rootOf, setsOf, singletons, union } from "./union-find.ts";

/** A key that more full names than this stand under belongs to nobody: it is blocked. */
export const namesPerKeyMax = 12;

/** How a key's kind bears on the names under it. */
export interface GateRule {
  /** The key belongs to one person: another family name may be a marriage. */
  readonly isPersonal: boolean;
  /** Whether records without a name may join by this key. */
  readonly joinsNameless: boolean;
}

/** A key's group split by name: who may be joined, and whether the names contradict each other. */
export interface Gated {
  readonly groups: readonly (readonly number[])[];
  readonly isConflict: boolean;
  readonly isBlocked: boolean;
}

interface Named {
  readonly key: string;
  readonly name: PersonName;
  readonly members: number[];
}

/**
 * The name gate: splits the members of one key into families of agreeing names. A weak or missing name joins only where
 * exactly one family takes it, and never bridges two.
 */
export function nameGate(members: readonly number[], nameOf: (member: number) => PersonName, rule: GateRule): Gated {
  const byName = distinctNames(members, nameOf);
  const full = byName.filter((entry) => entry.name.strength === "full");
  if (new Set(full.map((entry) => fullNameKey(entry.name))).size > namesPerKeyMax)
    return { groups: [], isConflict: true, isBlocked: true };
  const families = familiesOf(full, rule.isPersonal);
  const weak = byName.filter((entry) => entry.name.strength === "weak");
  const nameless = byName.filter((entry) => entry.name.strength === "none");
  const groups = families.map((family) => family.flatMap((entry) => entry.members));
  let isConflict = families.length > 1;
  if (families.length === 0) {
    const weakGroups = weakFamilies(weak);
    isConflict = weakGroups.length > 1;
    groups.push(...weakGroups);
  } else {
    for (const entry of weak) {
      const fitting = families.flatMap((family, at) =>
        family.some((other) => weakNameFits(entry.name, other.name)) ? [at] : [],
      );
      if (fitting.length === 1) groups[fitting[0] ?? 0]?.push(...entry.members);
      else {
        groups.push(entry.members);
        isConflict = true;
      }
    }
  }
  if (rule.joinsNameless) {
    const unnamed = nameless.flatMap((entry) => entry.members);
    const only = groups.length === 1 ? groups[0] : undefined;
    if (only !== undefined) only.push(...unnamed);
    else groups.push(unnamed);
  }
  return { groups: groups.filter((group) => group.length > 1), isConflict, isBlocked: false };
}

/** Whether the full names of a cluster all belong to one family. */
export function isOneFamily(names: readonly PersonName[], isPersonal: boolean): boolean {
  const full = distinctNames([...names.keys()], (at) => names[at] as PersonName).filter(
    (entry) => entry.name.strength === "full",
  );
  return full.length < 2 || familiesOf(full, isPersonal).length === 1;
}

function familiesOf(full: readonly Named[], isPersonal: boolean): readonly (readonly Named[])[] {
  const sets = singletons(full.length);
  full.forEach((left, at) => {
    for (let other = at + 1; other < full.length; other += 1) {
      const right = full[other];
      if (
        right !== undefined &&
        rootOf(sets, at) !== rootOf(sets, other) &&
        namesAgree(left.name, right.name, isPersonal)
      )
        union(sets, at, other);
    }
  });
  return setsOf(sets).map((set) => set.flatMap((at) => full[at] ?? []));
}

/** Weak names without a full one beside them: all join when every pair fits, else only equal ones do. */
function weakFamilies(weak: readonly Named[]): number[][] {
  const isOne = weak.every((left, at) => weak.slice(at + 1).every((right) => weakNameFits(left.name, right.name)));
  return isOne && weak.length > 0 ? [weak.flatMap((entry) => entry.members)] : weak.map((entry) => [...entry.members]);
}

function distinctNames(members: readonly number[], nameOf: (member: number) => PersonName): readonly Named[] {
  const byKey = new Map<string, Named>();
  for (const member of members) {
    const name = nameOf(member);
    const key = `${fullNameKey(name)}/${name.given}/${name.family}/${name.suffix}`;
    const entry = byKey.get(key);
    if (entry === undefined) byKey.set(key, { key, name, members: [member] });
    else entry.members.push(member);
  }
  return [...byKey.values()].sort((left, right) => compareText(left.key, right.key));
}
