import { fullNameKey, namesAgree, weakNameFits } from "./name-agreement.ts";
import { nameText } from "./name-text.ts";
import type { PersonName } from "./person-name.ts";
import { compareText } from "./text.ts";
import { rootOf, setsOf, singletons, union } from "./union-find.ts";

/** How a key's kind bears on the names under it. */
export interface GateRule {
  /** The key belongs to one person: another family name may be a marriage. */
  readonly isPersonal: boolean;
  /** Whether records without a name may join by this key. */
  readonly joinsNameless: boolean;
  /** More full names than this under one key, and it is blocked. */
  readonly namesMax: number;
}

/** A key's group split by name: who may be joined, and whether the names contradict each other. */
export interface Gated {
  readonly groups: readonly ArrayLike<number>[];
  readonly isConflict: boolean;
  readonly isBlocked: boolean;
}

interface Named {
  readonly key: string;
  readonly name: PersonName;
  readonly members: readonly number[];
}

/**
 * The name gate: splits the members of one key into families of agreeing names. A weak or missing name joins only where
 * exactly one family takes it, and never bridges two. `nameOf` numbers a member's name, `readName` reads it: most groups
 * hold one name only, and nothing is read for them.
 */
export function nameGate(
  members: Int32Array,
  nameOf: (member: number) => number,
  readName: (name: number) => PersonName,
  rule: GateRule,
): Gated {
  const first = nameOf(members[0] ?? 0);
  if (members.every((member) => nameOf(member) === first)) {
    const joins = members.length > 1 && (rule.joinsNameless || readName(first).strength !== "none");
    return { groups: joins ? [members] : [], isConflict: false, isBlocked: false };
  }
  const byName = distinctNames(members, nameOf, readName);
  const full = byName.filter((entry) => entry.name.strength === "full");
  if (new Set(full.map((entry) => fullNameKey(entry.name))).size > rule.namesMax)
    return { groups: [], isConflict: true, isBlocked: true };
  const families = familiesOf(full, rule.isPersonal);
  const weak = byName.filter((entry) => entry.name.strength === "weak");
  const placed = families.length === 0 ? weakAlone(weak) : weakAmong(families, weak);
  const groups = placed.groups.map((group) => [...group]);
  if (rule.joinsNameless) {
    const unnamed = byName.filter((entry) => entry.name.strength === "none").flatMap((entry) => entry.members);
    const only = groups.length === 1 ? groups[0] : undefined;
    if (only !== undefined) only.push(...unnamed);
    else groups.push(unnamed);
  }
  return { groups: groups.filter((group) => group.length > 1), isConflict: placed.isConflict, isBlocked: false };
}

interface Placed {
  readonly groups: readonly (readonly number[])[];
  readonly isConflict: boolean;
}

/** Weak names beside full ones: each goes to the one family that takes it, or stays with its equals. */
function weakAmong(families: readonly (readonly Named[])[], weak: readonly Named[]): Placed {
  const groups = families.map((family) => family.flatMap((entry) => entry.members));
  let isConflict = families.length > 1;
  for (const entry of weak) {
    const fitting = families.flatMap((family, at) =>
      family.some((other) => weakNameFits(entry.name, other.name)) ? [at] : [],
    );
    if (fitting.length === 1) groups[fitting[0] ?? 0]?.push(...entry.members);
    else {
      groups.push([...entry.members]);
      isConflict = true;
    }
  }
  return { groups, isConflict };
}

/** Weak names without a full one beside them: all join when every pair fits, else only equal ones do. */
function weakAlone(weak: readonly Named[]): Placed {
  const isOne = weak.every((left, at) => weak.slice(at + 1).every((right) => weakNameFits(left.name, right.name)));
  if (isOne && weak.length > 0) return { groups: [weak.flatMap((entry) => entry.members)], isConflict: false };
  return { groups: weak.map((entry) => entry.members), isConflict: weak.length > 1 };
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

function distinctNames(
  members: Int32Array,
  nameOf: (member: number) => number,
  readName: (name: number) => PersonName,
): readonly Named[] {
  const byName = new Map<number, number[]>();
  for (const member of members) {
    const name = nameOf(member);
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [member]);
    else known.push(member);
  }
  return [...byName]
    .map(([name, named]) => ({ name: readName(name), members: named }))
    .map((one) => ({ ...one, key: nameText(one.name) }))
    .sort((left, right) => compareText(left.key, right.key));
}
