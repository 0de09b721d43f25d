import { compareText } from "./text.ts";

/** How many letters a word may be wrong by and still be meant. */
export function errorsAllowed(word: string): number {
  const { length } = [...word];
  return length < 3 ? 0 : length < 8 ? 1 : 2;
}

/** The words that may have been meant, best first: by fewest errors, then in word order. */
export function similarWords(word: string, candidates: readonly string[], countMax: number): readonly string[] {
  const allowed = errorsAllowed(word);
  return candidates
    .filter((candidate) => !candidate.startsWith(word))
    .map((candidate) => ({ candidate, ...errorsIn(word, candidate) }))
    .filter(({ errors }) => errors <= allowed)
    .sort(
      (left, right) =>
        left.errors - right.errors || left.left - right.left || compareText(left.candidate, right.candidate),
    )
    .slice(0, countMax)
    .map(({ candidate }) => candidate);
}

/**
 * How many letters were typed wrong: added, left out, replaced, or two swapped (optimal string alignment). The candidate
 * may go on after what was typed; `left` is by how much.
 */
export function errorsIn(typed: string, candidate: string): { readonly errors: number; readonly left: number } {
  const [from, to] = [[...typed], [...candidate]];
  let before: number[] = [];
  let row = to.map((_letter, at) => at + 1);
  row.unshift(0);
  for (let at = 1; at <= from.length; at += 1) {
    const next = [at];
    for (let to1 = 1; to1 <= to.length; to1 += 1) {
      const isSame = from[at - 1] === to[to1 - 1];
      const isSwapped = at > 1 && to1 > 1 && from[at - 1] === to[to1 - 2] && from[at - 2] === to[to1 - 1];
      next.push(
        Math.min(
          cost(row, to1) + 1,
          cost(next, to1 - 1) + 1,
          cost(row, to1 - 1) + (isSame ? 0 : 1),
          isSwapped ? cost(before, to1 - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = row;
    row = next;
  }
  const errors = Math.min(...row);
  return { errors, left: to.length - row.lastIndexOf(errors) };
}

const cost = (row: readonly number[], at: number): number => row[at] ?? Number.POSITIVE_INFINITY;
