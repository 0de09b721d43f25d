import type { Assertion } from "./resolve.ts";

/** An assertion with its place in the order in which people spoke. */
export interface Said extends Assertion {
  readonly number: number;
}

/**
 * What stands of everything that people said and did not revoke: of two words about the same two records the later one
 * counts. A `different` forbids whatever its side joins, so only a later `same` has to take pairs out of it. To undo a word is
 * to leave it out here: nothing else has to be restored. INVARIANT: the order of `said` does not matter (test "the last word").
 */
export function standing(said: readonly Said[]): readonly Assertion[] {
  const joined = said.filter((one) => one.kind === "same").map(spokenOf);
  return said.flatMap(({ kind, left, right, number }): readonly Assertion[] => {
    if (kind === "same") return [{ kind, left, right }];
    return joined
      .filter((later) => later.number > number)
      .reduce<readonly Assertion[]>(
        (rest, later) => rest.flatMap((one) => without(one, later.records)),
        [{ kind, left, right }],
      );
  });
}

/** Whether two records are held apart by what stands. */
export function holdsApart(one: Assertion, left: string, right: string): boolean {
  if (one.kind !== "different") return false;
  return (
    (one.left.includes(left) && one.right.includes(right)) || (one.left.includes(right) && one.right.includes(left))
  );
}

/** The part of a `different` that says nothing about two of these records. */
function without(one: Assertion, records: ReadonlySet<string>): readonly Assertion[] {
  const [said, left] = divide(one.left, records);
  const [, right] = divide(one.right, records);
  const rest: readonly Assertion[] = [
    { kind: one.kind, left, right: one.right },
    { kind: one.kind, left: said, right },
  ];
  return rest.filter((part) => part.left.length > 0 && part.right.length > 0);
}

function divide(ids: readonly string[], by: ReadonlySet<string>): readonly [readonly string[], readonly string[]] {
  return [ids.filter((id) => by.has(id)), ids.filter((id) => !by.has(id))];
}

function spokenOf({ number, left, right }: Said): { readonly number: number; readonly records: ReadonlySet<string> } {
  return { number, records: new Set([...left, ...right]) };
}
