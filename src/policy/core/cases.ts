import type { Json } from "../../kernel/canonical.ts";
import type { Variation } from "./boundaries.ts";
import type { FactPath } from "./expression.ts";

/** One fact that differs from the baseline. */
export interface Change {
  readonly path: FactPath;
  readonly value: Json;
}

/** The facts of a case: the baseline but for these. */
export type FactsCase = readonly Change[];

/** Gives cases until one is refused. */
type Take = (found: FactsCase) => boolean;

/**
 * Cases around a baseline, the smallest first: the baseline, one fact changed, two facts changed, and then every combination
 * of the facts of one group. Only the facts of some group are moved alone; the others beside one of them, since a case that
 * moves none of them cannot come out differently. Stops after `max`.
 */
export function casesAround(
  variations: readonly Variation[],
  groups: readonly (readonly Variation[])[],
  max: number,
): { readonly cases: readonly FactsCase[]; readonly isComplete: boolean } {
  const cases: FactsCase[] = [];
  const take: Take = (found) => {
    if (cases.length >= max) return false;
    cases.push(found);
    return true;
  };
  const moved = variations.filter((one) => groups.some((group) => group.includes(one)));
  const isComplete =
    take([]) &&
    moved.every((one) => changesOf(one).every((change) => take([change]))) &&
    pairsOf(moved, variations).every(([a, b]) => takeProduct([a, b], 2, take)) &&
    // One group that is too large is cut, and the next ones still have their turn.
    groups.map((group) => takeProduct(group, 3, upTo(combinationsMax, take))).every((isWhole) => isWhole);
  return { cases, isComplete };
}

const combinationsMax = 1_000;

function upTo(max: number, take: Take): Take {
  let count = 0;
  return (found) => {
    count += 1;
    return count <= max && take(found);
  };
}

/** A baseline with the changes of a case. */
export function factsOf<T>(baseline: T, changes: FactsCase): T {
  return changes.reduce((facts, { path, value }) => withValue(facts, path, value) as T, baseline);
}

function withValue(facts: unknown, [name, ...rest]: FactPath, value: Json): unknown {
  if (name === undefined) return value;
  const record = facts as Readonly<Record<string, unknown>>;
  return { ...record, [name]: withValue(record[name], rest, value) };
}

function changesOf({ path, values }: Variation): readonly Change[] {
  return values.slice(1).map((value) => ({ path, value }));
}

/** Every two facts of which at least one moves. */
function pairsOf(moved: readonly Variation[], all: readonly Variation[]): readonly (readonly [Variation, Variation])[] {
  return moved.flatMap((one, index) =>
    all.filter((other) => !moved.slice(0, index + 1).includes(other)).map((other) => [one, other] as const),
  );
}

/** Every combination of values of some facts in which at least `least` of them differ from the baseline. */
function takeProduct(facts: readonly Variation[], least: number, take: Take): boolean {
  const [first, ...rest] = facts;
  const combine = (change: readonly Change[], left: readonly Variation[], wanted: number): boolean => {
    if (left.length < wanted) return true;
    const [next, ...more] = left;
    if (next === undefined) return take(change);
    const isStaying = combine(change, more, wanted);
    return isStaying && changesOf(next).every((one) => combine([...change, one], more, Math.max(0, wanted - 1)));
  };
  return first === undefined || combine([], [first, ...rest], least);
}
