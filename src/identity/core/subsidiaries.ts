import type { AccountMatch } from "./match.ts";
import type { Assertion } from "./resolve.ts";

/** An account record as far as families matter. */
interface Kin {
  readonly id: string;
  readonly match: AccountMatch;
}

/** The records that each record names as its parent, by the record's id. */
export type ParentsOf = ReadonlyMap<string, readonly Kin[]>;

/** Which of these records name which as their parent: a source that lists both as two accounts knows them for two. */
export function parentsAmong(records: readonly Kin[]): ParentsOf {
  const byOwnId = Map.groupBy(records, ({ match }) => match.ownId ?? "");
  return new Map(
    records.flatMap(({ id, match }) => {
      const named = match.parentId === undefined || match.parentId === match.ownId ? [] : byOwnId.get(match.parentId);
      return named === undefined || named.length === 0 ? [] : [[id, named] as const];
    }),
  );
}

/** A subsidiary that shows the website of its parent is not known by it; it stands on its name. */
export function withoutParentsDomain<K extends Kin>(record: K, parents: ParentsOf): K {
  const { domain } = record.match;
  const isShared = parents.get(record.id)?.some(({ match }) => domain !== null && match.domain === domain) === true;
  return isShared ? { ...record, match: { ...record.match, domain: null } } : record;
}

/** Parent and child are two, whatever they share, unless a person says that they are one. */
export function keptFromParents(parents: ParentsOf, assertions: readonly Assertion[]): readonly Assertion[] {
  const same = assertions.filter((one) => one.kind === "same").map((one) => new Set([...one.left, ...one.right]));
  return [...parents].flatMap(([id, named]) => {
    const right = named
      .map((parent) => parent.id)
      .filter((parent) => !same.some((set) => set.has(id) && set.has(parent)));
    return right.length === 0 ? [] : [{ kind: "different" as const, left: [id], right }];
  });
}
